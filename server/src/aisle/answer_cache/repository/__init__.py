"""Every query on kept answers."""
