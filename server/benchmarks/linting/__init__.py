"""Shops with known faults and near-misses, in four languages, for measuring the linter."""
