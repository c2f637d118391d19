"""How the Admin API is asked: tokens, costs, errors."""
