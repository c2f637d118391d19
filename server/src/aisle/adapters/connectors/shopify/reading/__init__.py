"""How resources are read: what is asked of each, by pages, in bulk, by id."""
