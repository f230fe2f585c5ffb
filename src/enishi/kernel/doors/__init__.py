"""The two doors: the only ways rows leave and enter the database for anybody."""
