"""Queries on runs, on what they read, and on the copy of the shop."""
