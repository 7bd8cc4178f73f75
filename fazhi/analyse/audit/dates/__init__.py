"""Checks of years and days."""
