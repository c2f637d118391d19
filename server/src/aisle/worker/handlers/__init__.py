"""One handler for each kind of job; a handler opens the transactions and leaves the decisions to the features."""
