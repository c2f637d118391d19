"""Shoppers: anonymous sessions, and who they turn out to be once it is proven."""
