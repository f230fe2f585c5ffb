"""Django's SQLite with the cursor that `enishi.platform.postgresql` has."""
