"""Calls as rows of the ledger."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.core.ids import id_text, new_id_text
from aisle.llm.catalogue import Cost
from aisle.llm.gateway import Duty, Outcome, Payer, Purpose, Try

# By the names of columns, with values that JSON has: the database reads them back as what its columns are.
Row = Mapping[str, Any]


def hold_of(planned: Try) -> Row:
    """Return the hold of a try that is about to be made, under an id of its own."""
    return {
        "id": new_id_text(),
        "at": planned.at.isoformat(),
        **payer_columns(planned.call.payer),
        "purpose": planned.call.purpose.value,
        "duty": planned.call.duty.value,
        "endpoint": planned.endpoint,
        "provider": planned.provider,
        "model": planned.model,
        "tokens_in": planned.prompt_tokens,
        "tokens_out": planned.most_tokens,
        **_cost_columns(planned.most),
    }


def event_of(hold: Row, outcome: Outcome) -> Row:
    """Return what became of a try."""
    usage = outcome.usage
    return {
        **hold,
        "outcome": outcome.ended.value,
        "error": outcome.error,
        "estimated": outcome.estimated,
        "tokens_in": usage.prompt_tokens or 0,
        "tokens_out": usage.completion_tokens or 0,
        "cached_tokens": usage.cached_read_tokens or 0,
        "stored_tokens": usage.cached_write_tokens or 0,
        "reasoning_tokens": usage.reasoning_tokens or 0,
        **_cost_columns(outcome.cost),
        "first_seconds": outcome.first_seconds,
        "seconds": outcome.seconds,
    }


def died_of(hold: Row) -> Row:
    """Return the event of a try whose process died: at most what was held for it."""
    nothing = dict.fromkeys(("cached_tokens", "stored_tokens", "reasoning_tokens"), 0)
    return {**hold, "outcome": "died", "estimated": True, **nothing}


def cached_of(payer: Payer, purpose: Purpose, model: str, at: datetime, saved: Cost | None) -> Row:
    """Return the event of an answer that came from our own cache: it took nothing, and would have cost so much."""
    return {
        "id": new_id_text(),
        "at": at.isoformat(),
        **payer_columns(payer),
        "purpose": purpose.value,
        "duty": Duty.ANSWER.value,
        "endpoint": model,
        "provider": "aisle",
        "model": model,
        "outcome": "cached",
        "estimated": False,
        **dict.fromkeys(("tokens_in", "tokens_out", "cached_tokens", "stored_tokens", "reasoning_tokens"), 0),
        **_cost_columns(Cost(Decimal(0), saved.currency) if saved else None),
        "saved": str(saved.amount) if saved else None,
    }


def payer_columns(payer: Payer) -> Row:
    """Return who pays, by columns."""
    return {
        "store_id": _text(payer.store_id),
        "assistant_id": _text(payer.assistant_id),
        "conversation_id": _text(payer.conversation_id),
        "key_id": _text(payer.key_id),
        "principal": payer.principal,
        "request_id": payer.request_id,
    }


def _cost_columns(cost: Cost | None) -> Row:
    # As text, which is exact; a number of JSON is not.
    return {"cost": str(cost.amount), "currency": cost.currency} if cost else {"cost": None, "currency": None}


def _text(id_: UUID | None) -> str | None:
    return None if id_ is None else id_text(id_)
