"""Papers: what is made of records for people to read, and the writers that write it."""
