"""Warranties that pages promise for a product, against the product's own field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from aisle.linting.checks.types import Mention, Page
from aisle.linting.statements import cues
from aisle.linting.statements.figures import spans
from aisle.linting.types import Finding, Severity

_FIELD = re.compile(r"warrant|guarantee|garant|gewährleist", re.IGNORECASE)
_APART = 0.04


def warranty(page: Page, mentions: Sequence[Mention], _now: datetime) -> Iterator[Finding]:
    """Yield sentences whose warranty is another than the product's field says."""
    for one in mentions:
        if not cues.WARRANTING.search(one.text) or cues.NOT_STATED.search(one.text):
            continue
        said = spans(one.text, page.language)
        for name, value in one.good.attributes.items():
            known = spans(str(value), page.language) | spans(str(value), "en")
            if _FIELD.search(name) and said and known and not _meet(said, known):
                yield Finding(
                    "conflict.product_warranty",
                    Severity.ERROR,
                    f"A page promises another warranty for “{one.good.title}” than the catalogue.",
                    f"Change the sentence, or the field “{name}” of the product.",
                    (page.place(one.start, one.end), one.good.place(name, str(value))),
                )


def _meet(said: frozenset[float], known: frozenset[float]) -> bool:
    return any(abs(a - b) <= _APART * b for a in said for b in known)
