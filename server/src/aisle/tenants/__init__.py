"""Organizations and their stores."""
