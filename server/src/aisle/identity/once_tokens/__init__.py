"""Tokens that work once: links in mails, steps of a sign-in."""
