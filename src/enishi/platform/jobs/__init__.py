"""Jobs: work done later by the worker, put into the queue by the same transaction that needs it."""
