"""The ground floor: standards, and the files that they are read from."""
