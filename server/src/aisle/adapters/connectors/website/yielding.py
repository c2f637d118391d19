"""From a page to the records of one resource."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from aisle.adapters.connectors.schema_org import products_in
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.website.places import Place
from aisle.adapters.connectors.website.visiting import FILES, Visit
from aisle.sources.records import DocumentRecord, ProductRecord, Record, Resource
from aisle.sources.records.coding import to_data

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Yield:
    """records: of a page. mark: of their content, the same for a page that only looks different (a token, the time)."""

    records: Sequence[Record] = ()
    mark: str = ""


Yielding = Callable[[str, Visit, Place], Yield]


def documents(address: str, visit: Visit, place: Place) -> Yield:
    """Return the page itself, as the parsers read it."""
    facts = visit.facts
    products = _products(address, visit)
    language = (facts.tongue if facts is not None else None) or place.language or None
    record = DocumentRecord(
        id=address,
        name=_name(address, visit.media_type),
        content=visit.body,
        updated_at=time_in(place.changed) or time_in(visit.modified),
        media_type=visit.media_type,
        title=(facts.title if facts is not None else "") or None,
        url=address,
        language=language,
        about_products=tuple(one.handle for one in products),
    )
    text = facts.text if facts is not None else hashlib.sha256(visit.body).hexdigest()
    return Yield([record], _mark([text, record.title, language, list(record.about_products)]))


def products(address: str, visit: Visit, place: Place) -> Yield:
    """Return the products that the page is about."""
    found = _products(address, visit)
    said = [{**to_data(Resource.PRODUCTS, one), "updated_at": None} for one in found]
    return Yield(found, _mark(said) if found else "")


YIELDING: dict[Resource, Yielding] = {Resource.DOCUMENTS: documents, Resource.PRODUCTS: products}


def _products(address: str, visit: Visit) -> list[ProductRecord]:
    facts = visit.facts
    return products_in(list(facts.items), address, facts.whole, facts.tongue) if facts is not None else []


def _name(address: str, media_type: str) -> str:
    last = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2])[-LONGEST_NAME:] or "index"
    ending = FILES.get(media_type, "html")
    return (
        last
        if last.lower().endswith((f".{ending}", ".htm" if ending == "html" else f".{ending}"))
        else f"{last}.{ending}"
    )


def _mark(value: object) -> str:
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
