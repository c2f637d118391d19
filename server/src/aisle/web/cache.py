"""Answers that may be given again: how many there are, how often they serve, and letting them go."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from aisle.answer_cache.managing import Kept, clear, get_kept
from aisle.assistants import service as assistants
from aisle.core.clock import SystemClock
from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, may

router = APIRouter(tags=["assistant"])
Reader = Annotated[Caller, Depends(may(Action.READ_ASSISTANT))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_ASSISTANT))]


@router.get("/cache", summary="Show what is kept of answers")
async def show_cache(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the live setting, the size and bounds of what is kept, and how often it served on each of thirty days."""
    async with parts.database.open_scope(caller.scope) as session:
        kept = await get_kept(session, SystemClock().now())
        setting = (await assistants.get_live_release(session)).settings.kept_answers
    limits = {
        "entries": parts.settings.kept_answers_max,
        "hours": parts.settings.kept_answers_hours,
    }
    return {"kept_answers": setting.value, **_shape(kept), "limits": limits}


@router.delete("/cache", summary="Let kept answers go")
async def clear_cache(parts: Parts, caller: Writer) -> dict[str, int]:
    """Forget all kept answers of the store; the next question of each kind is answered anew."""
    async with parts.database.open_scope(caller.scope) as session:
        return {"deleted": await clear(session)}


def _shape(kept: Kept) -> dict[str, Any]:
    days = [
        {
            "day": one.day.isoformat(),
            "exact": one.exact,
            "semantic": one.semantic,
            "missed": one.missed,
            "kept": one.kept,
        }
        for one in kept.days
    ]
    return {"entries": kept.entries, "bytes": kept.size, "oldest": kept.oldest, "days": days}
