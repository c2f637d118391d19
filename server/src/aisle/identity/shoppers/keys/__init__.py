"""Keys with which a shop's server signs who its customer is."""
