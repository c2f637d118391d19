"""The requests of the matrix: every operation of the OpenAPI document, in every way that might reach another tenant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from matrix_world import Victim
from web_shops import Json

BELOW = "/api/v1/stores/{store}/"
PARAMETER = re.compile(r"\{(\w+)\}")
# Kept for the end of an identity's turn, because they end it.
ENDING = (
    "/auth/sign-out",
    "/auth/password",
    "/auth/logins",
    "/auth/account",
    "/sessions/current",
    "/organization",
    "/auth/organizations/",  # entering one changes the secret of the sign-in; leaving ends the membership
)
# Whoever signs in is nobody yet: these are open to all, and their names stand in links.
OPEN = (
    "/hooks/{address}",
    "/auth/oidc/{provider}/",
    "/auth/identities/{provider}/",
    "/auth/sign-on/{connection_id}/",
)


@dataclass(frozen=True)
class Operation:
    """One route with one method.

    path: below the API's prefix. body: an example, if it takes one. again: another one once more, below a store's name.
    """

    method: str
    path: str
    body: Json | None
    again: bool = False

    @property
    def names(self) -> list[str]:
        return PARAMETER.findall(self.path)

    def filled(self, things: dict[str, str]) -> str:
        return PARAMETER.sub(lambda found: things[found[1]], self.path)

    @property
    def ends(self) -> bool:
        """Whether it may end the identity that calls it."""
        return self.method != "GET" and self.path.startswith(ENDING)


@dataclass(frozen=True)
class Call:
    """One request. foreign: whether its path names something of the victim."""

    operation: Operation
    way: str
    path: str
    foreign: bool
    body: Json | None = None
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def operations_of(document: Json) -> list[Operation]:
    """Every operation of the API."""
    return [
        Operation(
            method.upper(),
            path.removeprefix("/api/v1"),
            _example(operation, document) if method != "get" else None,
            path.startswith(BELOW) and path.replace(BELOW, "/api/v1/") in document["paths"],
        )
        for path, found in document["paths"].items()
        for method, operation in found.items()
        if path.startswith(("/api/v1/", "/v1/"))
    ]


def calls_of(operation: Operation, victim: Victim, every: bool = True) -> Iterator[Call]:
    """The ways of one operation. The last two differ in nothing but whose ids they name.

    every: otherwise those two alone, and what claims everywhere to be the victim where the path names no store.
    """
    fields, headers = planted(victim)
    foreign, path = (
        bool(operation.names) and not operation.path.startswith(OPEN),
        operation.filled(victim.things),
    )
    if every:
        yield Call(operation, "bare", path, foreign)
        yield Call(operation, "in a query", path, foreign, operation.body, {**victim.things, **fields})
    if every or not operation.again:
        yield Call(operation, "planted", path, foreign, {**(operation.body or {}), **fields}, fields, headers)
    yield Call(operation, "example", path, foreign, operation.body)
    if operation.names:
        yield Call(operation, "absent", operation.filled(absent(operation)), False, operation.body)


def absent(operation: Operation) -> dict[str, str]:
    """Ids of nothing."""
    return {name: str(uuid4()) for name in operation.names} | {
        "number": "4711",
        "store": f"shop-{uuid4().hex[:12]}",
    }


def planted(victim: Victim) -> tuple[dict[str, str], dict[str, str]]:
    """Fields and headers that claim to be the victim."""
    organization, store = str(victim.shop.store.organization_id), str(victim.shop.store.id)
    fields = {
        **{name: value for name, value in victim.things.items() if name.endswith("_id")},
        "organization_id": organization, "tenant_id": organization, "tenant": organization, "store_id": store,
        "store": victim.shop.store.slug, "person_id": str(victim.owner.person_id), "shopper_id": store,
        "session_id": organization, "role": "owner", "kind": "operator", "scopes": "read,write", "is_admin": "true",
    }  # fmt: skip
    headers = {f"x-{name.replace('_', '-')}": value for name, value in fields.items()}
    headers |= {
        "x-forwarded-host": victim.shop.store.slug,
        "cookie": f"organization_id={organization}; store={store}",
    }
    return fields, headers


def _example(operation: Json, document: Json) -> Json | None:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    given = content.get("example") or next(
        (one["value"] for one in content.get("examples", {}).values()), None
    )
    made = given if given is not None else _made(content.get("schema", {}), document)
    return made if isinstance(made, dict) else {}


def _made(schema: Any, document: Json, depth: int = 0) -> Any:
    """The least that a schema takes."""
    if "$ref" in schema:
        return _made(
            document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document, depth + 1
        )
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _made(schema[several][0], document, depth + 1)
    match schema.get("type"):
        case "object":
            wanted = schema.get("required", [])
            return (
                {}
                if depth > 5
                else {one: _made(schema["properties"].get(one, {}), document, depth + 1) for one in wanted}
            )
        case "array":
            return [_made(schema.get("items", {}), document, depth + 1)] if schema.get("minItems") else []
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return "words that nobody has" if schema.get("format") != "uuid" else str(uuid4())
