"""Django's PostgreSQL with a cursor whose statements the server keeps planned."""
