"""What models were asked and what it cost: the ledger, budgets, and their sums."""
