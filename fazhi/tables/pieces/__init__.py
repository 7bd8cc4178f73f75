"""Tables in pieces: rows of some reports as they stand in Parquet, kept for the next build."""
