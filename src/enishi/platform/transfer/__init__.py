"""Import and export: tables come in from files, records go out as files."""
