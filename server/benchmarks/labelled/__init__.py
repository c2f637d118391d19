"""Labelled sets for measuring retrieval, read from AISLE_DATA_DIR; none of their text is kept in the project."""
