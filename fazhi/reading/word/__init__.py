"""Word documents, however they are stored: paragraphs, numbering, fields, boxes."""
