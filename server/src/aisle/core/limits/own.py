"""Rules that an organization sets for itself: checked before they are kept."""

from collections.abc import Mapping
from typing import Any

from aisle.core.errors import Conflict, InvalidInput
from aisle.core.limits.rules import RuleWish, rules_of, tighter
from aisle.core.limits.types import Rule


class LaxerRule(InvalidInput):
    """A rule of an organization would let more through than the installation does."""

    code = "rate_limit_laxer"
    title = "An organization's own rate limit can only be tighter"


class NothingCounted(Conflict):
    """The installation counts nothing, so no rule would hold."""

    code = "rate_limits_off"
    title = "Rate limits are off in this installation"


def tightened(rules: tuple[Rule, ...], wishes: Mapping[str, RuleWish]) -> tuple[Rule, ...]:
    """Return the rules that an organization wishes for itself, written out in full.

    rules: of the installation. Raises LaxerRule, NothingCounted, InvalidInput for a new rule that says too little.
    """
    if wishes and not rules:
        raise NothingCounted("The operator has turned rate limits off; an organization's own would not hold.")
    known = {rule.name: rule for rule in rules}
    return tuple(_tightened(name, wish, known.get(name)) for name, wish in wishes.items())


def written(rules: tuple[Rule, ...]) -> dict[str, dict[str, Any]]:
    """Return rules by name, in the form of wishes."""
    return {
        one.name: {
            "per": one.per.value,
            "of": one.of.value,
            "most": one.most,
            "seconds": one.seconds,
            "burst": one.burst,
        }
        for one in rules
    }


def _tightened(name: str, wish: RuleWish, ours: Rule | None) -> Rule:
    try:
        [wanted] = rules_of({name: wish}, (ours,) if ours else ())
    except ValueError as error:
        raise InvalidInput(f"{error}.") from None
    if ours is None:
        return wanted
    if (wanted.per, wanted.of) != (ours.per, ours.of):
        raise InvalidInput(f"“{name}” counts {ours.of} per {ours.per}; give a rule for others another name.")
    if wanted.interval < ours.interval * (1 - 1e-9) or (wish.burst or 0) > ours.burst:
        raise LaxerRule(
            f"“{name}” lets through {ours.most:,} {ours.of} in {ours.seconds:g} seconds, {ours.burst:,} at once; "
            "yours may let through less, not more.",
            rule=name,
        )
    return tighter(wanted, ours)
