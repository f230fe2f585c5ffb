"""Japanese values: names, companies, telephone numbers, dates, addresses; pure knowledge, no database of ours."""
