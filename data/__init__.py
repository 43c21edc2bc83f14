"""What is assessed, what was said, what follows from it, and how it is kept."""
