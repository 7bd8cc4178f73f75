"""What the index searches in, as files beside it that it loads when they are asked for."""
