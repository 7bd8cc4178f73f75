"""The files of books: YAML as plain lists and mappings, parsed, and kept as parsed."""
