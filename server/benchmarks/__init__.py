"""Measurements of Aisle against bare libraries, bare SQL and its own goals: `python -m benchmarks --help`."""
