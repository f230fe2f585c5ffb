"""Two records that are one: which values are kept, what moves, what points from the old number to the new, undo."""
