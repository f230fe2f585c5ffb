"""Migrations of the customers room."""
