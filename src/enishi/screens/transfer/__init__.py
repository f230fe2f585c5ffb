"""The import wizard: file, diagnosis, columns, verdicts, progress; for every object that can be imported."""
