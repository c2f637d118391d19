"""Answers that a model writes: every sentence is checked against the evidence before a shopper sees it."""
