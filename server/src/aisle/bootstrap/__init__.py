"""From settings to running parts: the only place where features, adapters and the database are put together."""
