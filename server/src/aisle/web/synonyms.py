"""Synonyms: rules, files of rules, and suggestions."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, Field

from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.retrieval.synonyms import service
from aisle.retrieval.synonyms.formats import read_file, to_csv, to_json
from aisle.retrieval.synonyms.types import Imported, Rule, Suggestion, Synonym
from aisle.web.bodies import body_of, bytes_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["synonyms"])
MOST_FILE = 2_000_000
Reader = Annotated[Caller, Depends(may(Action.READ_SYNONYMS))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SYNONYMS))]
EXAMPLE = {"words": ["sofa", "couch", "settee"]}


class SynonymBody(BaseModel):
    """A rule. Without `becomes` every word stands for all others; with it `words` find `becomes`, not the other way."""

    words: list[Storable] = Field(min_length=1, max_length=30)
    becomes: list[Storable] = Field(default_factory=list, max_length=30)
    language: Storable | None = Field(None, max_length=20)

    def rule(self) -> Rule:
        """Return it as the service takes it."""
        return Rule(tuple(self.words), tuple(self.becomes), self.language)


@router.get("/synonyms", summary="List synonyms")
async def list_synonyms(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return a store's rules in the order in which they were made."""
    position = decode_cursor("synonyms", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.list_synonyms(session, position[0] if position else None, limit + 1)
    shown = found[:limit]
    return {
        "items": [_shape(one) for one in shown],
        "next_cursor": encode_cursor("synonyms", shown[-1].id if len(found) > limit else None),
    }


@router.post(
    "/synonyms", status_code=201, summary="Add a synonym", openapi_extra=json_body(SynonymBody, EXAMPLE)
)
async def add_synonym(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Add a rule; the next question is searched with it."""
    body = await body_of(request, SynonymBody)
    async with parts.database.open_scope(caller.scope) as session:
        return _shape(await service.add(session, body.rule()))


@router.get(
    "/synonyms/export",
    summary="Export synonyms",
    response_model=None,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}, "application/json": {}}}},
)
async def export_synonyms(
    parts: Parts, caller: Reader, form: Annotated[Literal["json", "csv"], Query(alias="format")] = "json"
) -> Response | dict[str, Any]:
    """Return all rules as one file, in a form that the import reads."""
    async with parts.database.open_scope(caller.scope) as session:
        rules = [one.rule for one in await service.list_synonyms(session)]
    if form == "csv":
        headers = {"content-disposition": 'attachment; filename="synonyms.csv"'}
        return PlainTextResponse(to_csv(rules), media_type="text/csv; charset=utf-8", headers=headers)
    return {"synonyms": to_json(rules)}


@router.post(
    "/synonyms/import",
    summary="Import synonyms",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "text/csv": {
                    "schema": {"type": "string"},
                    "example": "words,becomes,language\nsofa|couch,,\n",
                },
                "application/json": {"schema": {"type": "object"}, "example": {"synonyms": [EXAMPLE]}},
            },
        }
    },
)
async def import_synonyms(
    request: Request,
    parts: Parts,
    caller: Writer,
    replace: Annotated[bool, Query(description="Remove all rules that stood before.")] = False,
) -> dict[str, Any]:
    """Add the rules of a CSV or JSON file; lines that are refused are told and left out."""
    data = await bytes_of(request, MOST_FILE)
    if not data.strip():
        raise InvalidInput("The file is empty.")
    rules = await asyncio.to_thread(read_file, data)
    async with parts.database.open_scope(caller.scope) as session:
        return _imported(await service.import_rules(session, rules, instead=replace))


@router.get("/synonyms/suggestions", summary="Suggest synonyms")
async def suggest_synonyms(parts: Parts, caller: Reader, limit: Limit = 25) -> dict[str, Any]:
    """Return rules that shoppers' searches speak for, with what they rest on; none is in force before it is added."""
    found = await parts.suggester.suggest(caller.scope, limit)
    return {"items": [_suggestion(one) for one in found]}


@router.get("/synonyms/{synonym_id}", summary="Read a synonym")
async def read_synonym(synonym_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return one rule."""
    async with parts.database.open_scope(caller.scope) as session:
        return _shape(await service.get_synonym(session, uuid_of(synonym_id)))


@router.put(
    "/synonyms/{synonym_id}", summary="Change a synonym", openapi_extra=json_body(SynonymBody, EXAMPLE)
)
async def change_synonym(synonym_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Put another rule in the place of one."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.get_synonym(session, uuid_of(synonym_id))
    body = await body_of(request, SynonymBody)
    async with parts.database.open_scope(caller.scope) as session:
        return _shape(await service.replace(session, uuid_of(synonym_id), body.rule()))


@router.delete("/synonyms/{synonym_id}", status_code=204, summary="Remove a synonym")
async def remove_synonym(synonym_id: str, parts: Parts, caller: Writer) -> None:
    """Remove one rule; the next question is searched without it."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.remove(session, uuid_of(synonym_id))


def _shape(synonym: Synonym) -> dict[str, Any]:
    return {"id": synonym.id, **to_json([synonym.rule])[0]}


def _imported(done: Imported) -> dict[str, Any]:
    errors = [{"line": one.line, "code": one.code, "reason": one.reason} for one in done.errors]
    return {"added": done.added, "known": done.known, "removed": done.removed, "errors": errors}


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        **to_json([one.rule])[0],
        "source": one.source,
        "times": one.times,
        "similarity": one.similarity,
    }
