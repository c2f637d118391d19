"""Conversations: the turn, what it stores, and what is read back."""
