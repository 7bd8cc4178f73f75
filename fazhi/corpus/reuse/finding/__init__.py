"""Finding shared wording: letters, seeds, stretches, families and their places."""

NAMES = ("town", "county", "prefecture", "province")
NEEDS = ("reports", "texts", "paragraphs", "repairs")
