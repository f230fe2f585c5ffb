"""The people of the workspace: members with or without sign-in, roles, grants, what they are told."""
