"""The first page of a store: numbers, what needs somebody, what happened lately."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from aisle.identity.policy import allowed
from aisle.identity.types import Action, Caller, Place
from aisle.overview.service import Home, home_of
from aisle.overview.types import LEAST_CASES, Numbers, Period
from aisle.tenants import service as tenants
from aisle.web.deps import Parts, may
from aisle.web.desk_shapes import HomePage

router = APIRouter(tags=["home"])


@router.get("/home", response_model=HomePage, summary="Read the first page")
async def read_home(
    parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_STORES))], period: Period = Period.WEEK
) -> dict[str, Any]:
    """Return numbers of the period beside the one before and day by day, and what needs somebody.

    Days are those of UTC, the present one among them. What the caller may not see is null, or left out of the needs.
    """
    sees = allowed(caller, Place(caller.organization_id, caller.store_id))
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        kept = store.conversation_days(parts.settings.conversation_days)
        home = await home_of(session, period, sees, datetime.now(UTC), kept)
    return home_shape(home, with_cost=Action.READ_USAGE in sees)


def home_shape(home: Home, *, with_cost: bool) -> dict[str, Any]:
    """Shape the first page."""
    return {
        "first_day": home.span.first,
        "last_day": home.span.last,
        "now": _numbers(home.now, with_cost=with_cost),
        "before": _numbers(home.before, with_cost=with_cost) if home.before else None,
        "days": [asdict(one) for one in home.days],
        "needs": [asdict(one) for one in home.needs],
        "open_chats": home.open,
        "running_chats": home.running,
        "changes": home.changes,
    }


def _numbers(one: Numbers, *, with_cost: bool) -> dict[str, Any]:
    cost = {
        currency: {
            "total": amount,
            "per_conversation": amount / one.conversations if one.conversations else None,
        }
        for currency, amount in one.cost.items()
    }
    return {
        "conversations": one.conversations,
        "answers": one.answers,
        "answered": _share(one.answered, one.answers),
        "helpful": _share(one.helpful, one.rated),
        "first_words_ms": {"p50": one.first_ms_p50, "p95": one.first_ms_p95},
        "cost": cost if with_cost else None,
    }


def _share(part: int, whole: int) -> dict[str, Any]:
    """A share with its counts; of few cases the counts say more."""
    return {
        "count": part,
        "of": whole,
        "share": part / whole if whole else None,
        "few": whole < LEAST_CASES,
    }
