"""What stays true of customers in every write: order, copies, parts, last contact."""
