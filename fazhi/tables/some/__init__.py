"""Some rows of a table at a time, never all of them."""
