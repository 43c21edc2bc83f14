"""The pieces that screens are composed of: each shows values and posts messages."""
