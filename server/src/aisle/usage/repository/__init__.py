"""Every statement of the ledger: what writes it, what reads it, and budgets."""
