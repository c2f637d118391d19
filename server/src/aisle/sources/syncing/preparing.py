"""From a page of the shop to what may be stored: rules applied, strange records left out with a reason. Asks no database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aisle.sources.ports import Broken, Page
from aisle.sources.records import DocumentRecord, ProductRecord, Record, Resource
from aisle.sources.records.coding import CONTENT, hash_of_data, sha256_of, to_data
from aisle.sources.rules.outcomes import Dropped, Refused, Transformed
from aisle.sources.rules.service import Rules, transform_record
from aisle.sources.rules.validating import storable
from aisle.sources.syncing.repository.problems import Problem

MOST_BYTES = 2 * 2**20  # of one record, without the bytes of a document
MOST_ID = 1_000
MOST_RAW = 20_000  # characters of a record in quarantine that are kept
UNREADABLE = "Correct the record in the shop, then sync again."
TOO_LARGE = "Shorten the record in the shop, or leave the field out by a rule."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record as it would be stored.

    Attributes:
        content: A document's bytes; None where a second look found them unchanged.
        lineage: By field: the rules that changed it.
    """

    external_id: str
    data: dict[str, Any]
    shop_time: datetime | None
    content: bytes | None = field(default=None, repr=False)
    is_document: bool = False
    lineage: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def finished(self, known: Mapping[str, Any] | None) -> tuple[dict[str, Any], bytes]:
        """Return data and hash; what is known of a document's bytes stays where they were not read again."""
        data = self.data
        if self.is_document:
            digest = sha256_of(self.content) if self.content is not None else (known or {}).get(CONTENT)
            data = {**data, CONTENT: digest} if digest else data
        return data, hash_of_data(data)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page comes to.

    Attributes:
        kept: By id; of two with one id the later stands.
        gone: Ids that the shop says are gone, or that a rule leaves out.
        problems: Records in quarantine; what is live of them stays.
        ids: All ids that the page named, in its order.
        items: Names of the last ones, for people.
    """

    kept: Mapping[str, Prepared]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]
    ids: tuple[str, ...]
    items: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many records are in quarantine; one may have several problems."""
        named = {one.external_id for one in self.problems if one.external_id is not None}
        return len(named) + sum(one.external_id is None for one in self.problems)


def take(page: Page, resource: Resource, rules: Rules) -> Taken:
    """Prepare a page."""
    kept: dict[str, Prepared] = {}
    left_out: list[str] = []
    found = [_broken(resource, one) for one in page.broken]
    for record in page.records:
        made = prepare(resource, record, rules)
        if isinstance(made, Prepared):
            kept[made.external_id] = made
        elif made is None:
            left_out.append(record.id)
            kept.pop(record.id, None)
        else:
            found += made
    ids = [record.id for record in page.records] + [one.id for one in page.broken if one.id]
    gone = dict.fromkeys([*left_out, *page.removed])
    return Taken(
        kept,
        tuple(one for one in gone if one not in kept),
        tuple(found),
        tuple(dict.fromkeys(storable(one) for one in ids if one)),
        tuple(_called(record) for record in page.records[-3:]),
    )


def prepare(resource: Resource, record: Record, rules: Rules) -> Prepared | list[Problem] | None:
    """Return a record as it would be stored, None where a rule leaves it out, or why it cannot be kept."""
    if not record.id or len(record.id) > MOST_ID or "\0" in record.id:
        reason = f"An id has 1 to {MOST_ID} characters."
        return [_problem(resource, record, "bad_id", "id", reason, UNREADABLE)]
    outcome = transform_record(rules, resource, record)
    if isinstance(outcome, Dropped):
        return None
    if isinstance(outcome, Refused):
        return [
            _problem(resource, record, one.code, one.field, one.reason, one.action)
            for one in outcome.problems
        ]
    return _sized(resource, record, outcome)


def _sized(resource: Resource, record: Record, made: Transformed) -> Prepared | list[Problem]:
    data = storable(made.data)
    size = len(json.dumps(data, ensure_ascii=False))
    if size > MOST_BYTES:
        reason = f"The record has {size:,} characters; at most {MOST_BYTES:,} are kept."
        return [_problem(resource, record, "too_large", "", reason, TOO_LARGE)]
    data["id"] = record.id  # which a rule may not change: by it the shop is asked again
    content = made.record.content if isinstance(made.record, DocumentRecord) else None
    is_document = resource is Resource.DOCUMENTS
    return Prepared(record.id, data, record.updated_at, content, is_document, made.lineage)


def _broken(resource: Resource, broken: Broken) -> Problem:
    return Problem(
        resource,
        storable(broken.id)[:MOST_ID] if broken.id else None,
        "unreadable",
        storable(broken.field)[:200],
        storable(broken.reason)[:1000],
        UNREADABLE,
        _raw(broken.raw),
    )


def _problem(resource: Resource, record: Record, code: str, field: str, reason: str, action: str) -> Problem:
    return Problem(
        resource,
        storable(record.id)[:MOST_ID] or None,
        code,
        storable(field)[:200],
        storable(reason)[:1000],
        storable(action)[:1000],
        _raw(to_data(resource, record)),
    )


def _raw(value: Any) -> dict[str, Any]:
    """What came, as an object: shortened to text where it is large or holds what JSON does not know."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > MOST_RAW:
        return {"beginning": storable(text[:MOST_RAW])}
    kept = storable(json.loads(text))
    return kept if isinstance(kept, dict) else {"value": kept}


def _called(record: Record) -> str:
    """How people know a record; of what is personal no more than its id."""
    name = record.title if isinstance(record, ProductRecord | DocumentRecord) else None
    return str(storable(name or record.id))[:100]
