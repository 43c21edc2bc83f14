"""What the command line does without a screen: one module per command."""
