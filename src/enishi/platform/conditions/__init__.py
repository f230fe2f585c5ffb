"""Conditions as people meet them: what the filter builder offers, a condition as a sentence, the reasons of a list."""
