"""Rules as data: what settings and organizations may change."""

import json

import pytest

from aisle.core.limits.rules import OFF, USUAL, RuleWish, rules_of, stricter
from aisle.core.limits.types import Draw, Of, Per, Rule, Standing
from aisle.core.settings import SettingsRefused, load_settings

KEY = Rule("key", Per.KEY, Of.REQUESTS, 100, 60, 50)


def loaded(monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, Rule]:
    monkeypatch.setenv("AISLE_RATE_LIMITS", text)
    return {rule.name: rule for rule in rules_of(load_settings(_env_file=None).rate_limits)}


def test_usual_rules_hold_without_settings() -> None:
    assert rules_of({}) == USUAL
    assert {rule.per for rule in USUAL} == set(Per)
    assert {rule.of for rule in USUAL} == set(Of)
    assert len({rule.name for rule in USUAL}) == len(USUAL)


def test_setting_changes_takes_away_and_adds(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {"key": {"most": 10}, "address": None, "hourly": {"per": "user", "of": "requests", "most": 100}}
    rules = loaded(monkeypatch, json.dumps(more))
    assert (rules["key"].most, rules["key"].seconds, rules["key"].burst) == (10, 60, 10)
    assert "address" not in rules
    assert rules["hourly"] == Rule("hourly", Per.USER, Of.REQUESTS, 100, 60, 100)
    assert rules["store"] in USUAL


def test_off_takes_every_rule_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, "off") == {}
    assert rules_of(OFF) == ()


@pytest.mark.parametrize(
    "text",
    ["[]", "on", "{", '{"key": 5}', '{"key": {"most": 0}}', '{"key": {"least": 1}}', '{"new": {"most": 5}}'],
)
def test_setting_that_is_no_rule_stops_the_start(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with pytest.raises(SettingsRefused, match="AISLE_RATE_LIMITS"):
        loaded(monkeypatch, text)


def test_organization_is_never_laxer_with_itself() -> None:
    lax = {"key": {"most": 1_000, "burst": 1_000, "seconds": 1}}
    assert stricter((KEY,), lax) == (KEY,)
    own = {"key": {"most": 10}, "mine": {"per": "store", "of": "requests", "most": 5}}
    assert [(rule.most, rule.burst) for rule in stricter((KEY,), own)] == [(10, 10), (5, 5)]


def test_organization_cannot_turn_a_rule_to_other_subjects() -> None:
    assert stricter((KEY,), {"key": {"per": "store", "of": "tokens"}}) == (KEY,)


@pytest.mark.parametrize("own", [None, [], "off", {"key": None}, {"key": {"most": "x"}}, {"new": {}}])
def test_nonsense_leaves_the_usual_rules(own: object) -> None:
    assert stricter((KEY,), own) == (KEY,)


def test_changing_only_the_burst_keeps_the_rate() -> None:
    assert rules_of({"key": RuleWish(burst=7)}, (KEY,)) == (Rule("key", Per.KEY, Of.REQUESTS, 100, 60, 7),)


def test_standing_says_what_is_left_and_how_long_to_wait() -> None:
    draw = Draw(b"", KEY.interval, KEY.burst)
    fresh, last, full = (Standing(KEY, draw, debt) for debt in (0.0, 49 * 0.6, 50 * 0.6))
    assert (fresh.left(admitted=True), fresh.wait, fresh.reset(admitted=True)) == (49, 0.0, 1)
    assert (last.left(admitted=True), last.wait) == (0, 0.0)
    assert full.wait == pytest.approx(0.6)
    assert full.left(admitted=False) == 0
