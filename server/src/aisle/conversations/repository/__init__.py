"""Every query on conversations and what hangs on them, by subject."""
