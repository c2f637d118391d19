"""What a store's people see first: numbers of a period beside the one before, what needs somebody, what happened lately."""
