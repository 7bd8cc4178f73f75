"""Finding shared wording: letters, seeds, stretches, families and their places."""
