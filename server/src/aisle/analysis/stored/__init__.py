"""Schemas by name: those that Aisle brings, and an organization's own in versions that never change."""
