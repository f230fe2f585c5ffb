"""The vocabulary of Enishi: object, field type, condition, read door, write door, action, event, access. It has no tables."""
