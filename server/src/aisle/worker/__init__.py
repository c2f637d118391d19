"""The worker: an edge that runs jobs."""
