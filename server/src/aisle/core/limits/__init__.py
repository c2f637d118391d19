"""How often a caller may send, and how many tokens it may spend: rules as data, and buckets that fill at a steady rate."""
