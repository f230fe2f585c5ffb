"""Other programs are told of changes, after the Standard Webhooks specification."""
