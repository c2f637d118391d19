"""Who is calling, how they prove it, and what each caller may do."""
