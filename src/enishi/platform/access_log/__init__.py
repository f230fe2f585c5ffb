"""Who was shown which personal data: noted by the read door, kept in a spool, drained into tables by the worker."""
