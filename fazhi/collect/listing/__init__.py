"""Pages that list others: what they lead to, on which day, and where the list goes on."""
