"""Records as JSON, for the database, and back. Bytes of documents are kept apart: they are left out here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from aisle.sources.records.documents import DocumentRecord
from aisle.sources.records.resources import Record, Resource, record_type

CONTENT = "sha256"  # of a document's bytes, beside its fields


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
    if isinstance(record, DocumentRecord) and record.content is not None:
        data[CONTENT] = sha256_of(record.content)
    return hash_of_data(data)


def hash_of_data(data: Mapping[str, Any]) -> bytes:
    """Return the same of a record as it is stored, whose bytes stand in it by their own hash."""
    counted = {name: value for name, value in data.items() if name != "updated_at"}
    text = json.dumps(counted, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def sha256_of(content: bytes) -> str:
    """Return what stands for bytes in a stored document."""
    return hashlib.sha256(content).hexdigest()
