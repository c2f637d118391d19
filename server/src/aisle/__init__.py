"""Aisle: the shopping assistant that answers from evidence."""
