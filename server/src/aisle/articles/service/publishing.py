"""Versions that go live and end: each is one document of knowledge, so that citations, passages and the index just work."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from aisle.articles.errors import ArticleInvalid, ArticleStateConflict
from aisle.articles.jobs import ExpireArticle, PublishArticle
from aisle.articles.repository import articles, categories, steps, versions
from aisle.articles.service.reading import get_article, get_shown, get_version, hold_article
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Content, StepKind, Version, VersionState
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import IncomingFile

SOURCE_KIND, SOURCE_NAME = "articles", "Articles"


async def publish(
    session: Session, tools: ArticleTools, article: Article, version: Version, content: Content
) -> None:
    """Send a version to answer in place of the one before, which goes on until then. The caller holds the article."""
    now = tools.clock.now()
    file = await file_of(session, article, content)
    source_id = await source_of_articles(session)
    released = await knowledge.release(session, tools.jobs, tools.vault, source_id, file, content.validity)
    await articles.set_document(session, article.id, released.document_id, now)
    await versions.set_sent(session, article.id, version.number, released.version_id)
    until = content.validity.valid_until
    if until is not None:
        await _expire_at(session, tools, article.id, version.number, until)
    await steps.add_step(session, article.id, StepKind.PUBLISHED, now, version.number)


async def publish_scheduled(session: Session, tools: ArticleTools, article_id: UUID, number: int) -> None:
    """Publish a version whose time has come; nothing where it was taken back, or was given another time."""
    if not await articles.hold(session, article_id):
        return
    article = await get_article(session, article_id)
    version, shown = await get_shown(session, article_id, number)
    now = tools.clock.now()
    if version.state is not VersionState.SCHEDULED or version.publish_at is None:
        return
    if (
        version.publish_at > now
    ):  # it was given a later time, or the database's clock is ahead of this machine's
        await publish_at(session, tools, article_id, number, version.publish_at)
        return
    until = shown.content.validity.valid_until
    if until is not None and until <= now:
        await _end(session, tools, article_id, number)
        return
    await publish(session, tools, article, version, shown.content)
    await record(session, Event("article.published", "article", article_id, after={"version": number}))


async def expire(session: Session, tools: ArticleTools, article_id: UUID, number: int) -> None:
    """Take out of the index what has run out; nothing where another version has taken its place."""
    if not await articles.hold(session, article_id):
        return
    article = await get_article(session, article_id)
    version, shown = await get_shown(session, article_id, number)
    until = shown.content.validity.valid_until
    if version.state is not VersionState.PUBLISHED or until is None:
        return
    if until > tools.clock.now():
        await _expire_at(session, tools, article_id, number, until)
        return
    sent = article.publishing
    newest = sent.version if sent and sent.reason is None else article.live_version
    if newest == number and article.document_id is not None:
        await knowledge.withdraw(session, tools.jobs, article.document_id)
    await _end(session, tools, article_id, number)


async def roll_back(
    session: Session, tools: ArticleTools, article_id: UUID, to: int, note: str = ""
) -> Version:
    """Bring an earlier version back as a new one, which goes live at once; the draft stays as it is.

    Raises ArticleNotFound, ArticleVersionNotFound, ArticleStateConflict for one that was never live, ArticleInvalid for one
    whose validity has ended.
    """
    article, now = await hold_article(session, article_id), tools.clock.now()
    old, shown = await get_shown(session, article_id, to)
    if old.state not in (VersionState.PUBLISHED, VersionState.EXPIRED):
        raise ArticleStateConflict(f"Version {to} was never live.")
    until = shown.content.validity.valid_until
    if until is not None and until <= now:
        raise ArticleInvalid("The validity of that version has ended; save it anew with another one.")
    await versions.take_back_open(session, article_id, (VersionState.IN_REVIEW,))
    version = await versions.add_version(session, article_id, old.save_number, now, restores=to)
    await publish(session, tools, article, version, shown.content)
    await steps.add_step(session, article_id, StepKind.ROLLED_BACK, now, version.number, note)
    after = {"version": version.number, "restores": to}
    await record(session, Event("article.rolled_back", "article", article_id, after=after))
    return await get_version(session, article_id, version.number)


async def archive(session: Session, tools: ArticleTools, article_id: UUID, note: str = "") -> Article:
    """Put an article away: it answers no more from now on, and what waited is taken back. Its past stays.

    Raises ArticleNotFound.
    """
    article, now = await hold_article(session, article_id), tools.clock.now()
    waiting = (VersionState.IN_REVIEW, VersionState.SCHEDULED)
    await versions.take_back_open(session, article_id, waiting)
    if article.document_id is not None:
        await knowledge.withdraw(session, tools.jobs, article.document_id)
    await articles.set_archived(session, article_id, now)
    await steps.add_step(session, article_id, StepKind.ARCHIVED, now, article.live_version, note)
    await record(session, Event("article.archived", "article", article_id))
    return await get_article(session, article_id)


async def restore(session: Session, tools: ArticleTools, article_id: UUID, note: str = "") -> Article:
    """Bring an article back that was put away. What answered then answers again, as a new version, unless it has run out.

    What waited for approval or for its time was taken back, and stays so. Raises ArticleNotFound, ArticleStateConflict for one
    that is not put away.
    """
    article, now = await hold_article(session, article_id), tools.clock.now()
    if article.archived_at is None:
        raise ArticleStateConflict("This article is not put away.")
    put_away = await steps.find_last(session, article_id, StepKind.ARCHIVED)
    await articles.set_archived(session, article_id, None)
    await steps.add_step(session, article_id, StepKind.RESTORED, now, None, note)
    await record(session, Event("article.restored", "article", article_id))
    if put_away is not None and put_away.version is not None:
        await _answer_again(session, tools, article_id, put_away.version)
    return await get_article(session, article_id)


async def _answer_again(session: Session, tools: ArticleTools, article_id: UUID, number: int) -> None:
    _, shown = await get_shown(session, article_id, number)
    until = shown.content.validity.valid_until
    if until is None or until > tools.clock.now():
        await roll_back(session, tools, article_id, number)
    else:
        await _end(session, tools, article_id, number)


async def delete(session: Session, tools: ArticleTools, article_id: UUID) -> UUID | None:
    """Delete an article with all its past; returns the job that erases what answered. Raises ArticleNotFound."""
    article = await hold_article(session, article_id)
    job_id = None
    if article.document_id is not None:
        job_id = await knowledge.delete(session, tools.jobs, article.document_id)
    await articles.delete_article(session, article_id)
    before = {"key": article.key, "language": article.language}
    await record(session, Event("article.deleted", "article", article_id, before=before))
    return job_id


async def publish_at(
    session: Session, tools: ArticleTools, article_id: UUID, number: int, due: datetime
) -> None:
    """Have a version looked at when its time has come; of several times the job begins with the first."""
    wait = max(due - tools.clock.now(), timedelta(0))
    await tools.jobs.defer(
        session, PublishArticle(article_id, number), dedup_key=f"{article_id} {number}", delay=wait
    )


async def _expire_at(
    session: Session, tools: ArticleTools, article_id: UUID, number: int, until: datetime
) -> None:
    wait = max(until - tools.clock.now(), timedelta(0))
    await tools.jobs.defer(
        session, ExpireArticle(article_id, number), dedup_key=f"{article_id} {number}", delay=wait
    )


async def source_of_articles(session: Session) -> UUID:
    """Return the source that articles are published in, made when the first is."""
    await session.lock("source of articles")
    found = await knowledge.find_source_of_kind(session, SOURCE_KIND)
    return found.id if found else await _new_source(session)


async def _new_source(session: Session) -> UUID:
    taken = await knowledge.find_source_by_name(session, SOURCE_NAME)
    # A shop may have called a source of its own so.
    name = SOURCE_NAME if taken is None else f"{SOURCE_NAME} {datetime.now(UTC):%Y%m%d%H%M%S}"
    return await knowledge.create_source(session, SOURCE_KIND, name)


async def file_of(session: Session, article: Article, content: Content) -> IncomingFile:
    """Return what knowledge is given of a text: Markdown under its title."""
    category = await categories.find_category(session, content.category_id) if content.category_id else None
    body = content.body if content.body.lstrip().startswith("#") else f"# {content.title}\n\n{content.body}"
    return IncomingFile(
        document_name(article.key, article.language),
        body.encode(),
        "text/markdown",
        content.title,
        language=article.language,
        category=category.path if category else None,
        tags=content.tags,
    )


def document_name(key: str, language: str) -> str:
    """Return what an article's document is called, as test questions name it."""
    return f"{key}.{language}.md"


async def _end(session: Session, tools: ArticleTools, article_id: UUID, number: int) -> None:
    now = tools.clock.now()
    await versions.set_state(session, article_id, number, VersionState.EXPIRED)
    await steps.add_step(session, article_id, StepKind.EXPIRED, now, number)
    await record(session, Event("article.expired", "article", article_id, after={"version": number}))
