"""The OpenAPI document, with the refusals as they really leave: problem documents."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

REFUSAL = {
    "description": "A refusal. `code` is stable, `detail` says what is wrong and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
REPLACED = ("HTTPValidationError", "ValidationError")


class Problem(BaseModel):
    """A refusal as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str = Field(description="Also in the header X-Request-Id, and in the log of the server.")


def describe_problems(app: FastAPI) -> None:
    """Let the application's document name problem documents in place of the framework's own errors."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _replace(made())
        return made()

    app.openapi = openapi  # type: ignore[method-assign]


def _replace(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in REPLACED:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = REFUSAL
