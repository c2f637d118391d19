"""Models of the machine's own registry, loaded and unloaded while processes run."""
