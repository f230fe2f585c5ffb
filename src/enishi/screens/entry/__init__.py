"""The ways into the product and out of it: sign-in, second step, new password, invitation, first administrator."""
