"""What needs somebody, those first that concern the most shoppers."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, time

from aisle.core.db import Session
from aisle.identity.types import Action
from aisle.overview import repository
from aisle.overview.types import Need, Period, Span

MOST_QUESTIONS = 10
_WORST = ("source_failing", "run_waiting", "budget_tight", "jobs_dead", "articles_in_review", "lint_findings")


async def needs_of(session: Session, allowed: frozenset[Action], now: datetime, most: int) -> list[Need]:
    """Return what waits for a person, of what this one may see.

    Ranked by the shoppers of the last 28 days whom it concerns; of as many, what keeps content from shoppers comes first.
    """
    span = Span.of(Period.MONTH, now.astimezone(UTC).date())
    found = [one for action, look in _LOOKS if action in allowed async for one in look(session, span)]
    return sorted(found, key=_rank)[:most]


def _rank(one: Need) -> tuple[int, int, int]:
    worst = _WORST.index(one.kind) if one.kind in _WORST else len(_WORST)
    return -one.shoppers, worst, -one.count


async def _sources(session: Session, span: Span) -> AsyncIterator[Need]:
    for row in await repository.failing_sources(session, span):
        what = {"source_id": row["id"], "name": row["name"], "code": row["code"]}
        yield Need("source_failing", row["shoppers"], 1, row["since"], what)
    for row in await repository.waiting_runs(session):
        what = {"source_id": row["source_id"], "run_id": row["id"], "name": row["name"], "code": row["code"]}
        yield Need("run_waiting", 0, 1, row["since"], what)


async def _questions(session: Session, span: Span) -> AsyncIterator[Need]:
    for row in await repository.unanswered(session, span, MOST_QUESTIONS):
        what = {"question": row["question"], "conversation_id": row["conversation_id"]}
        yield Need("question_unanswered", row["shoppers"], row["times"], row["since"], what)


async def _findings(session: Session, span: Span) -> AsyncIterator[Need]:
    row = await repository.lint_counts(session)
    if row["errors"] or row["warnings"]:
        what = {"errors": row["errors"], "warnings": row["warnings"]}
        yield Need("lint_findings", 0, row["errors"] + row["warnings"], row["since"], what)


async def _articles(session: Session, span: Span) -> AsyncIterator[Need]:
    row = await repository.articles_waiting(session, span.last)
    if row["handed_in"]:
        yield Need("articles_in_review", 0, row["handed_in"], row["handed_in_since"], {})
    if row["due"]:
        since = datetime.combine(row["due_since"], time(), UTC)
        yield Need("articles_due", 0, row["due"], since, {})


async def _jobs(session: Session, span: Span) -> AsyncIterator[Need]:
    row = await repository.dead_jobs(session)
    if row["n"]:
        yield Need("jobs_dead", 0, row["n"], row["since"], {})


async def _budgets(session: Session, span: Span) -> AsyncIterator[Need]:
    for row in await repository.tight_budgets(session):
        spent = row["spent"] if row["measure"] == "amount" else row["used"]
        limit = row["amount"] if row["measure"] == "amount" else row["tokens"]
        what = {"budget_id": row["id"], "period": row["period"], "measure": row["measure"]}
        yield Need(
            "budget_tight",
            0,
            1,
            row["since"],
            {**what, "spent": spent, "limit": limit, "currency": row["currency"]},
        )


Look = Callable[[Session, Span], AsyncIterator[Need]]
_LOOKS: tuple[tuple[Action, Look], ...] = (
    (Action.READ_SOURCES, _sources),
    (Action.READ_INBOX, _questions),
    (Action.READ_LINTER, _findings),
    (Action.READ_ARTICLES, _articles),
    (Action.READ_JOBS, _jobs),
    (Action.READ_USAGE, _budgets),
)
