"""Whether a record is as records must be, beyond their types."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError

from aisle.sources.records import DocumentRecord, ProductRecord, Record, Resource, VariantRecord, record_type
from aisle.sources.records.coding import from_data, to_data
from aisle.sources.rules.outcomes import Problem

LONGEST_ID = 500  # characters
LONGEST_TITLE = 1_000
LONGEST_TEXT = 500_000  # a description or a page's worth of words; more is not read by anybody
MOST_VARIANTS = 5_000
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MENDING = "Correct it in the shop, or add a rule that sets it; or edit the record here and try it again."


def validated(resource: Resource, data: dict[str, Any]) -> Record | Sequence[Problem]:
    """Return the record that data makes, or all that is wrong with it."""
    record_id = data.get("id") if isinstance(data.get("id"), str) else None
    try:
        record = from_data(resource, dict.fromkeys(_said_as_none(resource)) | storable(data))
    except ValidationError as error:
        return [_problem(found, record_id) for found in error.errors(include_url=False, include_input=False)]
    problems = [
        Problem(code, field, reason, _MENDING, record_id=record_id)
        for code, field, reason in _unsound(resource, record)
    ]
    return problems or record


@cache
def _said_as_none(resource: Resource) -> tuple[str, ...]:
    """Return the fields that must be there and may be None: not to be there is the same."""
    kind = record_type(resource)
    hints = get_type_hints(kind)
    bare = [
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    ]
    return tuple(name for name in bare if type(None) in get_args(hints[name]))


def storable(value: Any) -> Any:
    """Return JSON values without what no database keeps as text: zero characters, and halves of surrogate pairs."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(lambda found: "" if found.group() == "\0" else "\ufffd", value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    return value


def _problem(found: Any, record_id: str | None) -> Problem:
    # Numbers of places are left out, so that the same fault of many elements is one cause.
    field = ".".join("[*]" if isinstance(part, int) else str(part) for part in found["loc"])
    code = "missing" if found["type"].startswith("missing") else "wrong_type"
    said = "is missing" if code == "missing" else f"is not as it must be: {found['msg']}"
    return Problem(code, field, f"The field {field} {said}.", _MENDING, record_id=record_id)


def _unsound(resource: Resource, record: Record) -> Iterator[tuple[str, str, str]]:
    if not record.id.strip() or len(record.id) > LONGEST_ID:
        yield "bad_id", "id", f"The id must have 1 to {LONGEST_ID} characters."
    if isinstance(record, ProductRecord):
        yield from _of_product(record)
    if isinstance(record, DocumentRecord) and not record.name.strip():
        yield "missing", "name", "The document has no name."
    yield from _of_values(to_data(resource, record), "")


def _of_product(product: ProductRecord) -> Iterator[tuple[str, str, str]]:
    if not product.title.strip() or len(product.title) > LONGEST_TITLE:
        yield "bad_title", "title", f"The title must have 1 to {LONGEST_TITLE:,} characters."
    if not product.handle.strip():
        yield "missing", "handle", "The product has no handle."
    variants: Sequence[VariantRecord] = product.variants or ()
    if len(variants) > MOST_VARIANTS:
        yield "too_many", "variants", f"The product has more than {MOST_VARIANTS:,} variants."
    if len({variant.id for variant in variants}) < len(variants):
        yield "duplicate_id", "variants[*].id", "Two variants have the same id."


def _of_values(value: Any, field: str) -> Iterator[tuple[str, str, str]]:
    """Find amounts without a true currency, and texts that are too long, wherever they are."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        yield (
            "too_long",
            field,
            f"The field {field} has {len(value):,} characters; at most {LONGEST_TEXT:,} are taken.",
        )
    if isinstance(value, list):
        for item in value:
            yield from _of_values(item, f"{field}[*]")
    if isinstance(value, dict):
        if value.keys() == {"amount", "currency"} and not _CURRENCY.match(value["currency"]):
            yield (
                "bad_currency",
                field,
                f"{value['currency'][:20]!r} is not the code of a currency (such as EUR).",
            )
        for name, item in value.items():
            yield from _of_values(item, f"{field}.{name}" if field else name)
