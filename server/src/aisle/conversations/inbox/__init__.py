"""Conversations as staff see them: lists, labels, notes, drafts, views, who is looking, what shoppers thought."""
