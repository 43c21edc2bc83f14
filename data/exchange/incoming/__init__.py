"""How apprentices and bookings come in: files of tables, what is in them, and what would change."""
