"""Verbs of the customers room, one file each."""
