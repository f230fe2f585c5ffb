"""What operators see of the work: figures of requests, slow statements, and a name for each request in the log."""
