"""Who is calling: keys, shopper sessions, and what each caller may do."""
