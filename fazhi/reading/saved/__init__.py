"""Pages that were saved in parts: one file of many pages, and pages with frames in them."""
