"""A configuration that is ready to be used: everything in it that is written as an expression has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aisle.adapters.connectors.api.mapping import RecordMap
from aisle.adapters.connectors.api.requests import Ask
from aisle.adapters.connectors.api.shapes import (
    CheckShape,
    Configuration,
    DeltaShape,
    ErrorShape,
    Login,
    PagingShape,
    ResourceShape,
)
from aisle.adapters.connectors.api.templates import Filled, reading, template
from aisle.sources.records import Resource
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import BadExpression
from aisle.sources.rules.times import write_time


@dataclass(frozen=True, slots=True)
class Paged:
    """A request with pages. items: the list in the answer."""

    ask: Ask
    items: Filled
    paging: PagingShape
    next: Filled | None
    more: Filled | None
    total: Filled | None


@dataclass(frozen=True, slots=True)
class Feed:
    """How a resource is read: whole, since a mark, again by id, and its ids alone."""

    whole: Paged
    since: Paged | None
    delta: DeltaShape | None
    more: Mapping[str, Paged]
    one: tuple[Ask, Filled, int] | None
    ids: Paged | None
    records: RecordMap


@dataclass(frozen=True, slots=True)
class Meaning:
    """An answer that means an error."""

    shape: ErrorShape
    where: Filled
    says: Filled | None
    retry_after: Filled | None


@dataclass(frozen=True, slots=True)
class Check:
    """The first question, and what of the answer says `shop`, `currency`, `time_zone`."""

    ask: Ask
    said: Mapping[str, Filled]


@dataclass(frozen=True, slots=True)
class Api:
    """A whole API, ready."""

    base: str
    configuration: Configuration
    feeds: Mapping[Resource, Feed]
    meanings: tuple[Meaning, ...]
    rest: Filled | None
    check: Check | None
    login: tuple[Ask, Filled | None, Filled] | None


def compiled(configuration: Configuration, address: str) -> Api:
    """Make a configuration ready for a shop's address. Raises BadExpression with the place."""
    feeds: dict[Resource, Feed] = {}
    for resource, shape in configuration.resources.items():
        try:
            feeds[resource] = _feed(resource, shape, configuration, address)
        except BadExpression as error:
            raise BadExpression(f"{resource}: {error}") from None
    return Api(
        address,
        configuration,
        feeds,
        tuple(_meaning(shape) for shape in configuration.errors),
        _maybe(configuration.rest),
        _check(configuration.check, configuration, address),
        _login(configuration, address),
    )


def _feed(resource: Resource, shape: ResourceShape, api: Configuration, base: str) -> Feed:
    headers = api.headers
    whole = _paged(Ask(shape.request, base, headers), shape.items, shape.paging)
    since = None
    if shape.delta:
        _check_format(shape.delta)
        since = _paged(Ask(shape.request, base, headers, shape.delta.add), shape.items, shape.paging)
    more = {
        name: _paged(Ask(part.request, base, headers), part.value, part.paging)
        for name, part in shape.more.items()
    }
    one = None
    if shape.one:
        one = (Ask(shape.one.request, base, headers), reading(shape.one.items), shape.one.most)
    ids = None
    if shape.ids:
        ids = _paged(Ask(shape.ids.request, base, headers), shape.ids.ids, shape.ids.paging)
    return Feed(whole, since, shape.delta, more, one, ids, RecordMap(resource, shape.record, shape.each))


def _check_format(delta: DeltaShape) -> None:
    known = ("iso", "iso-milliseconds", "seconds", "milliseconds", "rfc2822")
    try:
        write_time(datetime.now(UTC), delta.format, delta.zone)
    except CannotApply as problem:
        raise BadExpression(f"delta: {problem.reason}") from None
    if delta.format not in known and "%" not in delta.format:
        raise BadExpression(
            f"delta: the format {delta.format!r} is none of {', '.join(known)}, nor one with %."
        )


def _paged(ask: Ask, items: str, paging: PagingShape) -> Paged:
    if paging.kind in ("cursor", "url") and not paging.next:
        raise BadExpression(f"paging: {paging.kind} needs next: where the next page begins.")
    return Paged(ask, reading(items), paging, _maybe(paging.next), _maybe(paging.more), _maybe(paging.total))


def _maybe(expression: str | None) -> Filled | None:
    return reading(expression) if expression else None


def _meaning(shape: ErrorShape) -> Meaning:
    return Meaning(shape, reading(shape.where), _maybe(shape.says), _maybe(shape.retry_after))


def _check(shape: CheckShape | None, api: Configuration, base: str) -> Check | None:
    if shape is None:
        return None
    wanted = {"shop": shape.shop, "currency": shape.currency, "time_zone": shape.time_zone}
    said = {name: reading(one) for name, one in wanted.items() if one}
    return Check(Ask(shape.request, base, api.headers), said)


def _login(api: Configuration, base: str) -> tuple[Ask, Filled | None, Filled] | None:
    if not isinstance(api.auth, Login):
        return None
    return Ask(api.auth.request, base, api.headers), _maybe(api.auth.token), template(api.auth.value)
