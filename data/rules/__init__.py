"""The rules of the field as pure functions of the record."""
