"""What reports cite: laws and documents with their days, and how kinds of documents are told."""
