"""Passwords: hashed slowly by few, and compared with lists of stolen ones."""
