"""The languages that questions are read in. Values of the store are read in every other language too."""

from collections.abc import Mapping

from aisle.retrieval.understanding.languages import de, en, es, fr, it, nl
from aisle.retrieval.understanding.languages.words import Words

LANGUAGES: Mapping[str, Words] = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "it": it.WORDS,
    "nl": nl.WORDS,
}

__all__ = ["LANGUAGES", "Words"]
