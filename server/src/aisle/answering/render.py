"""An answer as message parts, stream parts and plain text, with prices and stock read now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from aisle.answering.inserts import filled_with
from aisle.answering.relaxed import note_text, relaxed_text
from aisle.answering.render_products import Json, Products, card_json, comparison_json, fact_text
from aisle.answering.types import (
    Answer,
    CitationSegment,
    ComparisonSegment,
    Contact,
    FactSegment,
    ProductSegment,
    TextSegment,
)
from aisle.retrieval.types import Filter, Note, Relaxation

_PLACEHOLDER = re.compile(r"\{fact:(x\d{1,4})\}")


def message_parts(
    answer: Answer,
    products: Products,
    language: str,
    citation_ids: Mapping[int, str] | None = None,
    contact: Contact | None = None,
) -> list[Json]:
    """The parts of a stored message in reading order.

    Args:
        answer: What was written.
        products: The products it names as they are now; those missing are no longer listed.
        language: Decides how prices and stock are written.
        citation_ids: Stored ids of the citations by mark; a citation without one is called "c" and its mark.
        contact: How to reach a person, shown when the answer offers one.
    """
    parts = [_part("data-filter", f"f{n}", filter_json(one)) for n, one in enumerate(answer.filters, 1)]
    parts.extend(
        _part("data-relaxed", f"r{n}", relaxed_json(one, language)) for n, one in enumerate(answer.relaxed, 1)
    )
    parts.extend(_segment_parts(answer, products, language, citation_ids or {}))
    parts.extend(
        _part("data-suggestion", f"s{n}", {"text": text}) for n, text in enumerate(answer.suggestions, 1)
    )
    if answer.clarify:
        asked = {"question": answer.clarify.question, "options": list(answer.clarify.options)}
        parts.append(_part("data-clarify", "q1", asked))
    if answer.offer_person:
        parts.append(_part("data-person", "h1", {"contact": contact_json(contact or Contact())}))
    return parts


def metadata(answer: Answer) -> Json:
    """How sure the answer is and who wrote it; an answer that claims nothing has no confidence."""
    sure = {"confidence": answer.confidence} if answer.claims_something else {}
    return {
        **sure,
        "reasons": list(answer.reasons),
        "abstained": answer.abstained,
        "writer": answer.writer,
        "label": answer.label,
    }


def plain_text(answer: Answer, products: Products, language: str) -> str:
    """The text with its citation marks, for JSON and the command line; bold marks are left out."""
    facts = _facts(answer, products, language)
    texts = (_filled(s.text, facts) for s in answer.segments if isinstance(s, TextSegment))
    return "\n\n".join(texts).replace("**", "")


def _segment_parts(
    answer: Answer, products: Products, language: str, citation_ids: Mapping[int, str]
) -> Iterator[Json]:
    facts = _facts(answer, products, language)
    counts = {"p": 0, "k": 0}
    for segment in answer.segments:
        if isinstance(segment, TextSegment):
            yield {"type": "text", "text": _filled(segment.text, facts)}
        elif isinstance(segment, CitationSegment):
            id_ = citation_ids.get(segment.mark, f"c{segment.mark}")
            data = citation_json(segment, id_)
            data["quote"] = filled_with(segment.quote, products.values(), language)
            yield _part("data-citation", f"c{segment.mark}", data)
        elif isinstance(segment, FactSegment):
            yield _part("data-fact", segment.id, _fact(segment, products, facts))
        elif isinstance(segment, ProductSegment) and segment.product_id in products:
            counts["p"] += 1
            card = card_json(segment, products[segment.product_id], language)
            yield _part("data-product", f"p{counts['p']}", card)
        elif isinstance(segment, ComparisonSegment) and (
            table := comparison_json(segment, products, language)
        ):
            counts["k"] += 1
            yield _part("data-comparison", f"k{counts['k']}", table)


def _facts(answer: Answer, products: Products, language: str) -> dict[str, str]:
    return {
        segment.id: fact_text(products.get(segment.product_id), segment.variant_id, segment.fact, language)
        for segment in answer.segments
        if isinstance(segment, FactSegment)
    }


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: facts.get(match.group(1), ""), text)


def _fact(segment: FactSegment, products: Products, facts: Mapping[str, str]) -> Json:
    product = products.get(segment.product_id)
    return {
        "product_id": str(segment.product_id),
        "variant_id": str(segment.variant_id) if segment.variant_id else None,
        "fact": segment.fact.value,
        "text": facts[segment.id],
        "as_of": product.as_of.isoformat() if product else None,
    }


def citation_json(segment: CitationSegment, id_: str) -> Json:
    """A Citation: the words quoted and where they stand."""
    return {
        "id": id_,
        "mark": segment.mark,
        "quote": segment.quote,
        "title": segment.title,
        "url": segment.url,
        "document_id": str(segment.document_id),
        "page": segment.page,
        "section": list(segment.section),
        "start": segment.start,
        "end": segment.end,
        "as_of": segment.as_of.isoformat() if segment.as_of else None,
    }


def contact_json(contact: Contact) -> Json:
    """How to reach a person."""
    return {"email": contact.email, "phone": contact.phone, "hours": contact.hours, "url": contact.url}


def filter_json(one: Filter) -> Json:
    """A limit as callers receive it, and may send it back, with where it was read."""
    value = one.values[0] if len(one.values) == 1 else list(one.values)
    read = asdict(one.origin) if one.origin else {}
    return {"field": one.field, "op": one.op.value, "value": value, "text": one.text, **read}


def note_json(one: Note, language: str) -> Json:
    """What was said and limits nothing, with a sentence for the shopper."""
    return {**asdict(one), "kind": one.kind.value, "text": note_text(one, language)}


def relaxed_json(one: Relaxation, language: str) -> Json:
    """What was done to a limit that nothing met, with a sentence for the shopper."""
    return {
        "step": one.step.value,
        "filter": filter_json(one.filter),
        "instead": filter_json(one.instead) if one.instead else None,
        "found": one.found,
        "text": relaxed_text(one, language),
    }


def _part(kind: str, id_: str, data: Json) -> Json:
    return {"type": kind, "id": id_, "data": data}
