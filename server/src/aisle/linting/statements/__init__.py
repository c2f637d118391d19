"""What documents state: the sentences that can contradict one another, read once for each version."""
