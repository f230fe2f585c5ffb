"""Screens of duplicates: the pairs that wait, two records side by side, the undo of a merge."""
