"""The condition language: one tree that filters a list, decides for one record, is told as a sentence and explained."""
