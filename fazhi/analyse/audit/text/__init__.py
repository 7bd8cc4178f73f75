"""Checks of parts, headings, words and names."""
