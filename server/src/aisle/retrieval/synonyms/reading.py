"""The rules of synonyms that are about a question, so that its limits are read by them too."""

from collections.abc import Sequence

from aisle.retrieval.analysis import query_terms
from aisle.retrieval.language import guess_language
from aisle.retrieval.synonyms.keys import keys_in_question
from aisle.retrieval.understanding.understander import LONGEST_READ


def keys_about(text: str, store_languages: Sequence[str]) -> list[str]:
    """Return the keys that rules about words of a question have. store_languages: the main one first."""
    spoken = guess_language(text, store_languages)
    groups = query_terms(text[:LONGEST_READ], spoken, store_languages)
    return list(dict.fromkeys(key for key, _, _ in keys_in_question(groups)))
