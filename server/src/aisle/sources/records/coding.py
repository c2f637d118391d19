"""Records as JSON, for the database, and back. Bytes of documents are kept apart: they are left out here."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from aisle.sources.records.documents import DocumentRecord
from aisle.sources.records.resources import Record, Resource, record_type


@cache
def _adapter(resource: Resource) -> TypeAdapter[Record]:
    return TypeAdapter(record_type(resource))


def to_data(resource: Resource, record: Record) -> dict[str, Any]:
    """Return a record as JSON values: amounts as strings, times in ISO 8601; what is None or empty is left out."""
    if isinstance(record, DocumentRecord):
        record = replace(record, content=None)
    data: dict[str, Any] = _adapter(resource).dump_python(record, mode="json", exclude_defaults=True)
    return data


def from_data(resource: Resource, data: Any) -> Record:
    """Return the record that `to_data` wrote, or one that rules changed. Raises pydantic.ValidationError."""
    return _adapter(resource).validate_python(
        {"content": None, **data} if resource is Resource.DOCUMENTS else data
    )


def hash_of(resource: Resource, record: Record) -> bytes:
    """Return what tells whether a record changed (SHA-256). The time of change itself does not count; bytes do."""
    data = to_data(resource, record)
    data.pop("updated_at", None)
    if isinstance(record, DocumentRecord) and record.content is not None:
        data["sha256"] = hashlib.sha256(record.content).hexdigest()
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
