"""Reads limits, wishes and intent out of a question with rules and the store's own words, without a model."""

from aisle.retrieval.understanding.understander import Understander

__all__ = ["Understander"]
