"""Every query of the linter."""
