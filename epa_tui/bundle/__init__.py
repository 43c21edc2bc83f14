"""The appeal bundle: everything about one assessment, and how a stranger can check it."""
