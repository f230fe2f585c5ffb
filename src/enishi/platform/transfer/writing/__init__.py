"""Verdicts become records in chunks that can be stopped, resumed and undone."""
