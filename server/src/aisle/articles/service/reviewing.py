"""Handing in, approving, refusing and taking back; what reviewers say about a version."""

from datetime import datetime
from uuid import UUID

from aisle.articles.checking import LONGEST_NOTE, check_complete
from aisle.articles.errors import ArticleCommentNotFound, ArticleInvalid, ArticleStateConflict
from aisle.articles.repository import comments, steps, versions
from aisle.articles.service.publishing import publish, publish_at
from aisle.articles.service.reading import (
    get_article,
    get_save,
    get_shown,
    get_version,
    hold_article,
    references_of,
)
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Comment, Content, StepKind, Version, VersionState
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id

MOST_COMMENTS = 500


async def submit(session: Session, tools: ArticleTools, article_id: UUID, note: str = "") -> Version:
    """Hand the draft in as a version. One that waited for approval before it is taken back.

    Raises ArticleNotFound, ArticleInvalid for a text that is not complete or names products that are not there.
    """
    article, now = await hold_article(session, article_id), tools.clock.now()
    content = (await get_save(session, article_id, article.draft_save)).content
    await _check(session, content, now)
    await versions.take_back_open(session, article_id, (VersionState.IN_REVIEW,))
    version = await versions.add_version(session, article_id, article.draft_save, now)
    await steps.add_step(session, article_id, StepKind.SUBMITTED, now, version.number, _note(note))
    await remember(session, "submitted", article_id, version.number)
    return version


async def approve(
    session: Session,
    tools: ArticleTools,
    article_id: UUID,
    number: int,
    publish_at: datetime | None = None,
    note: str = "",
) -> Version:
    """Approve a version: it goes live now, or by itself at its time, which is never before it is valid.

    Raises ArticleNotFound, ArticleVersionNotFound, ArticleStateConflict, ArticleInvalid.
    """
    article, now = await hold_article(session, article_id), tools.clock.now()
    version, shown = await get_shown(session, article_id, number)
    if version.state is not VersionState.IN_REVIEW:
        raise ArticleStateConflict(
            f"Version {number} is {version.state}; only one in review can be approved."
        )
    await _check(session, shown.content, now)
    await steps.add_step(session, article_id, StepKind.APPROVED, now, number, _note(note))
    due = _due(publish_at, shown.content, now)
    if due > now:
        await schedule(session, tools, article_id, number, due)
    else:
        await publish(session, tools, article, version, shown.content)
    await remember(session, "approved", article_id, number)
    return await get_version(session, article_id, number)


async def reschedule(
    session: Session, tools: ArticleTools, article_id: UUID, number: int, publish_at: datetime
) -> Version:
    """Give a scheduled version another time. Raises ArticleNotFound, ArticleVersionNotFound, ArticleStateConflict, ArticleInvalid."""
    await hold_article(session, article_id)
    version, shown = await get_shown(session, article_id, number)
    if version.state is not VersionState.SCHEDULED:
        raise ArticleStateConflict(f"Version {number} is {version.state}, not scheduled.")
    now = tools.clock.now()
    await schedule(session, tools, article_id, number, max(_due(publish_at, shown.content, now), now))
    await remember(session, "scheduled", article_id, number)
    return await get_version(session, article_id, number)


async def schedule(
    session: Session, tools: ArticleTools, article_id: UUID, number: int, due: datetime
) -> None:
    """Have a version go live at a time. The caller holds the article."""
    now = tools.clock.now()
    await versions.set_state(session, article_id, number, VersionState.SCHEDULED, due)
    await publish_at(session, tools, article_id, number, due)
    await steps.add_step(session, article_id, StepKind.SCHEDULED, now, number, due.isoformat())


async def reject(session: Session, tools: ArticleTools, article_id: UUID, number: int, note: str) -> Version:
    """Refuse a version and say why. Raises ArticleInvalid without a reason, and as `approve`."""
    if not note.strip():
        raise ArticleInvalid("Say in `note` what has to be different.")
    await _end(session, tools, article_id, number, (VersionState.IN_REVIEW,), VersionState.REJECTED, note)
    return await get_version(session, article_id, number)


async def take_back(session: Session, tools: ArticleTools, article_id: UUID, number: int) -> Version:
    """Withdraw a version that waits for approval or for its time. Raises as `approve`."""
    waiting = (VersionState.IN_REVIEW, VersionState.SCHEDULED)
    await _end(session, tools, article_id, number, waiting, VersionState.WITHDRAWN, "")
    return await get_version(session, article_id, number)


async def take_back_waiting(session: Session, tools: ArticleTools, article_id: UUID) -> None:
    """Withdraw the version that waits for approval, if one does."""
    article = await hold_article(session, article_id)
    if article.in_review is not None:
        await take_back(session, tools, article_id, article.in_review)


async def comment(
    session: Session, tools: ArticleTools, article_id: UUID, number: int, body: str, quote: str = ""
) -> Comment:
    """Say something about a version. Raises ArticleVersionNotFound, ArticleInvalid."""
    await get_version(session, article_id, number)
    if not body.strip():
        raise ArticleInvalid("A comment needs words.")
    if len(await comments.list_comments(session, article_id, number, MOST_COMMENTS)) >= MOST_COMMENTS:
        raise ArticleInvalid(f"A version has at most {MOST_COMMENTS} comments.")
    said = Comment(new_id(), number, _note(quote), _note(body), tools.clock.now(), session.scope.principal)
    await comments.insert_comment(session, article_id, said)
    await record(session, Event("article.commented", "article", article_id, after={"version": number}))
    return said


async def list_comments(session: Session, article_id: UUID, number: int) -> list[Comment]:
    """Return what was said about a version. Raises ArticleNotFound, ArticleVersionNotFound."""
    await get_article(session, article_id)
    await get_version(session, article_id, number)
    return await comments.list_comments(session, article_id, number, MOST_COMMENTS)


async def resolve(session: Session, tools: ArticleTools, article_id: UUID, comment_id: UUID) -> Comment:
    """Note that a comment is dealt with. Raises ArticleNotFound, ArticleCommentNotFound."""
    await get_article(session, article_id)
    found = await comments.resolve(session, article_id, comment_id, tools.clock.now())
    if found is None:
        raise ArticleCommentNotFound()
    await record(
        session, Event("article.comment_resolved", "article", article_id, after={"comment": comment_id})
    )
    return found


async def remember(session: Session, done: str, article_id: UUID, number: int) -> None:
    """Write what was done with a version into the audit log."""
    await record(session, Event(f"article.{done}", "article", article_id, after={"version": number}))


async def _end(
    session: Session,
    tools: ArticleTools,
    article_id: UUID,
    number: int,
    waiting: tuple[VersionState, ...],
    end: VersionState,
    note: str,
) -> None:
    await hold_article(session, article_id)
    version = await get_version(session, article_id, number)
    if version.state not in waiting:
        raise ArticleStateConflict(f"Version {number} is {version.state}.")
    kind = StepKind.REJECTED if end is VersionState.REJECTED else StepKind.TAKEN_BACK
    await versions.set_state(session, article_id, number, end)
    await steps.add_step(session, article_id, kind, tools.clock.now(), number, _note(note))
    await remember(session, str(kind), article_id, number)


async def _check(session: Session, content: Content, now: datetime) -> None:
    check_complete(content, now)
    faults = dict.fromkeys(one.insert.text for one in await references_of(session, content.body) if one.fault)
    if faults:
        raise ArticleInvalid(f"Nothing can be filled in for {', '.join([*faults][:5])}.")


def _due(publish_at: datetime | None, content: Content, now: datetime) -> datetime:
    validity = content.validity
    if publish_at is not None and publish_at.tzinfo is None:
        raise ArticleInvalid("Times have a zone, as in 2026-11-27T00:00:00+01:00.")
    due = max(publish_at or now, validity.valid_from or now)
    if validity.valid_until is not None and due >= validity.valid_until:
        raise ArticleInvalid("The article would go live after its validity has ended.")
    return due


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise ArticleInvalid(f"A note has at most {LONGEST_NOTE:,} characters.")
    return text.strip()
