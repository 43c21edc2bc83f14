"""How results leave: documents, their schema, and files."""
