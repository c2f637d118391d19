"""The launch linter: compares catalogue, policies, pages and articles, and says what to mend before shoppers meet it."""
