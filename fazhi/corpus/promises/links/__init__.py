"""What speaks for a link between an item and a passage."""
