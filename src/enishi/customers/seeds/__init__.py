"""The demo company みなと精機 and its customers: fictitious, deterministic by seed, dated relative to the day it is made."""
