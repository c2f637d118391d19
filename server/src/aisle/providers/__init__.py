"""Models of an organization's own, at addresses and with keys that it names."""
