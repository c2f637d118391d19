"""What the OpenAPI document says of sending twice: the header where it counts, the reason where it does not."""

from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from aisle.web.once.attempt import LONGEST_KEY
from aisle.web.once.declaring import METHODS, declared_of

PARAMETER = "IdempotencyKey"
NOT_REPEATED = "x-idempotency-exempt"
NOBODY = "Nobody is recognised yet, so a key would be everybody's."
HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again under the same key, the request has no second effect and gets the stored reply, for a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}


def describe_keys(app: FastAPI) -> None:
    """Let the application's document say where Idempotency-Key counts."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        fresh = app.openapi_schema is None
        document = made()
        if fresh:
            _describe(document, _exempt(app))
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _describe(document: dict[str, Any], exempt: dict[tuple[str, str], str]) -> None:
    document["components"].setdefault("parameters", {})[PARAMETER] = HEADER
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method.upper() not in METHODS:
                continue
            if why := exempt.get((method.upper(), path)):
                operation[NOT_REPEATED] = why
            else:
                operation.setdefault("parameters", []).append(
                    {"$ref": f"#/components/parameters/{PARAMETER}"}
                )


def _exempt(app: FastAPI) -> dict[tuple[str, str], str]:
    found = {}
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        why = declared_of(route.endpoint).exempt_why or ("" if _recognises(dependant) else NOBODY)
        if why:
            found.update({(method, str(route.path)): why for method in route.methods or ()})
    return found


def _recognises(dependant: Dependant | None) -> bool:
    """Whether a caller is known before the endpoint runs."""
    parts = dependant.dependencies if dependant else []
    return any(getattr(part.call, "action", None) is not None or _recognises(part) for part in parts)
