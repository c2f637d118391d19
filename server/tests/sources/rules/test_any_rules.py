"""Whatever the rules and whatever the record: they end, give the same for the same, and never crash."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.sources.records import Resource
from aisle.sources.records.coding import from_data, to_data
from aisle.sources.rules.errors import InvalidRules
from aisle.sources.rules.outcomes import Dropped, Refused, Transformed
from aisle.sources.rules.service import Rules, transform

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["1,5 kg", "19.99", "€", "EUR", "2026-11-20T10:00:00Z", "NaN", "1e999", "\0", "a" * 5000, ""]
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["id", "a", "amount", "currency"]), inner, max_size=3),
    ),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    [
        "id",
        "title",
        "brand",
        "tags",
        "tags[*]",
        "attributes",
        "attributes['x']",
        "variants[*].price",
        "variants[*].sku",
        "variants[*].options['size']",
        "state",
        "rating",
        "created_at",
        "pictures[*].url",
        "variants",
    ]
)
OPERANDS = st.one_of(
    FIELDS,
    st.sampled_from(
        ["$", "@", "null", "true", "variants[?stock > 0].sku", "$.variants[*].price.amount", "tags[-1]"]
    ),
    st.integers(0, 10**12).map(str),
    st.text(alphabet="ab€ %d.,'\\", max_size=6).map(lambda text: json.dumps(text, ensure_ascii=False)),
)
CALLS = st.sampled_from(
    ["text({0})", "lower({0})", "slug({0})", "words({0})", "number({0}, {1})", "round({0}, {1})", "sum({0}, {1})", "whole({0})",
     "amount({0}, {1})", "minor({0}, {1})", "convert({0}, 'kg', {1})", "time({0})", "time({0}, {1})", "time({0}, 'seconds')",
     "join({0}, {1})", "split({0}, {1})", "cut({0}, {1}, 3)", "replace({0}, {1}, 'xx')", "flat({0})", "unique({0})", "first({0})",
     "map({0}, {1})", "pairs({0}, {1}, {1})", "if({0}, {1}, 1)", "coalesce({0}, {1})", "any({0}, {1})", "length({0})",
     "matches({0}, '(a+)+$')", "extract({0}, '(\\\\d+)')", "substitute({0}, 'a*', 'b')", "[{0}, {1}]", "{{k: {0}}}",
     "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} == {1}", "{0} < {1}", "{0} in {1}", "not {0} or {1}", "-({0})"]
)  # fmt: skip
EXPRESSIONS = st.recursive(
    OPERANDS,
    lambda inner: st.tuples(CALLS, inner, inner).map(lambda made: f"({made[0].format(made[1], made[2])})"),
    max_leaves=6,
)
RULES = st.one_of(
    st.fixed_dictionaries({"do": st.just("compute"), "field": FIELDS, "value": EXPRESSIONS}),
    st.fixed_dictionaries({"do": st.just("constant"), "field": FIELDS, "value": VALUES}),
    st.fixed_dictionaries({"do": st.sampled_from(["trim", "remove", "join"]), "field": FIELDS}),
    st.fixed_dictionaries({"do": st.just("rename"), "from": FIELDS, "to": FIELDS}),
    st.fixed_dictionaries({"do": st.just("map"), "field": FIELDS, "values": st.dictionaries(TEXTS, VALUES, min_size=1)}),
    st.fixed_dictionaries({"do": st.just("split"), "field": FIELDS, "by": st.sampled_from([",", " ", "a"])}),
    st.fixed_dictionaries({"do": st.just("unit"), "field": FIELDS, "to": st.just("g"), "unit": st.just("kg")}),
    st.fixed_dictionaries({"do": st.just("money"), "field": FIELDS, "scale": st.sampled_from(["minor", "major"])}),
    st.fixed_dictionaries(
        {"do": st.just("replace"), "field": FIELDS, "pattern": st.sampled_from(["(a|aa)+$", ".*", "", "x*", "(?i)E"])}
    ),
    st.fixed_dictionaries(
        {"do": st.just("extract"), "field": FIELDS, "pattern": TEXTS, "otherwise": st.just("quarantine")}
    ),
    st.fixed_dictionaries({"do": st.just("time"), "field": FIELDS, "format": st.sampled_from(["iso", "seconds", "%d %y"])}),
    st.fixed_dictionaries({"do": st.sampled_from(["keep", "drop"]), "where": EXPRESSIONS}),
)  # fmt: skip
RECORDS = st.one_of(
    st.dictionaries(
        st.sampled_from(
            ["id", "handle", "title", "brand", "tags", "variants", "state", "attributes", "rating", "junk"]
        ),
        VALUES,
    ),
    st.fixed_dictionaries(
        {
            "id": st.just("7"),
            "handle": st.just("shoe"),
            "title": TEXTS,
            "brand": TEXTS,
            "tags": st.lists(TEXTS, max_size=3),
            "variants": st.lists(
                st.fixed_dictionaries(
                    {
                        "id": TEXTS,
                        "product_id": st.just("7"),
                        "stock": st.integers(-5, 5),
                        "price": st.fixed_dictionaries({"amount": TEXTS, "currency": TEXTS}),
                    }
                ),
                max_size=3,
            ),
        }
    ),
)


@settings(max_examples=400, deadline=None)
@given(rules=st.lists(RULES, min_size=1, max_size=4), record=RECORDS)
def test_rules_end_the_same_way_each_time_and_never_crash(rules, record):
    try:
        made = Rules([{"resource": "products", **rule} for rule in rules])
    except InvalidRules:
        return
    before = json.dumps(record)
    outcome = transform(made, Resource.PRODUCTS, record)
    assert outcome == transform(made, Resource.PRODUCTS, record)
    assert json.dumps(record) == before
    if isinstance(outcome, Transformed):
        # What comes out is what the database keeps and reads again.
        assert from_data(Resource.PRODUCTS, json.loads(json.dumps(outcome.data))) == outcome.record
        assert to_data(Resource.PRODUCTS, outcome.record) == outcome.data
        json.dumps(outcome.data, ensure_ascii=False).encode()
    else:
        assert isinstance(outcome, Dropped) or outcome.problems


@settings(max_examples=400, deadline=None)
@given(expression=st.one_of(st.text(max_size=60), EXPRESSIONS), record=RECORDS)
def test_any_text_is_read_as_an_expression_or_refused(expression, record):
    rule = {"resource": "products", "do": "compute", "field": "brand", "value": expression or " "}
    try:
        made = Rules([rule])
    except InvalidRules:
        return
    assert isinstance(transform(made, Resource.PRODUCTS, record), (Transformed, Refused))


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){20}$", "^(a?){50}a{50}$"])
def test_patterns_that_run_away_elsewhere_end_at_once(pattern):
    rules = Rules(
        [{"resource": "products", "do": "replace", "field": "description", "pattern": pattern, "new": "-"}]
    )
    record = {"id": "1", "handle": "x", "title": "x", "description": "a" * 100_000 + "!"}
    assert isinstance(transform(rules, Resource.PRODUCTS, record), (Transformed, Refused))


def test_a_pattern_with_very_many_matches_in_a_very_long_text_is_refused():
    rules = Rules([{"resource": "products", "do": "replace", "field": "description", "pattern": "x*y|x"}])
    record = {"id": "1", "handle": "x", "title": "x", "description": "x" * 400_000}
    outcome = transform(rules, Resource.PRODUCTS, record)
    assert isinstance(outcome, Refused)
    assert outcome.problems[0].code == "too_much_work"


@given(
    amount=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
)
def test_amounts_keep_every_digit(amount):
    rules = Rules([{"resource": "prices", "do": "money", "field": "price"}])
    data = {"id": "1", "price": {"amount": str(amount), "currency": "eur"}}
    outcome = transform(rules, Resource.PRICES, data)
    assert isinstance(outcome, Transformed)
    assert Decimal(outcome.data["price"]["amount"]) == amount
