"""Turns text into index terms: the same rules for what is stored and for what is asked."""

from aisle.retrieval.analysis.documents import analyse, terms_of
from aisle.retrieval.analysis.queries import query_terms

__all__ = ["analyse", "query_terms", "terms_of"]
