"""The day of a person: today, calendar, the morning mail, the first steps."""
