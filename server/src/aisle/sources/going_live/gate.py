"""What keeps a run from going live by itself: a drop so large that a person should look first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class GateRules(BaseModel):
    """A source's limits; beyond one, the run waits for a person. Shares are of what is live.

    Attributes:
        products_gone: Share of the source's products that vanish.
        prices_changed: Share of the variants in both states whose price is another one.
        questions_lost: Test questions that were answered and would not be any more.
        fewest: Stores with fewer products are not held up by shares: two of five gone is no accident.
        always: Whether every run waits.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    products_gone: float = Field(default=0.2, ge=0, le=1)
    prices_changed: float = Field(default=0.5, ge=0, le=1)
    questions_lost: int = Field(default=0, ge=0)
    fewest: int = Field(default=10, ge=0)
    always: bool = False


def rules_of(settings: Mapping[str, Any]) -> GateRules:
    """Return the limits in a source's settings, under `gate`; the usual ones where it names none."""
    return GateRules.model_validate(settings.get("gate") or {})


def reasons(rules: GateRules, catalogue: Mapping[str, int]) -> list[str]:
    """Say why a run should be looked at. catalogue: the counts of the difference."""
    found = ["Every run of this source waits for a person."] if rules.always else []
    before = catalogue["source_before"]
    if before >= rules.fewest and catalogue["removed"] > rules.products_gone * before:
        found.append(
            f"{catalogue['removed']:,} of {before:,} products would vanish, more than {rules.products_gone:.0%}."
        )
    variants, prices = catalogue["source_variants"], catalogue["prices"]
    if variants >= rules.fewest and prices > rules.prices_changed * variants:
        found.append(f"{prices:,} of {variants:,} prices would change, more than {rules.prices_changed:.0%}.")
    return found


def lost_reason(rules: GateRules, lost: Sequence[str]) -> str | None:
    """Say why lost questions hold a run up; None while they are few enough."""
    if len(lost) <= rules.questions_lost:
        return None
    first = f"“{lost[0]}”" + (f" and {len(lost) - 1} more" if len(lost) > 1 else "")
    return f"Test questions that are answered now would not be any more: {first}."
