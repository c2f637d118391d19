"""Puts the parts together: settings become resources, and resources become running processes."""
