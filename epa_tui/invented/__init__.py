"""Who and what the demonstration shows: invented people, what they say, and how it is played."""
