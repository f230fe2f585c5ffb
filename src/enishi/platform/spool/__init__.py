"""Append-only files between requests and the database."""
