"""Every query of articles."""
