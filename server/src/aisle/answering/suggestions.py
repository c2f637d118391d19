"""Up to three next questions that the evidence at hand can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from aisle.answering.hostile import is_hostile
from aisle.answering.phrases import say
from aisle.answering.words import KEY_WEIGHT, content_words, keys
from aisle.catalog.types import Product
from aisle.retrieval.types import PassageHit

MOST = 3
_LONGEST = 60
_LONGEST_TITLE = 40


class After(StrEnum):
    """What the answer did, which decides what comes naturally next."""

    ANSWERING = "answering"
    COMPARING = "comparing"
    CHOOSING = "choosing"


_NEXT = {After.ANSWERING: "compare_two", After.COMPARING: "which_one"}


def suggest(
    question: str,
    language: str,
    products: Sequence[Product],
    passages: Sequence[PassageHit],
    cited: Iterable[object],
    after: After = After.ANSWERING,
) -> tuple[str, ...]:
    """Compare or choose what is shown, then questions and guides about what was asked or about the kind of goods.

    Guides in `cited` (document ids) are known already.
    """
    found: list[str] = []
    if len(products) >= 2 and after in _NEXT:
        found.append(say(_NEXT[after], language))
    used, asked = set(cited), keys(question, language)
    words = frozenset(word.key for word in content_words(question, language) if word.weight >= KEY_WEIGHT)
    subject = words | keys(" ".join(name for product in products for name in product.path), language)
    properties = keys(" ".join(name for product in products for name in product.attributes), language)
    for passage in passages:
        question_there = _question_of(passage)
        title = question_there or _guide(passage)
        is_new = passage.document_id not in used and passage.language == language
        near = subject | properties if question_there else subject
        if title and is_new and (said := keys(title, language)) != asked and said & near:
            found.append(title)
    return tuple(dict.fromkeys(found))[:MOST]


def _guide(passage: PassageHit) -> str | None:
    """The title of a guide that is short enough to press."""
    title = passage.title
    return title if len(title) <= _LONGEST_TITLE and "." not in title and not is_hostile(title) else None


def _question_of(passage: PassageHit) -> str | None:
    """The question a passage answers by its own words: an FAQ's, or a heading that asks."""
    first = passage.text.split("\n", 1)[0].strip().removeprefix("Q:").strip()
    for text in (first, *reversed(passage.section)):
        if text.endswith("?") and len(text) <= _LONGEST and not is_hostile(text):
            return text
    return None
