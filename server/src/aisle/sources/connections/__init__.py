"""Connections: which shops a store is connected to, how they are read, and how they are."""
