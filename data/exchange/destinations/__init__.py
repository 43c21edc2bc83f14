"""Where documents go: one small class for each kind of destination."""
