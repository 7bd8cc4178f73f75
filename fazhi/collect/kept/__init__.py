"""What is kept: files whole or not at all, a journal, names, tables, an archive."""
