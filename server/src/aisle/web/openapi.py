"""The OpenAPI document, with the refusals as they really leave: problem documents."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from aisle.web.event_shapes import StreamEvent
from aisle.web.message_shapes import CitedPassage
from aisle.web.openai.errors import ERROR_SCHEMA, ROOT
from aisle.web.part_shapes import Message, MessagePage

REFUSAL = {
    "description": "A refusal. `code` is stable, `detail` says what is wrong and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
COMPATIBLE_REFUSAL = {
    "description": "A refusal in OpenAI's form. `code` is stable, `message` says what is wrong and what to do.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CompatibleError"}}},
}
SCHEMAS = "#/components/schemas/"
READ = {
    "/api/v1/conversations/{conversation_id}/messages": "MessagePage",
    "/api/v1/citations/{citation_id}": "CitedPassage",
}
REPLACED = ("HTTPValidationError", "ValidationError")


class SameName(RuntimeError):
    """One name for two shapes: whoever reads the document would take one for the other."""


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
            _describe_answers(made())
        return made()

    app.openapi = openapi  # type: ignore[method-assign]


def _replace(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in REPLACED:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    schemas["CompatibleError"] = ERROR_SCHEMA
    for path, operations in document["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = COMPATIBLE_REFUSAL if path.startswith(ROOT) else REFUSAL


def _describe_answers(document: dict[str, Any]) -> None:
    """Say what endpoints send that write their answers themselves."""
    shapes = (Message, MessagePage, CitedPassage, StreamEvent)
    _, made = models_json_schema([(one, "validation") for one in shapes], ref_template=f"{SCHEMAS}{{model}}")
    known = document["components"]["schemas"]
    for name, schema in made["$defs"].items():
        # What has a default is not called required both ways; the properties are.
        if known.setdefault(name, schema).get("properties", {}).keys() != schema.get("properties", {}).keys():
            raise SameName(f"Two shapes of the API are called {name}: give one of them another name.")
    known["ChatReply"]["properties"]["message"] = {"$ref": f"{SCHEMAS}Message"}
    api = document["paths"]
    chat = api["/api/v1/chat"]["post"]["responses"]["200"]["content"]
    chat["text/event-stream"] = {"schema": {"$ref": f"{SCHEMAS}StreamEvent"}}
    for path, name in READ.items():
        content = api[path]["get"]["responses"]["200"]["content"]
        content["application/json"]["schema"] = {"$ref": f"{SCHEMAS}{name}"}
