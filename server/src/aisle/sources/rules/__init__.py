"""Transformations as data: what a source's records go through between the shop and the store.

Rules never run code: expressions are a small language of their own, patterns run in linear time, and each record may take only
so much work. What rules cannot do something with goes into quarantine with the reason; it stops nothing else.
"""
