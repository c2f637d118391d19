"""What models are told: versioned files, and what organizations put in their place."""
