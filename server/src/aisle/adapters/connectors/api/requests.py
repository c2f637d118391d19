"""From a described request to one that is sent."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from aisle.adapters.connectors.api.shapes import Adding, RequestShape
from aisle.adapters.connectors.api.templates import Known, path_template, template
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Request
from aisle.sources.rules.values import as_text

JSON_TYPE = "application/json"


class Ask:
    """A described request, ready to be filled in."""

    def __init__(
        self, shape: RequestShape, base: str, headers: Mapping[str, str], add: Adding | None = None
    ) -> None:
        """Read its templates. Raises BadExpression.

        Args:
            shape: The description.
            base: The shop's address, without a slash at the end.
            headers: Sent with every request.
            add: Put in beside what stands there.
        """
        self._base, self._method = base, "POST" if shape.graphql else shape.method
        self._path = path_template(shape.path)
        extra = add or Adding()
        self._query = template(merged(shape.query, extra.query))
        self._headers = template({"Accept": JSON_TYPE, **headers, **shape.headers})
        self._graphql = shape.graphql
        self._body = template(
            merged(shape.variables, extra.variables) if shape.graphql else merged(shape.body, extra.body)
        )

    def filled(self, known: Known) -> Request:
        """Return the request for what is known: `page`, `since`, `id`, `item`. Raises BrokenData."""
        headers = {name: as_text(value) or "" for name, value in self._headers(known).items()}
        body = self._body(known)
        if self._graphql:
            body = {"query": self._graphql, "variables": body}
        if body is None:
            return Request(self._method, self._address(known), headers)
        headers["Content-Type"] = JSON_TYPE
        return Request(self._method, self._address(known), headers, body=json_bytes(body))

    def at(self, url: str, known: Known) -> Request:
        """Return the same request to an address that the shop gave for the next page. Raises BrokenData for another shop's."""
        whole = urljoin(self._address(known), url)
        if origin_of(whole) != origin_of(self._base):
            raise BrokenData("The next page is said to be at another address than the shop's.")
        request = self.filled(known)
        return Request(request.method, whole, request.headers, body=request.body)

    def _address(self, known: Known) -> str:
        wanted = {name: value for name, value in self._query(known).items() if value is not None}
        query = urlencode({name: _parameter(value) for name, value in wanted.items()}, doseq=True)
        return self._base + self._path(known) + (f"?{query}" if query else "")


def merged(one: Any, other: Any) -> Any:
    """Return JSON values with others put in; objects are merged, anything else is replaced."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{name: merged(one.get(name), value) for name, value in other.items()}}
    return one if other is None else other


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port. Raises BrokenData for an address that cannot be read."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
        return parts.scheme, parts.hostname or "", port
    except ValueError:
        raise BrokenData("The shop gave an address that cannot be read.") from None


def json_bytes(value: Any) -> bytes:
    """Return JSON values as bytes, decimals as numbers."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _parameter(value: Any) -> Any:
    return [as_text(item) or "" for item in value] if isinstance(value, list) else as_text(value)
