"""What a search found, as programs and people read it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from aisle.answering.relaxed import note_text, relaxed_text
from aisle.answering.render import filter_json, note_json, relaxed_json
from aisle.catalog.facets import Facet
from aisle.catalog.types import Product
from aisle.retrieval.types import Explanation, PassageHit, ProductHit, SearchResult, ThingResult

Json = dict[str, Any]
Hit = ProductHit | PassageHit


def search_json(result: SearchResult, shown: list[Hit], cursor: str | None) -> Json:
    """Return a search for programs."""
    return {
        "items": [hit_json(hit) for hit in shown],
        "filters": [filter_json(one) for one in result.understanding.filters],
        "relaxed": [relaxed_json(one, result.understanding.language) for one in result.relaxed],
        "notes": [note_json(one, result.understanding.language) for one in result.understanding.notes],
        "groups": [_group_json(one, result.understanding.language) for one in result.groups],
        "language": result.understanding.language,
        "sort": result.sort or "relevance",
        "total": {
            kind: {"value": one.value, "relation": "exact" if one.exact else "at_least"}
            for kind, one in result.totals.items()
        },
        "facets": [_facet_json(one) for one in result.facets],
        "next_cursor": cursor,
        "also_searched": [
            {"word": one.word, "also": list(one.also), "why": str(one.why)} for one in result.widened
        ],
        "degraded": list(result.degraded),
        "weights": dict(result.weights),
        "index_version_id": str(result.index_version_id),
        "score_direction": "higher_is_better",
    }


def search_text(result: SearchResult, shown: list[Hit], cursor: str | None) -> str:
    """Return a search for people."""
    return "\n".join([*_head(result), *_body(result, shown), *_foot(result, cursor)])


def hit_json(hit: Hit) -> Json:
    """Return a hit for programs."""
    if isinstance(hit, ProductHit):
        body: Json = {
            "kind": "product",
            "score": hit.score,
            "close": hit.is_close,
            **product_json(hit.product),
        }
    else:
        body = {
            "kind": "passage",
            "score": hit.score,
            "id": str(hit.passage_id),
            "title": hit.title,
            "text": hit.text,
            "url": hit.url,
            "page": hit.page,
        }
    return {**body, "explain": _why_json(hit, hit.why)} if hit.why else body


def product_json(product: Product) -> Json:
    """Return what tells a product from others."""
    return {
        "id": str(product.id),
        "title": product.title,
        "url": product.url,
        "price": price_text(product) or None,
        "in_stock": product.in_stock,
    }


def price_text(product: Product) -> str:
    """Return the lowest price of a product, blank without one."""
    return str(product.price_range.lowest) if product.price_range else ""


def _group_json(group: ThingResult, language: str) -> Json:
    return {
        "words": group.thing.words,
        "quantity": group.thing.quantity,
        "filters": [filter_json(one) for one in group.thing.filters],
        "relaxed": [relaxed_json(one, language) for one in group.relaxed],
        "items": [hit_json(hit) for hit in group.products],
    }


def _group_line(group: ThingResult) -> str:
    limits = ", ".join(one.text for one in group.thing.filters)
    count = f"{group.total.value} found, " if group.total and group.total.exact else ""
    return f"“{group.thing.words}” ({count}{f'limits: {limits}' if limits else 'no limits'})"


def _body(result: SearchResult, shown: list[Hit]) -> Iterator[str]:
    """What this page shows; of several things asked for, each by itself, and then what belongs to none of them."""
    on_page, grouped = {hit.item_id for hit in shown}, set[UUID]()
    for group in result.groups:
        own = [hit for hit in group.products if hit.item_id in on_page]
        yield _group_line(group)
        yield from (f"  {line}" for hit in own for line in _hit_lines(hit))
        if not own:
            yield "  Nothing on this page."
        grouped |= {hit.item_id for hit in own}
    rest = [hit for hit in shown if hit.item_id not in grouped]
    if rest and result.groups:
        yield "Besides"
    indent = "  " if result.groups else ""
    yield from (f"{indent}{line}" for hit in rest for line in _hit_lines(hit))


def _head(result: SearchResult) -> Iterator[str]:
    if result.understanding.filters:
        yield f"Limits: {', '.join(one.text for one in result.understanding.filters)}"
    for note in result.understanding.notes:
        yield note_text(note, result.understanding.language)
    for gave_way in (*result.relaxed, *(one for group in result.groups for one in group.relaxed)):
        yield relaxed_text(gave_way, result.understanding.language)
    for one in result.widened:
        yield f"Searched also for {', '.join(one.also)} (you wrote {one.word})"
    if result.degraded:
        yield f"Without {', '.join(result.degraded)}: that part of the search is not available now."


def _foot(result: SearchResult, cursor: str | None) -> Iterator[str]:
    if not result.products and not result.passages and not result.groups:
        yield "Nothing found."
    for facet in result.facets:
        yield _facet_line(facet)
    if cursor:
        yield f"More: --cursor {cursor}"


def _hit_lines(hit: Hit) -> Iterator[str]:
    if isinstance(hit, ProductHit):
        yield f"{hit.score:.2f}  {hit.product.title}  {price_text(hit.product)}"
    else:
        yield f"{hit.score:.2f}  {hit.title}: {' '.join(hit.text.split())[:100]}"
    if hit.why:
        yield from (f"      {line}" for line in _why_lines(hit, hit.why))


def _why_lines(hit: Hit, why: Explanation) -> Iterator[str]:
    for name, leg in hit.legs.items():
        yield f"{name}: place {leg.rank}, score {leg.score:.3f}"
    if why.matches:
        yield "holds " + "; ".join(f"{', '.join(one.words)} in {one.field}" for one in why.matches)
    for note in hit.reranked:
        yield f"{note.by} moved it from place {note.before} to {note.after}: {', '.join(note.reasons)}"
    for one in why.filters:
        yield f"meets “{one.filter.text}”" + (f": {one.value}" if one.value else "")


def _why_json(hit: Hit, why: Explanation) -> Json:
    return {
        "similarity": hit.similarity,
        "coverage": hit.coverage,
        "legs": {name: {"rank": leg.rank, "score": leg.score} for name, leg in hit.legs.items()},
        "matched": [{"field": one.field, "words": list(one.words)} for one in why.matches],
        "filters": [{**filter_json(one.filter), "found": one.value} for one in why.filters],
        "reranked": [
            {"by": note.by, "before": note.before, "after": note.after, "reasons": list(note.reasons)}
            for note in hit.reranked
        ],
    }


def _facet_json(facet: Facet) -> Json:
    return {
        "field": facet.field,
        "values": [{"value": one.value, "count": one.count} for one in facet.values],
        "ranges": [{"from": one.low, "to": one.high, "count": one.count} for one in facet.ranges],
        "more": facet.more,
        "exact": facet.exact,
    }


def _facet_line(facet: Facet) -> str:
    about = "" if facet.exact else "about "
    values = [f"{one.value} ({about}{one.count})" for one in facet.values]
    values += [f"{one.low or '…'} to {one.high or '…'} ({about}{one.count})" for one in facet.ranges]
    more = f", and {facet.more} more" if facet.more else ""
    return f"{facet.field}: {', '.join(values)}{more}"
