"""The application: command line, application object, keys and themes."""

__version__ = "0.1.0"
