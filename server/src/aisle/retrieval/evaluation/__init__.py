"""Comparing index versions by questions whose answers are known."""
