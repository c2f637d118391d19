"""Many articles changed at once: by an edit or by files; shown, done, undone."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.bulk import applying, planning
from aisle.articles.bulk.reading import read_files
from aisle.articles.bulk.types import Batch, Change, Edit, Meant, Replace, ThenDo
from aisle.articles.checking import LONGEST_TAG, MOST_TAGS
from aisle.articles.comparing import compared
from aisle.articles.service.reading import EMPTY
from aisle.articles.types import ArticleState, Wanted
from aisle.core.errors import InvalidInput
from aisle.identity.naming import names_of
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller
from aisle.knowledge.intake import IntakeLimits
from aisle.knowledge.service import require_count
from aisle.knowledge.validity import LONGEST_MARKET, MOST_MARKETS, Validity
from aisle.web.article_shapes import NOBODY, Names, shape_content
from aisle.web.articles import Reader, Writer
from aisle.web.bodies import body_of, form_of, json_body
from aisle.web.deps import Parts, uuid_of
from aisle.web.documents import files_of_form
from aisle.web.moments import Moment
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["articles"])
Tag = Annotated[Storable, Field(max_length=LONGEST_TAG)]
MOST_FILES = 200


class ReplaceBody(BaseModel):
    """Words that are put in the place of others, in titles and texts; no pattern."""

    model_config = ConfigDict(extra="forbid")

    search: Storable = Field(min_length=1, max_length=500)
    instead: Storable = Field("", max_length=500)
    any_case: bool = False


class ValidityBody(BaseModel):
    """When and for whom articles are valid; set as a whole."""

    model_config = ConfigDict(extra="forbid")

    valid_from: Moment | None = None
    valid_until: Moment | None = None
    markets: list[Annotated[Storable, Field(max_length=LONGEST_MARKET)]] = Field([], max_length=MOST_MARKETS)


class ListedBody(BaseModel):
    """The articles that a list would show."""

    model_config = ConfigDict(extra="forbid")

    state: ArticleState | None = None
    language: Storable | None = Field(None, max_length=2)
    category_id: UUID | None = None
    tag: Tag | None = None
    q: Storable | None = Field(None, max_length=200)
    archived: bool | None = None


class BatchBody(BaseModel):
    """What is to be done, to which articles: those in `articles`, or those that `listed` shows."""

    model_config = ConfigDict(extra="forbid")

    articles: list[UUID] = Field([], max_length=planning.MOST_CHANGES)
    listed: ListedBody | None = None
    category_id: UUID | None = Field(
        None, description="null takes articles out of their category; leave it out to keep it."
    )
    add_tags: list[Tag] = Field([], max_length=MOST_TAGS)
    remove_tags: list[Tag] = Field([], max_length=MOST_TAGS)
    validity: ValidityBody | None = None
    replace: ReplaceBody | None = None
    then: ThenDo = ThenDo.DRAFT

    def edit(self) -> Edit:
        """Return what is to be done."""
        return Edit(
            "category_id" in self.model_fields_set,
            self.category_id,
            tuple(self.add_tags),
            tuple(self.remove_tags),
            _validity(self.validity),
            Replace(**self.replace.model_dump()) if self.replace else None,
        )

    def meant(self) -> Meant:
        """Return which articles are meant. Raises InvalidInput unless they are named in one way."""
        if bool(self.articles) == (self.listed is not None):
            raise InvalidInput(
                "Name the articles in `articles`, or say with `listed` which list of them is meant."
            )
        if self.listed is None:
            return Meant(tuple(self.articles))
        one = self.listed
        listed = Wanted(one.state, None, one.language, one.category_id, one.tag, one.q, archived=one.archived)
        return Meant(wanted=listed)


def _validity(said: ValidityBody | None) -> Validity | None:
    return Validity(said.valid_from, said.valid_until, tuple(said.markets)) if said else None


UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "language": {
                            "type": "string",
                            "description": "Two letters, for files and rows that do not say theirs.",
                        },
                        "category": {"type": "string", "description": "Path of a category that is there."},
                        "tags": {"type": "string"},
                        "then": {"type": "string", "enum": [str(one) for one in ThenDo]},
                    },
                    "required": ["files"],
                    "additionalProperties": False,
                },
                "example": {"files": ["(faq.csv)", "(returns.docx)"], "language": "en", "then": "draft"},
            }
        },
    }
}


@router.get("/article-batches", summary="List changes of many articles")
async def list_batches(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return changes of many articles, the newest first."""
    position = decode_cursor("article batches", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        found = await planning.list_batches(session, position[0] if position else None, limit + 1)
        names = await names_of(session, [one.made_by for one in found])
    following = found[limit - 1].id if len(found) > limit else None
    return {
        "items": [shape_batch(one, names) for one in found[:limit]],
        "next_cursor": encode_cursor("article batches", following),
    }


@router.post(
    "/article-batches",
    status_code=201,
    summary="Show a change of many articles",
    openapi_extra=json_body(
        BatchBody,
        {
            "listed": {"tag": "returns"},
            "replace": {"search": "30 days", "instead": "60 days"},
            "then": "publish",
        },
    ),
)
async def plan_edit(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Work out what an edit would do to every article that is meant; nothing is changed before it is applied."""
    body = await body_of(request, BatchBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_batch(
            await planning.plan_edit(session, parts.articles, body.meant(), body.edit(), body.then)
        )


@router.post(
    "/article-batches/upload", status_code=201, summary="Show what files would bring", openapi_extra=UPLOAD
)
async def plan_upload(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Read Markdown, HTML, Word, or CSV with `question` and `answer`; nothing is changed before it is applied."""
    settings = parts.settings
    limits = IntakeLimits(settings.upload_max_bytes, MOST_FILES)
    async with form_of(request, MOST_FILES, settings.upload_max_request_bytes) as form, parts.uploads:
        files = await files_of_form(form, limits.max_bytes, limits.max_files)
        require_count(files, limits)
        then, language = _then(str(form.get("then") or ThenDo.DRAFT)), str(form.get("language") or "")
        found = await read_files(parts.parser, files, language, limits.max_bytes)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_batch(await planning.plan_upload(session, parts.articles, found, then))


@router.get("/article-batches/{batch_id}", summary="Read a change of many articles")
async def read_batch(
    batch_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return a change of many articles, with what it does to each: before, after, and word by word."""
    position = decode_cursor("article changes", cursor, int)
    after = position[0] if position else 0
    async with parts.database.open_scope(caller.scope) as session:
        batch = await planning.get_batch(session, uuid_of(batch_id))
        found = await planning.list_changes(session, batch.id, after, limit + 1)
        names = await names_of(session, [batch.made_by])
    shown = await asyncio.to_thread(lambda: [_change(one) for one in found[:limit]])
    following = after + limit if len(found) > limit else None
    return {
        **shape_batch(batch, names),
        "changes": {"items": shown, "next_cursor": encode_cursor("article changes", following)},
    }


@router.post("/article-batches/{batch_id}/apply", summary="Carry out a change of many articles")
async def apply_batch(batch_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Do what was shown, all of it or nothing. If a draft has changed since: 409, and nothing is done."""
    return await _carry_out(parts, caller, batch_id, undo=False)


@router.post("/article-batches/{batch_id}/undo", summary="Undo a change of many articles")
async def undo_batch(batch_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Take back all of it: drafts say what they said, and what answered before answers again."""
    return await _carry_out(parts, caller, batch_id, undo=True)


async def _carry_out(parts: Parts, caller: Caller, batch_id: str, *, undo: bool) -> dict[str, Any]:
    async with parts.database.open_scope(caller.scope) as session:
        batch = await planning.get_batch(session, uuid_of(batch_id))
        if batch.then_do.needs_approval:
            require(caller, Action.APPROVE_ARTICLES)
        do = applying.undo if undo else applying.apply
        return shape_batch(await do(session, parts.articles, batch.id))


def shape_batch(batch: Batch, names: Names = NOBODY) -> dict[str, Any]:
    """Shape a change of many articles without what it does to each. articles: how many."""
    return {
        "id": batch.id,
        "kind": batch.kind,
        "state": batch.state,
        "then": batch.then_do,
        "articles": batch.changes,
        "made_at": batch.made_at,
        "made_by": batch.made_by,
        "made_by_name": names.get(batch.made_by),
        "ended_at": batch.ended_at,
    }


def _change(one: Change) -> dict[str, Any]:
    found = compared(one.before or EMPTY, one.after)
    return {
        "article_id": one.article_id,
        "is_new": one.is_new,
        "key": one.key,
        "language": one.language,
        "before": shape_content(one.before) if one.before else None,
        "after": shape_content(one.after),
        "title": [asdict(span) for span in found.title],
        "body": [asdict(span) for span in found.body],
    }


def _then(said: str) -> ThenDo:
    try:
        return ThenDo(said)
    except ValueError:
        raise InvalidInput(f"`then` is one of {', '.join(ThenDo)}.") from None
