"""Answers for shoppers, written from evidence alone.

The quote writer needs no model: it interprets the question, judges whether the evidence suffices, and then
quotes guides word for word, shows products with one reason each, compares them, asks back, or says that it
found nothing. It touches no database; callers load evidence and store the `Answer`.
"""
