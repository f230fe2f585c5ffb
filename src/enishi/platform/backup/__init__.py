"""Copies of a whole workspace: made while people work, proved when they are read, and put back on an empty machine.

A backup is an archive of neutral rows, the same for both databases, so that it is also the way from one to the other.
"""
