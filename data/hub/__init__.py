"""The record of an organisation: results of many devices, gathered, checked and counted.

The floor above `data.exchange`. It reads an inbox that others may only write to, and keeps what is
genuine in PostgreSQL or in one file. Nothing here ever deletes anything in an inbox.
"""
