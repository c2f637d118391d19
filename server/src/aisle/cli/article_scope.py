"""What the commands on articles share: names, the store's transaction, and what they print."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from aisle.articles.errors import ArticleNotFound
from aisle.articles.service import reading
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Content, Version
from aisle.cli.context import operator_in, parts_for
from aisle.core.db import Session

ArticleName = Annotated[str, typer.Argument(help="KEY.LANGUAGE, as in returns.en, or an id.")]
T = TypeVar("T")


async def in_articles(
    store: str, work: Callable[[Session, ArticleTools], Awaitable[T]]
) -> tuple[T, datetime]:
    """Work in a store; returns also the moment, by which states are told."""
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await work(session, parts.articles), parts.articles.clock.now()


async def named(session: Session, name: str) -> Article:
    """Return the article of a name or id. Raises ArticleNotFound."""
    key, _, language = name.rpartition(".")
    found = await reading.find_named(session, key, language) if key else None
    if found is not None:
        return found
    try:
        return await reading.get_article(session, UUID(name))
    except ValueError:
        raise ArticleNotFound(f"There is no article “{name}”; write it as returns.en.") from None


def aware(moment: datetime | None) -> datetime | None:
    """Return a moment of the command line, which is in UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def shape_article(article: Article, now: datetime) -> dict[str, Any]:
    """Return an article without its text."""
    return {
        "id": article.id,
        "key": article.key,
        "language": article.language,
        "title": article.title,
        "state": str(article.state(now)),
        "tags": list(article.tags),
        "draft_save": article.draft_save,
        "live_version": article.live_version,
        "in_review": article.in_review,
        "scheduled": article.scheduled,
        "scheduled_at": article.scheduled_at,
    }


def shape_content(content: Content) -> dict[str, Any]:
    """Return what a text says."""
    return {"title": content.title, "body": content.body, **asdict(content.validity)}


def shape_version(version: Version) -> dict[str, Any]:
    """Return a version without its text."""
    return {**asdict(version), "state": str(version.state)}
