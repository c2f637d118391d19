"""Review dates: when somebody shall look whether an article is still true, and who is told."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from aisle.articles.errors import ArticleInvalid
from aisle.articles.jobs import RemindOfReview
from aisle.articles.mails import REVIEW_DUE, REVIEW_SOON
from aisle.articles.repository import articles, steps
from aisle.articles.service.reading import get_article, get_save, hold_article
from aisle.articles.tools import ArticleTools
from aisle.articles.types import Article, Review, StepKind
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.identity.members.addresses import list_owners, members_among
from aisle.identity.types import CallerKind
from aisle.notifications.sending import send_mail

AHEAD = timedelta(days=7)
HOUR = time(7, tzinfo=UTC)
MOST_DAYS = 3660


async def set_review(session: Session, tools: ArticleTools, article_id: UUID, review: Review) -> Article:
    """Say when an article is to be looked at, and how often after that; people are told a week before and on the day.

    Raises ArticleNotFound, ArticleInvalid.
    """
    _check(review)
    before = (await hold_article(session, article_id)).review
    await _set(session, tools, article_id, review)
    event = Event("article.review_set", "article", article_id, before=_said(before), after=_said(review))
    await record(session, event)
    return await get_article(session, article_id)


async def mark_reviewed(session: Session, tools: ArticleTools, article_id: UUID, note: str = "") -> Article:
    """Note that somebody has looked; the next date follows, or none. Raises ArticleNotFound."""
    article, now = await hold_article(session, article_id), tools.clock.now()
    every = article.review.every_days
    following = Review(now.date() + timedelta(days=every), every) if every else Review()
    await _set(session, tools, article_id, following)
    await steps.add_step(session, article_id, StepKind.REVIEWED, now, article.live_version, note)
    await record(session, Event("article.reviewed", "article", article_id, after=_said(following)))
    return await get_article(session, article_id)


async def remind(session: Session, tools: ArticleTools, message: RemindOfReview) -> None:
    """Send the mails of a review date; nothing where it was moved or done, or the article is put away."""
    article = await articles.find_article(session, message.article_id)
    if article is None or article.review.on != message.on or article.archived_at is not None:
        return
    template = REVIEW_DUE if message.is_due else REVIEW_SOON
    for person_id in await _told(session, article):
        await send_mail(
            session, tools.jobs, template, article=article.id, person=person_id, on=message.on.isoformat()
        )


async def _told(session: Session, article: Article) -> list[UUID]:
    """Who wrote the draft and who began the article, as far as they are members; else the owners."""
    by = (await get_save(session, article.id, article.draft_save)).saved_by
    wrote = [who.partition(":") for who in dict.fromkeys((by, article.created_by))]
    people = [UUID(person) for kind, _, person in wrote if kind == CallerKind.MEMBER]
    return await members_among(session, people) or await list_owners(session)


async def _set(session: Session, tools: ArticleTools, article_id: UUID, review: Review) -> None:
    now = tools.clock.now()
    await articles.set_review(session, article_id, review, now)
    if review.on is None:
        return
    day = datetime.combine(review.on, HOUR)
    for moment, is_due in ((day - AHEAD, False), (day, True)):
        if moment > now or is_due:
            message = RemindOfReview(article_id, review.on, is_due)
            await tools.jobs.defer(session, message, delay=max(moment - now, timedelta(0)))


def _check(review: Review) -> None:
    if review.every_days is not None and not 1 <= review.every_days <= MOST_DAYS:
        raise ArticleInvalid(f"An article is reviewed every 1 to {MOST_DAYS:,} days.")
    if review.on is None and review.every_days is not None:
        raise ArticleInvalid("Say with `on` when the first review is.")
    if review.on is not None and review.on > date(9000, 1, 1):
        raise ArticleInvalid("The review date is too far away.")


def _said(review: Review) -> dict[str, object]:
    return {"on": review.on.isoformat() if review.on else None, "every_days": review.every_days}
