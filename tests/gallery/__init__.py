"""Sample pages for looking at: every template with believable values, in both languages."""
