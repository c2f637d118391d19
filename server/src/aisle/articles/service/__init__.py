"""Use cases on articles. Every one works inside the caller's transaction and commits nothing."""
