"""Articles: begun, saved, listed, put away."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.checking import LONGEST_KEY, LONGEST_TAG, key_of
from aisle.articles.errors import ArticleChanged
from aisle.articles.service import publishing, reading, reminding, writing
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, ArticleState, Review, Wanted
from aisle.core.db import Session
from aisle.identity.naming import names_of
from aisle.identity.types import Action, Caller
from aisle.overview.article_uses import ArticleUses, uses_of
from aisle.web.article_shapes import (
    TEXT,
    DraftBody,
    NewArticleBody,
    NoteBody,
    number_of,
    shape_article,
    shape_collision,
    shape_content,
    shape_reference,
    shape_save,
    shape_step,
)
from aisle.web.bodies import body_of, body_or_none, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["articles"])
Reader = Annotated[Caller, Depends(may(Action.READ_ARTICLES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_ARTICLES))]
Approver = Annotated[Caller, Depends(may(Action.APPROVE_ARTICLES))]
NOTE = {"note": "Checked with the warehouse."}
Act = Callable[[Session, ArticleTools, UUID, str], Awaitable[Article]]


class ReviewBody(BaseModel):
    """When somebody shall look whether the article is still true. on: null for never. every_days: and again after that."""

    model_config = ConfigDict(extra="forbid")

    on: date | None
    every_days: int | None = Field(None, ge=1, le=reminding.MOST_DAYS, strict=True)


@router.get("/articles", summary="List articles")
async def list_articles(
    parts: Parts,
    caller: Reader,
    state: ArticleState | None = None,
    name: Annotated[Storable | None, Query(max_length=LONGEST_KEY, description="The article's key.")] = None,
    language: Annotated[Storable | None, Query(max_length=2)] = None,
    category_id: str | None = None,
    tag: Annotated[Storable | None, Query(max_length=LONGEST_TAG)] = None,
    q: Annotated[Storable | None, Query(max_length=200, description="Words in key or title.")] = None,
    review_by: Annotated[date | None, Query(description="Whose review is due by this day.")] = None,
    archived: Annotated[bool | None, Query(description="Those that were put away, or all but those.")] = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return articles in the order in which they were made, without their texts."""
    position = decode_cursor("articles", cursor, UUID)
    category = uuid_of(category_id) if category_id else None
    wanted = Wanted(state, name, language, category, tag, q, review_by, archived)
    async with parts.database.open_scope(caller.scope) as session:
        found = await reading.list_articles(
            session, parts.articles, wanted, position[0] if position else None, limit + 1
        )
    return {
        "items": [shape_article(one, parts.articles.clock.now()) for one in found[:limit]],
        "next_cursor": encode_cursor("articles", found[limit - 1].id if len(found) > limit else None),
    }


@router.post(
    "/articles",
    status_code=201,
    summary="Begin an article",
    openapi_extra=json_body(NewArticleBody, {"language": "en", **TEXT}),
)
async def begin_article(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Begin an article with its first draft; nobody is answered from it before it is approved."""
    body = await body_of(request, NewArticleBody)
    async with parts.database.open_scope(caller.scope) as session:
        key = body.key or key_of(body.title)
        article = await writing.begin(session, parts.articles, key, body.language, body.content())
        return await whole(session, parts, article)


@router.get("/articles/{article_id}", summary="Read an article")
async def read_article(article_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return an article with its draft, and the products that its inserts name."""
    async with parts.database.open_scope(caller.scope) as session:
        return await whole(session, parts, await reading.get_article(session, uuid_of(article_id)))


@router.put(
    "/articles/{article_id}/draft",
    summary="Save a draft",
    openapi_extra=json_body(DraftBody, {"based_on": 1, **TEXT}),
)
async def save_draft(article_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Save a draft. What is left out stays as the save `based_on` has it.

    If somebody else has saved since: 409 with both texts and a merged one; both are kept.
    """
    async with parts.database.open_scope(caller.scope) as session:
        await reading.get_article(session, uuid_of(article_id))
    body = await body_of(request, DraftBody)
    async with parts.database.open_scope(caller.scope) as session:
        article = uuid_of(article_id)
        base = None if body.is_whole else await reading.get_save(session, article, body.based_on)
        content = body.over(base.content) if base else body.content()
        saved = await writing.save(session, parts.articles, article, content, body.based_on)
        if isinstance(saved, Article):
            return await whole(session, parts, saved)
        names = await names_of(session, [saved.theirs.saved_by, saved.yours.saved_by])
    # Only now: what was sent is kept beside the draft, so its transaction has to be.
    raise ArticleChanged(
        "Look at `merged`, and save what you decide with `based_on` set to the number of `theirs`.",
        **shape_collision(saved, names),
    )


@router.delete("/articles/{article_id}", status_code=204, summary="Delete an article")
async def delete_article(article_id: str, parts: Parts, caller: Approver) -> Response:
    """Delete an article with all its past. To keep that, archive it."""
    async with parts.database.open_scope(caller.scope) as session:
        await publishing.delete(session, parts.articles, uuid_of(article_id))
    return Response(status_code=204)


@router.post(
    "/articles/{article_id}/archive",
    summary="Archive an article",
    openapi_extra=json_body(NoteBody, NOTE, required=False),
)
async def archive_article(
    article_id: str, request: Request, parts: Parts, caller: Approver
) -> dict[str, Any]:
    """Put an article away: it answers no more from this moment on, and what waited is taken back. Its past stays."""
    return await _with_note(article_id, request, parts, caller, publishing.archive)


@router.post(
    "/articles/{article_id}/restore",
    summary="Bring an archived article back",
    openapi_extra=json_body(NoteBody, NOTE, required=False),
)
async def restore_article(
    article_id: str, request: Request, parts: Parts, caller: Approver
) -> dict[str, Any]:
    """Bring an article back that was put away. What answered then answers again, unless its validity has ended."""
    return await _with_note(article_id, request, parts, caller, publishing.restore)


@router.get("/articles/{article_id}/uses", summary="See what depends on an article")
async def read_uses(article_id: str, parts: Parts, caller: Reader) -> ArticleUses:
    """Return what would go with an article, or miss it: its past, its passages, answers of 28 days, test questions."""
    async with parts.database.open_scope(caller.scope) as session:
        article = await reading.get_article(session, uuid_of(article_id))
        return await uses_of(session, article.id, publishing.document_name(article.key, article.language))


@router.get("/articles/{article_id}/saves", summary="List an article's saves")
async def list_saves(
    article_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return every save with its text, the newest first; those that collided are `is_aside`."""
    position = decode_cursor("saves", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await reading.list_saves(
            session, uuid_of(article_id), position[0] if position else None, limit + 1
        )
        names = await names_of(session, [one.saved_by for one in found])
    following = found[limit - 1].number if len(found) > limit else None
    return {
        "items": [shape_save(one, names) for one in found[:limit]],
        "next_cursor": encode_cursor("saves", following),
    }


@router.get("/articles/{article_id}/saves/{number}", summary="Read a save")
async def read_save(article_id: str, number: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return one save with its text."""
    async with parts.database.open_scope(caller.scope) as session:
        article = await reading.get_article(session, uuid_of(article_id))
        save = await reading.get_save(session, article.id, number_of(number))
        return shape_save(save, await names_of(session, [save.saved_by]))


@router.get("/articles/{article_id}/history", summary="Read an article's history")
async def read_history(
    article_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return what was done with an article, by whom and when, the newest first."""
    position = decode_cursor("article history", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await reading.list_steps(
            session, uuid_of(article_id), position[0] if position else None, limit + 1
        )
        names = await names_of(session, [one.by for one in found])
    following = found[limit - 1].number if len(found) > limit else None
    return {
        "items": [shape_step(one, names) for one in found[:limit]],
        "next_cursor": encode_cursor("article history", following),
    }


@router.put(
    "/articles/{article_id}/review",
    summary="Set an article's review date",
    openapi_extra=json_body(ReviewBody, {"on": "2027-03-01", "every_days": 180}),
)
async def set_review(article_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Say when somebody shall look whether the article is still true; its writers get a mail a week before and on the day."""
    async with parts.database.open_scope(caller.scope) as session:
        await reading.get_article(session, uuid_of(article_id))
    body = await body_of(request, ReviewBody)
    async with parts.database.open_scope(caller.scope) as session:
        wanted = Review(body.on, body.every_days)
        article = await reminding.set_review(session, parts.articles, uuid_of(article_id), wanted)
    return shape_article(article, parts.articles.clock.now())


@router.post(
    "/articles/{article_id}/reviewed",
    summary="Mark an article as reviewed",
    openapi_extra=json_body(NoteBody, NOTE, required=False),
)
async def mark_reviewed(article_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Note that somebody has looked, and set the next review date."""
    return await _with_note(article_id, request, parts, caller, reminding.mark_reviewed)


@router.get("/article-counts", summary="Count articles")
async def count_articles(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return how many articles there are, by state, and how many wait for approval or for somebody to look at them."""
    async with parts.database.open_scope(caller.scope) as session:
        return asdict(await reading.count_articles(session, parts.articles))


@router.get("/article-references", summary="List broken references")
async def broken_references(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return articles whose draft or answering text names products that the shop does not have any more."""
    position = decode_cursor("article references", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        page = await reading.broken_references(session, position[0] if position else None, limit)
    now = parts.articles.clock.now()
    return {
        "items": [
            {"article": shape_article(article, now), "references": [shape_reference(one) for one in found]}
            for article, found in page.broken
        ],
        "next_cursor": encode_cursor("article references", page.following),
    }


async def whole(session: Session, parts: Parts, article: Article) -> dict[str, Any]:
    """Shape an article with its draft."""
    draft = (await reading.get_save(session, article.id, article.draft_save)).content
    references = await reading.references_of(session, draft.body)
    return {
        **shape_article(article, parts.articles.clock.now()),
        "draft": shape_content(draft),
        "references": [shape_reference(one) for one in references],
    }


async def _with_note(
    article_id: str, request: Request, parts: Parts, caller: Caller, act: Act
) -> dict[str, Any]:
    """Do something with an article and the note that came along; whether it is there is told before the body is read."""
    article = uuid_of(article_id)
    async with parts.database.open_scope(caller.scope) as session:
        await reading.get_article(session, article)
    body = await body_or_none(request, NoteBody)
    async with parts.database.open_scope(caller.scope) as session:
        done = await act(session, parts.articles, article, body.note)
    return shape_article(done, parts.articles.clock.now())
