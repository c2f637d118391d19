"""Schemas of structured output by name: shipped ones, and an organization's own in versions that never change."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.analysis.asking.types import Example
from aisle.analysis.stored.types import (
    LONGEST_DESCRIPTION,
    LONGEST_EXAMPLE,
    LONGEST_INSTRUCTIONS,
    LONGEST_TITLE,
    MOST_EXAMPLES,
    NamedSchema,
    SchemaText,
)
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may_across, may_in_organization
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["analysis"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_SCHEMAS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_SCHEMAS))]
Version = Annotated[int | None, Query(ge=1, le=LARGEST, description="The newest where none is said.")]
Name = Annotated[Storable, Path(max_length=100, description="Of a shipped schema or an own one.")]
TEXT = {
    "title": "Size advice",
    "instructions": "Find the sizes that are asked about.",
    "schema": {"type": "object", "properties": {"sizes": {"type": "array", "items": {"type": "string"}}}},
}
EXAMPLE = {"name": "size_advice", **TEXT}


class ExampleBody(BaseModel):
    """A text, and the value that it should give."""

    model_config = ConfigDict(extra="forbid")

    text: Storable = Field(max_length=LONGEST_EXAMPLE)
    value: Any


class SchemaTextBody(BaseModel):
    """What a version says."""

    model_config = ConfigDict(extra="forbid")

    title: Storable = Field("", max_length=LONGEST_TITLE)
    description: Storable = Field("", max_length=LONGEST_DESCRIPTION)
    instructions: Storable = Field("", max_length=LONGEST_INSTRUCTIONS)
    schema_: Any = Field(alias="schema", description="JSON Schema, draft 2020-12.")
    examples: list[ExampleBody] = Field(default_factory=list, max_length=MOST_EXAMPLES)

    def said(self) -> SchemaText:
        """Return it as the service takes it."""
        examples = tuple(Example(one.text, one.value) for one in self.examples)
        return SchemaText(self.schema_, self.title, self.description, self.instructions, examples)


class SchemaBody(SchemaTextBody):
    """A new schema."""

    name: Storable = Field(max_length=60, description="Small letters, digits, _ and -.")


class ListedSchema(BaseModel):
    """The newest version of a schema."""

    name: str
    version: int
    shipped: bool
    title: str
    description: str


class ShownSchema(ListedSchema):
    """A version, whole. `schema`: as it was sent."""

    model_config = ConfigDict(serialize_by_alias=True, populate_by_name=True)

    instructions: str
    schema_: Any = Field(alias="schema")
    examples: list[dict[str, Any]]
    made_at: datetime | None
    made_by: str | None


class SchemaVersion(BaseModel):
    """One version in a list."""

    version: int
    made_at: datetime | None
    made_by: str | None


@router.get("/schemas", summary="List schemas")
async def list_schemas(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the newest version of each schema that analyses can name, shipped ones too."""
    position = decode_cursor("schemas", cursor, str)
    found = await parts.schemas.list(caller, position[0] if position else None, limit + 1)
    shown = found[:limit]
    next_cursor = encode_cursor("schemas", shown[-1].name if len(found) > limit else None)
    return {"items": [ListedSchema(**_listed(one)) for one in shown], "next_cursor": next_cursor}


@router.post(
    "/schemas", status_code=201, summary="Make a schema", openapi_extra=json_body(SchemaBody, EXAMPLE)
)
async def create_schema(request: Request, parts: Parts, caller: Writer) -> ShownSchema:
    """Check a schema and keep it as version 1 of a new name."""
    body = await body_of(request, SchemaBody)
    return shown(await parts.schemas.create(caller, body.name, body.said()))


@router.get("/schemas/{schema}", summary="Read a schema")
async def read_schema(schema: Name, parts: Parts, caller: Reader, version: Version = None) -> ShownSchema:
    """Return one version of a schema."""
    return shown(await parts.schemas.get(caller, schema, version))


@router.put(
    "/schemas/{schema}",
    summary="Put a new version of a schema",
    openapi_extra=json_body(SchemaTextBody, TEXT),
)
async def put_schema(schema: Name, request: Request, parts: Parts, caller: Writer) -> ShownSchema:
    """Check a schema and keep it as the newest version; those before stay as they are."""
    await parts.schemas.get(caller, schema)
    body = await body_of(request, SchemaTextBody)
    return shown(await parts.schemas.put(caller, schema, body.said()))


@router.delete("/schemas/{schema}", status_code=204, summary="Delete a schema")
async def delete_schema(schema: Name, parts: Parts, caller: Writer) -> None:
    """Delete a schema with all its versions; a later one of its name goes on counting."""
    await parts.schemas.delete(caller, schema)


@router.get("/schemas/{schema}/versions", summary="List a schema's versions")
async def list_versions(
    schema: Name, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the versions of a schema, the newest first."""
    position = decode_cursor("schema versions", cursor, int)
    found = await parts.schemas.versions(caller, schema, position[0] if position else None, limit + 1)
    items = [
        SchemaVersion(version=one.version, made_at=one.made_at, made_by=one.made_by) for one in found[:limit]
    ]
    next_cursor = encode_cursor("schema versions", items[-1].version if len(found) > limit else None)
    return {"items": items, "next_cursor": next_cursor}


def _listed(one: NamedSchema) -> dict[str, Any]:
    text = one.text
    return {
        "name": one.name,
        "version": one.version,
        "shipped": one.is_shipped,
        "title": text.title,
        "description": text.description,
    }


def shown(one: NamedSchema) -> ShownSchema:
    """Return a version as it is answered."""
    plain = one.text.plain()
    return ShownSchema(
        **_listed(one),
        instructions=plain["instructions"],
        schema=plain["schema"],
        examples=plain["examples"],
        made_at=one.made_at,
        made_by=one.made_by,
    )
