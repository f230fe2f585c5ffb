"""One record of any object: its page, timeline, files, form, and what was changed."""
