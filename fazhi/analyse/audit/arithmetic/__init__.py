"""Checks of figures against one another."""
