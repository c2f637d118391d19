"""The language of expressions."""

from decimal import Decimal

import pytest

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import Scope, parse
from aisle.sources.rules.work import Work

RECORD = {
    "name": "Café “Größe”",
    "price": "19.99",
    "n": 3,
    "none": None,
    "odd key": 5,
    "items": [
        {"code": "a", "qty": 1, "sub": [1, 2]},
        {"code": "b", "qty": 2},
        {"code": "a", "qty": 5, "sub": [3]},
    ],
    "html": "<p>Warm &amp; <b>dry</b></p><script>1",
}


def computed(expression, record=RECORD):
    return parse(expression).value(Scope(record, record, Work()))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("-n * -2", Decimal(6)),
        ("0.1 + 0.2 == 0.3", True),
        ("price * 3", Decimal("59.97")),
        ("none + 1", None),
        ("none == null and not none", True),
        ("none < 1 or missing > 1", False),
        ("n == '3.0'", True),
        ("true == 1", False),
        ("['odd key'][0]", "odd key"),
        ("@['odd key']", 5),
        ("items[?code == 'a' and qty > 1].qty", [5]),
        ("items[?code == 'a' and @.qty > $.n].code", ["a"]),
        ("items[*].sub[*]", [1, 2, 3]),
        ("items[-1].qty + items[9].qty", None),
        ("items[-1].qty", 5),
        ("sum(items[*].qty) / 4", Decimal(2)),
        ("pairs(items, code, qty)", {"a": 1, "b": 2}),
        (
            "map(items, {c: upper(code), n: qty})",
            [{"c": "A", "n": 1}, {"c": "B", "n": 2}, {"c": "A", "n": 5}],
        ),
        ("join(unique(items[*].code), '/')", "a/b"),
        ("coalesce(missing, '', [], 0, 1)", Decimal(0)),
        ("if(n > 2, 'many', 1 / 0)", "many"),
        ("all(items, qty > 0) and any(items, qty > 4)", True),
        ("words(html)", "Warm & dry 1"),
        ("slug(name)", "café-größe"),
        ("extract(name, '“(.+)”')", "Größe"),
        ("substitute(name, '(?i)CAFÉ', 'Bar')", "Bar “Größe”"),
        ("cut(name, 0, 4)", "Café"),
        ("'x' in 'text' and 'a' in items[*].code", True),
        ("time('2026-03-29 02:30:00', '%Y-%m-%d %H:%M:%S', 'Asia/Kolkata')", "2026-03-28T21:00:00Z"),
        ("time(1763719200123, 'milliseconds')", "2025-11-21T10:00:00.123000Z"),
        ("time('Mon, 11 Mar 2019 15:17:25 +0000', 'rfc2822')", "2019-03-11T15:17:25Z"),
        ("minor(1999, 'eur')", {"amount": "19.99", "currency": "EUR"}),
        ("amount(9.995, '€')", {"amount": "9.995", "currency": "EUR"}),
        ("number('1.299,50', ',')", Decimal("1299.50")),
        ("convert(2, 'lbs', 'g')", Decimal("907.18474")),
        ("round(2.5) + round(-2.5)", Decimal(0)),
        ("state('completed', 'Fertig')", {"known": "completed", "said": "Fertig"}),
    ],
)
def test_values(expression, value):
    assert computed(expression) == value


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("name * 2", "not_a_number"),
        ("1 / 0", "not_computable"),
        ("1 / (n - 3)", "not_computable"),
        ("items + 1", "not_a_number"),
        ("lower(items)", "not_a_text"),
        ("minor(1, 'euros')", "no_such_currency"),
        ("convert(1, 'kg', 'cm')", "other_quantity"),
        ("round(n, 99)", "not_computable"),
        ("time('yesterday')", "not_a_time"),
        ("time('2026-01-01', 'iso', '../etc/passwd')", "not_a_time"),
        ("number('" + "9" * 60 + "')", "not_a_number"),
    ],
)
def test_what_cannot_be_computed_is_told_with_a_code(expression, code):
    with pytest.raises(CannotApply) as caught:
        computed(expression)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "expression",
    [
        "items[?all($.items, all($.items, all($.items, all($.items, qty > 0))))]",
        "map(items, map($.items, map($.items, map($.items, $.items))))",
    ],
)
def test_work_within_work_ends_at_a_bound(expression):
    record = {"items": [{"qty": 1}] * 100}
    with pytest.raises(CannotApply) as caught:
        computed(expression, record)
    assert caught.value.code == "too_much_work"


def test_texts_do_not_grow_without_bound():
    with pytest.raises(CannotApply) as caught:
        computed("replace(x, 'a', 'bbbbbbbbbbbbbbbb')", {"x": "a" * 1_000_000})
    assert caught.value.code == "too_long"
