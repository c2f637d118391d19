"""The usual rules, and how settings and organizations change them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aisle.core.limits.types import Of, Per, Rule

log = structlog.get_logger()
USUAL = (
    Rule("key", Per.KEY, Of.REQUESTS, 3_000, 60, 1_000),
    Rule("user", Per.USER, Of.REQUESTS, 300, 60, 150),
    Rule("address", Per.ADDRESS, Of.REQUESTS, 1_200, 60, 600),
    Rule("store", Per.STORE, Of.REQUESTS, 12_000, 60, 4_000),
    Rule("organization", Per.ORGANIZATION, Of.REQUESTS, 30_000, 60, 10_000),
    Rule("user-tokens", Per.USER, Of.TOKENS, 200_000, 60, 200_000),
    Rule("organization-tokens", Per.ORGANIZATION, Of.TOKENS, 2_000_000, 60, 2_000_000),
)
OFF = dict.fromkeys(rule.name for rule in USUAL)


class RuleWish(BaseModel):
    """What is to be otherwise about a rule; a rule of a new name says whom it limits and what it counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int | None = Field(None, ge=1, le=10**9)
    seconds: float | None = Field(None, ge=1, le=86_400)
    burst: int | None = Field(None, ge=1, le=10**9)
    per: Per | None = None
    of: Of | None = None


Wishes = Mapping[str, RuleWish | None]


def rules_of(wishes: Wishes, usual: tuple[Rule, ...] = USUAL) -> tuple[Rule, ...]:
    """Return the usual rules as changed; None takes a rule away. Raises ValueError for a new rule that says too little."""
    known = {rule.name: rule for rule in usual}
    for name, wish in wishes.items():
        if wish is None:
            known.pop(name, None)
        else:
            known[name] = _changed(name, known.get(name), wish)
    return tuple(known.values())


def _changed(name: str, rule: Rule | None, wish: RuleWish) -> Rule:
    if rule is None:
        return _new(name, wish)
    most, usual_burst = wish.most or rule.most, wish.most or rule.burst
    seconds = wish.seconds or rule.seconds
    return Rule(name, wish.per or rule.per, wish.of or rule.of, most, seconds, wish.burst or usual_burst)


def _new(name: str, wish: RuleWish) -> Rule:
    if wish.per is None or wish.of is None or wish.most is None:
        raise ValueError(f"the new rule “{name}” needs per, of and most")
    return Rule(name, wish.per, wish.of, wish.most, wish.seconds or 60, wish.burst or wish.most)


def stricter(rules: tuple[Rule, ...], own: Any) -> tuple[Rule, ...]:
    """Return the rules with those that an organization sets itself; it can be stricter with itself, never laxer."""
    if not isinstance(own, dict):
        return rules
    try:
        wishes = {str(name): RuleWish.model_validate(wish) for name, wish in own.items()}
        wanted = {rule.name: rule for rule in rules_of(wishes, rules)}
    except (ValidationError, ValueError):
        log.warning("limits.organization_rules_unreadable")
        return rules
    known = {rule.name: rule for rule in rules}
    return tuple(tighter(rule, known.get(name)) for name, rule in wanted.items())


def counted(rules: tuple[Rule, ...], own: Any) -> tuple[Rule, ...]:
    """Return the installation's rules, and beside them those that an organization has made tighter or added.

    The installation's go on counting: what is spent in one organization counts there against an address or a person.
    """
    return (*rules, *(replace(one, is_own=True) for one in stricter(rules, own) if one not in rules))


def tighter(wanted: Rule, ours: Rule | None) -> Rule:
    """Return the wanted rule, in rate and burst held to ours of the same name."""
    if ours is None:
        return wanted
    slower = wanted if wanted.interval > ours.interval else ours
    burst = min(wanted.burst, ours.burst)
    return Rule(ours.name, ours.per, ours.of, slower.most, slower.seconds, burst)
