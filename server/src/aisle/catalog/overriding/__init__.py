"""What merchants say of a product in place of their sources, field by field, kept apart from what the sources say."""
