"""One text from a file: what a heading names, what a cell looks like and means, and the key two spellings share."""
