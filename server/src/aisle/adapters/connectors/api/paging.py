"""Goes through the pages of an answer, in whatever way they follow each other."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aisle.adapters.connectors.api.compiling import Paged
from aisle.adapters.connectors.api.positions import MOST_PAGES, Position, look_of
from aisle.adapters.connectors.api.talking import Talk
from aisle.adapters.connectors.api.templates import Known
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Request
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.values import as_list, as_number, as_text

_LINK = re.compile(r"<([^<>]*)>\s*((?:;[^,;\"]*(?:\"[^\"]*\")?)*)")
_NEXT = re.compile(r";\s*rel\s*=\s*\"?(?:[^\"]*\s)?next(?:\s[^\"]*)?\"?\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it came. mark: of the whole read. next: where the next page begins, None after the last."""

    items: list[Any]
    mark: str | None
    next: Position | None
    total: int | None


async def pages_of(
    talk: Talk, paged: Paged, known: Known, begin: Position, begun: Callable[[Mapping[str, str]], str | None]
) -> AsyncIterator[Read]:
    """Yield the pages from a position on.

    Args:
        talk, paged: Who is asked, and what.
        known: What the request's templates know beside the page.
        begin: Where to begin.
        begun: Makes the mark of the whole read out of the headers of its first answer.

    Raises:
        BrokenData: For pages that never end; and what asking raises.
    """
    position: Position | None = begin
    while position is not None:
        answer = await talk.ask(_request(paged, known, position))
        position = replace(position, mark=position.mark or begun(answer["headers"]))
        page = _read(talk, paged, answer, position)
        yield page
        position = page.next


def _request(paged: Paged, known: Known, position: Position) -> Request:
    page = {
        "size": paged.paging.size,
        "number": paged.paging.first + position.pages,
        "offset": position.items,
        "cursor": position.at,
    }
    whole = {**known, "page": page}
    if paged.paging.kind in ("link", "url") and position.at:
        return paged.ask.at(str(position.at), whole)
    return paged.ask.filled(whole)


def _read(talk: Talk, paged: Paged, answer: Mapping[str, Any], position: Position) -> Read:
    body = answer["body"]
    items = paged.items(body)
    if body is not None and items is None:
        raise BrokenData("The answer has no list where the configuration says that it is.")
    items = as_list(items)
    look, total = look_of(items), _total(paged, body)
    if look is not None and look == position.last:
        raise BrokenData(
            "The shop gives the same page again: look whether the parameters of paging are right."
        )
    after = replace(position, pages=position.pages + 1, items=position.items + len(items), last=look)
    place = _after(talk, paged, answer, after, total, bool(items))
    if place is not None and place.pages > MOST_PAGES:
        raise BrokenData("The shop's pages never end.")
    return Read(items, position.mark, place, total)


def _after(
    talk: Talk, paged: Paged, answer: Mapping[str, Any], after: Position, total: int | None, any_items: bool
) -> Position | None:
    """Return where the next page begins. A short page is not the end: servers cap what is asked for without a word."""
    kind = paged.paging.kind
    if kind in ("page", "offset"):
        done = not any_items or (total is not None and after.items >= total)
        return None if done else after
    if kind == "none" or (paged.more is not None and not paged.more(answer["body"])):
        return None
    place = _linked(answer["headers"].get("link", "")) if kind == "link" else _named(paged, answer["body"])
    if not place:
        return None
    place = talk.without_proof(place) if kind in ("link", "url") else place
    if place == after.at:
        raise BrokenData("The shop says that the next page is this one again.")
    return replace(after, at=place)


def _named(paged: Paged, body: Any) -> str | None:
    try:
        return as_text(paged.next(body)) if paged.next else None
    except CannotApply:
        raise BrokenData("What should say where the next page begins is neither text nor number.") from None


def _linked(header: str) -> str | None:
    """Return the address of the next page in a Link header (RFC 8288)."""
    for found in _LINK.finditer(header[:8000]):
        if _NEXT.search(found.group(2)):
            return found.group(1)
    return None


def _total(paged: Paged, body: Any) -> int | None:
    try:
        number = as_number(paged.total(body)) if paged.total and body is not None else None
    except CannotApply:
        return None
    return int(number) if number is not None and 0 <= number < 10**12 else None
