"""What is said of a call that no budget has room for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aisle.usage.errors import BudgetExceeded


def refusal(why: Mapping[str, Any]) -> BudgetExceeded:
    """Return the refusal of a call.

    Args:
        why: Of the budget: budget_id, store_id, period, measure, is_zero, and `ends`, when its present period does (UTC).
    """
    whose = "store" if why["store_id"] else "organization"
    ends = datetime.fromisoformat(why["ends"]).replace(tzinfo=UTC)
    if why["is_zero"]:
        said = f"The {whose}'s budget is zero: no model is asked. Raise or delete it to change that."
    else:
        said = f"This call may take more than is left of the {whose}'s budget for the {why['period']}, which ends {_said(ends)}."
    return BudgetExceeded(
        said, budget_id=why["budget_id"], period=why["period"], measure=why["measure"], ends=ends.isoformat()
    )


def _said(at: datetime) -> str:
    return f"on {at.day} {at:%B} {at.year}, {at:%H:%M} UTC"
