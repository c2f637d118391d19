"""The catalogue: a store's products and variants, how they are read from files, kept and found again."""
