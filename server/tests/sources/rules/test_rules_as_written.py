"""Rules that cannot be used are told when they are written, all at once, each with its place."""

import pytest

from aisle.sources.rules.errors import InvalidRules
from aisle.sources.rules.service import Rules


def wrong(*rules, resource="products"):
    with pytest.raises(InvalidRules) as caught:
        Rules([{"resource": resource, **rule} for rule in rules])
    return caught.value.extra["errors"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"do": "compute", "field": "brand", "value": "__import__('os')"}, "no function '__import__'"),
        ({"do": "compute", "field": "brand", "value": "brand +"}, "expected a value, found the end"),
        ({"do": "compute", "field": "brand", "value": "if(brand)"}, "2 to 3 arguments, not 1"),
        ({"do": "compute", "field": "brand", "value": "(" * 50 + "1" + ")" * 50}, "more than 40 deep"),
        ({"do": "compute", "field": "brand", "value": "1" + "+1" * 150}, "at most 100 operators"),
        ({"do": "compute", "field": "brand", "value": "matches(brand, title)"}, "cannot be computed"),
        ({"do": "compute", "field": "colour", "value": "1"}, "no field 'colour'"),
        ({"do": "compute", "field": "variants[0].price", "value": "1"}, "names no field"),
        ({"do": "replace", "field": "brand", "pattern": r"(a+)+\1"}, "cannot be used"),
        ({"do": "replace", "field": "brand", "pattern": "(?=x)"}, "cannot be used"),
        ({"do": "replace", "field": "brand", "pattern": "x", "new": r"\3"}, "are the groups"),
        ({"do": "unit", "field": "brand", "to": "stone"}, "not a known unit"),
        ({"do": "money", "field": "variants[*].price", "to": "EURO"}, "not the code of a currency"),
        ({"do": "time", "field": "created_at", "zone": "Mars/Base"}, "no time zone"),
        ({"do": "rename", "from": "variants[*].sku", "to": "brand"}, "the same elements"),
    ],
)
def test_what_is_wrong_is_said(rule, said):
    (error,) = wrong(rule)
    assert said in error["reason"]
    assert error["rule"] == "rule-1"


def test_all_rules_are_looked_at_before_anything_is_said():
    errors = wrong(
        {"do": "trim", "field": "nope"},
        {"do": "trim", "field": "brand", "id": "twice"},
        {"do": "trim", "field": "title", "id": "twice"},
    )
    assert [error["rule"] for error in errors] == ["rule-1", "twice"]


@pytest.mark.parametrize(
    "rules",
    [
        [{"resource": "products", "do": "eval", "field": "brand"}],
        [{"resource": "planets", "do": "trim", "field": "brand"}],
        [{"resource": "products", "do": "trim"}],
        [{"resource": "products", "do": "trim", "field": "brand", "extra": 1}],
        [{"resource": "products", "do": "trim", "field": "brand"}] * 301,
        {"do": "trim"},
        None,
    ],
    ids=["no such rule", "no such resource", "no field", "an unknown key", "too many", "no list", "nothing"],
)
def test_what_is_not_written_as_rules_are_is_refused(rules):
    with pytest.raises(InvalidRules) as caught:
        Rules(rules)
    assert caught.value.extra["errors"]
