"""What becomes of each row: its values, the records it may be, what it would change."""
