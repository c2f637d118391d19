"""Several sources, one truth: which records are the same thing, whose word counts, and where each fact came from."""
