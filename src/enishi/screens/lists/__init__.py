"""Lists of any object: the page, its filters and views, board, print, export, and changing many at once."""
