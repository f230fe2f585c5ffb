"""The vocabulary of Enishi: object, field type, condition, doors, action, event, access. It has no tables."""
