"""Settings: a person's own, and those of the workspace for administrators."""
