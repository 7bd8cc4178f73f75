"""What came, understood: what a page is, what hangs on it, which of it is the report."""
