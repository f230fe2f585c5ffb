"""Where each column of a table goes, proposed from headings and values, decided by a person."""
