"""What authors type into the bank."""
