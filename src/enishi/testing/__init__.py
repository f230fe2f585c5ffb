"""The small world every test lives in, and stand-ins for parts a test leaves out."""
