"""Two reports of one authority side by side: which sentence and heading answers which."""
