"""Human coders: what they are asked, how far they agree, and what becomes of their answers."""
