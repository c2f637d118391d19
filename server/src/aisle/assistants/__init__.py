"""A store's configured assistants and their releases."""
