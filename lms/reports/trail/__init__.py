"""What happened, as a page for those who answer for it."""
