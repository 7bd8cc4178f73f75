"""Workbooks for coders."""
