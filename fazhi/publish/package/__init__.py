"""A replication package: tables, codebook, scores, environment, and a script that makes it anew."""
