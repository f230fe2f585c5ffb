"""Search: finds records by any spelling of their names, codes and numbers, within what the reader may see."""
