"""Up to three next questions that the evidence at hand can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aisle.answering.hostile import is_hostile
from aisle.answering.phrases import say
from aisle.answering.words import keys
from aisle.catalog.types import Product
from aisle.retrieval.types import PassageHit

MOST = 3
_LONGEST = 60
_LONGEST_TITLE = 40
_SHARES_WORDS = 0.34


def suggest(
    question: str,
    language: str,
    products: Sequence[Product],
    passages: Sequence[PassageHit],
    cited: Iterable[object],
    compared: bool = False,
) -> tuple[str, ...]:
    """Compare or choose what is shown, then questions and titles of guides not in `cited` (document ids)."""
    found: list[str] = []
    if len(products) >= 2:
        found.append(say("which_one" if compared else "compare_two", language))
    used, asked = set(cited), keys(question, language)
    for passage in passages:
        title = _question_of(passage) or _guide(passage)
        is_new = passage.document_id not in used and passage.language == language
        if title and is_new and keys(title, language) != asked:
            found.append(title)
    return tuple(dict.fromkeys(found))[:MOST]


def _guide(passage: PassageHit) -> str | None:
    """The title of a guide that shares words with the question, when it is short enough to press."""
    title = passage.title
    short = len(title) <= _LONGEST_TITLE and "." not in title
    return title if short and passage.coverage >= _SHARES_WORDS and not is_hostile(title) else None


def _question_of(passage: PassageHit) -> str | None:
    """The question a passage answers by its own words: an FAQ's, or a heading that asks."""
    first = passage.text.split("\n", 1)[0].strip().removeprefix("Q:").strip()
    for text in (first, *reversed(passage.section)):
        if text.endswith("?") and len(text) <= _LONGEST and not is_hostile(text):
            return text
    return None
