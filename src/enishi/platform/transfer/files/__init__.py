"""A file becomes a table: recognised by its content, its header found, its rows as a stream."""
