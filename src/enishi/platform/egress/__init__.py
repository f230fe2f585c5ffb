"""The only way out: requests to addresses that people typed, which must not reach the house or its network."""
