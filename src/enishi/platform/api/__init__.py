"""The REST API: one set of routes for every object, made from its card."""
