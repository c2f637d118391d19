"""Versions of articles: handed in, approved, scheduled, compared, brought back."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.checking import LONGEST_NOTE
from aisle.articles.comparing import compared
from aisle.articles.service import publishing, reading, reviewing
from aisle.core.errors import InvalidInput
from aisle.identity.naming import names_of
from aisle.knowledge.structure import ParseFailed
from aisle.retrieval.evaluation.types import ComparedQuestion, Judged
from aisle.web.article_shapes import (
    NoteBody,
    number_of,
    shape_comment,
    shape_content,
    shape_version,
)
from aisle.web.articles import NOTE, Approver, Reader, Writer
from aisle.web.bodies import body_of, body_or_none, json_body
from aisle.web.deps import Parts, uuid_of
from aisle.web.moments import Moment
from aisle.web.once.declaring import exempt
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["articles"])
WHICH = "`draft`, `live`, a version's number, or `save-` with a save's number."


class ApproveBody(NoteBody):
    """publish_at: when it goes live; without it now, or when it begins to be valid."""

    publish_at: Moment | None = None


class ArticleScheduleBody(BaseModel):
    """Another time for a version that is scheduled."""

    model_config = ConfigDict(extra="forbid")

    publish_at: Moment


class ArticleRollbackBody(NoteBody):
    """version: the one to bring back."""

    version: int = Field(ge=1, le=LARGEST, strict=True)


class CommentBody(BaseModel):
    """What is to be said about a version. quote: the words that it is about."""

    model_config = ConfigDict(extra="forbid")

    body: Storable = Field(min_length=1, max_length=LONGEST_NOTE)
    quote: Storable = Field("", max_length=LONGEST_NOTE)


@router.get("/articles/{article_id}/versions", summary="List an article's versions")
async def list_versions(
    article_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return what was handed in, the newest first, with what became of it."""
    position = decode_cursor("article versions", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await reading.list_versions(
            session, uuid_of(article_id), position[0] if position else None, limit + 1
        )
        names = await names_of(session, [one.made_by for one in found])
    following = found[limit - 1].number if len(found) > limit else None
    return {
        "items": [shape_version(one, names) for one in found[:limit]],
        "next_cursor": encode_cursor("article versions", following),
    }


@router.post(
    "/articles/{article_id}/versions",
    status_code=201,
    summary="Hand in a draft",
    openapi_extra=json_body(NoteBody, NOTE, required=False),
)
async def submit(article_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Make a version of the draft, for somebody to approve."""
    async with parts.database.open_scope(caller.scope) as session:
        await reading.get_article(session, uuid_of(article_id))
    body = await body_or_none(request, NoteBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_version(await reviewing.submit(session, parts.articles, uuid_of(article_id), body.note))


@router.get("/articles/{article_id}/versions/{number}", summary="Read a version")
async def read_version(article_id: str, number: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return a version with its text."""
    async with parts.database.open_scope(caller.scope) as session:
        article = await reading.get_article(session, uuid_of(article_id))
        version, save = await reading.get_shown(session, article.id, number_of(number))
        names = await names_of(session, [version.made_by])
    return {**shape_version(version, names), **shape_content(save.content)}


@router.post(
    "/articles/{article_id}/versions/{number}/approve",
    summary="Approve a version",
    openapi_extra=json_body(ApproveBody, {"publish_at": "2026-11-27T00:00:00+01:00"}, required=False),
)
async def approve(
    article_id: str, number: str, request: Request, parts: Parts, caller: Approver
) -> dict[str, Any]:
    """Approve a version: it goes live now, or by itself at its time. Until it does, the one before goes on answering."""
    await _find(parts, caller, article_id, number)
    body = await body_or_none(request, ApproveBody)
    async with parts.database.open_scope(caller.scope) as session:
        version = await reviewing.approve(
            session, parts.articles, uuid_of(article_id), number_of(number), body.publish_at, body.note
        )
    return shape_version(version)


@router.post("/articles/{article_id}/versions/{number}/effect", summary="See what a version would change")
@exempt("It keeps nothing.")
async def measure_effect(article_id: str, number: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Ask the store's test questions without this version and with it. Nobody is answered from it meanwhile."""
    try:
        effect = await parts.article_effects.measure(caller.scope, uuid_of(article_id), number_of(number))
    except ParseFailed as failure:
        raise InvalidInput(failure.detail, reason=str(failure.state)) from None
    return {
        "asked": len(effect.questions),
        "left_out": effect.left_out,
        "better": effect.better,
        "worse": effect.worse,
        "answered_before": effect.answered[0],
        "answered_after": effect.answered[1],
        "questions": [_question(one) for one in effect.questions],
    }


@router.post(
    "/articles/{article_id}/versions/{number}/reject",
    summary="Refuse a version",
    openapi_extra=json_body(NoteBody, {"note": "It is 60 days, not 30."}, required=False),
)
async def reject(
    article_id: str, number: str, request: Request, parts: Parts, caller: Approver
) -> dict[str, Any]:
    """Refuse a version and say why."""
    await _find(parts, caller, article_id, number)
    body = await body_or_none(request, NoteBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_version(
            await reviewing.reject(session, parts.articles, uuid_of(article_id), number_of(number), body.note)
        )


@router.post("/articles/{article_id}/versions/{number}/withdraw", summary="Take a version back")
async def take_back(article_id: str, number: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Take back a version that waits for approval or for its time."""
    async with parts.database.open_scope(caller.scope) as session:
        return shape_version(
            await reviewing.take_back(session, parts.articles, uuid_of(article_id), number_of(number))
        )


@router.post(
    "/articles/{article_id}/versions/{number}/schedule",
    summary="Give a scheduled version another time",
    openapi_extra=json_body(ArticleScheduleBody, {"publish_at": "2026-11-27T00:00:00+01:00"}),
)
async def schedule(
    article_id: str, number: str, request: Request, parts: Parts, caller: Approver
) -> dict[str, Any]:
    """Let a version that is scheduled go live at another time."""
    await _find(parts, caller, article_id, number)
    body = await body_of(request, ArticleScheduleBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_version(
            await reviewing.reschedule(
                session, parts.articles, uuid_of(article_id), number_of(number), body.publish_at
            )
        )


@router.post(
    "/articles/{article_id}/rollback",
    summary="Bring an earlier version back",
    openapi_extra=json_body(ArticleRollbackBody, {"version": 3, "note": "The new terms begin later."}),
)
async def roll_back(article_id: str, request: Request, parts: Parts, caller: Approver) -> dict[str, Any]:
    """Make a new version of an earlier one, which goes live at once. The draft stays as it is."""
    async with parts.database.open_scope(caller.scope) as session:
        await reading.get_article(session, uuid_of(article_id))
    body = await body_of(request, ArticleRollbackBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_version(
            await publishing.roll_back(session, parts.articles, uuid_of(article_id), body.version, body.note)
        )


@router.get("/articles/{article_id}/diff", summary="Compare two texts of an article")
async def diff_texts(
    article_id: str,
    parts: Parts,
    caller: Reader,
    before: Annotated[Storable, Query(max_length=20, description=WHICH)] = "live",
    after: Annotated[Storable, Query(max_length=20, description=WHICH)] = "draft",
) -> dict[str, Any]:
    """Return word by word what one text says otherwise than another, as spans that a screen can draw."""
    async with parts.database.open_scope(caller.scope) as session:
        article = await reading.get_article(session, uuid_of(article_id))
        old = await reading.get_named_text(session, article, before)
        new = await reading.get_named_text(session, article, after)
    found = await asyncio.to_thread(compared, old, new)
    return {
        "title": [asdict(span) for span in found.title],
        "body": [asdict(span) for span in found.body],
        "changes": {name: {"before": one[0], "after": one[1]} for name, one in found.changes.items()},
    }


@router.get("/articles/{article_id}/versions/{number}/comments", summary="List comments on a version")
async def list_comments(article_id: str, number: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return what reviewers said about a version, in order."""
    async with parts.database.open_scope(caller.scope) as session:
        found = await reviewing.list_comments(session, uuid_of(article_id), number_of(number))
        names = await names_of(session, [by for one in found for by in (one.made_by, one.resolved_by)])
    return {"items": [shape_comment(one, names) for one in found]}


@router.post(
    "/articles/{article_id}/versions/{number}/comments",
    status_code=201,
    summary="Comment on a version",
    openapi_extra=json_body(CommentBody, {"body": "Is that so in Austria?", "quote": "within 60 days"}),
)
async def add_comment(
    article_id: str, number: str, request: Request, parts: Parts, caller: Writer
) -> dict[str, Any]:
    """Say something about a version."""
    await _find(parts, caller, article_id, number)
    body = await body_of(request, CommentBody)
    async with parts.database.open_scope(caller.scope) as session:
        said = await reviewing.comment(
            session, parts.articles, uuid_of(article_id), number_of(number), body.body, body.quote
        )
        return shape_comment(said, await names_of(session, [said.made_by]))


@router.post("/articles/{article_id}/comments/{comment_id}/resolve", summary="Resolve a comment")
async def resolve_comment(article_id: str, comment_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Note that a comment is dealt with."""
    async with parts.database.open_scope(caller.scope) as session:
        said = await reviewing.resolve(session, parts.articles, uuid_of(article_id), uuid_of(comment_id))
        return shape_comment(said, await names_of(session, [said.made_by, said.resolved_by]))


def _question(one: ComparedQuestion) -> dict[str, Any]:
    return {
        "question": one.question.question,
        "expects": one.question.documents,
        "unknown": one.unknown,
        "before": _judged(one.before),
        "after": _judged(one.after),
    }


def _judged(one: Judged) -> dict[str, Any]:
    return {"found": one.found, "recall": one.recall, "ndcg": one.ndcg, "answered": one.answered}


async def _find(parts: Parts, caller: Approver, article_id: str, number: str) -> None:
    """Say that there is no such version before anything is said about the body."""
    async with parts.database.open_scope(caller.scope) as session:
        article = await reading.get_article(session, uuid_of(article_id))
        await reading.get_version(session, article.id, number_of(number))
