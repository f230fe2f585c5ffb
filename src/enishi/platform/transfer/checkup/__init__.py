"""What a list says about itself before anything is written, and the cleaned copy of it."""
