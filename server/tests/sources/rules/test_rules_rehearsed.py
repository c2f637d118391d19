"""What rules would do is shown before they are relied on."""

from aisle.sources.records import Resource
from aisle.sources.rules.dry_run import rehearse
from aisle.sources.rules.service import Rules

RULES = [
    {"resource": "products", "do": "drop", "where": "'internal' in tags", "id": "internal"},
    {"resource": "products", "do": "trim", "field": "title", "id": "tidy"},
    {"resource": "products", "do": "check", "that": "brand", "says": "No brand.", "field": "brand"},
]


def test_each_record_is_shown_as_it_was_and_would_be_with_who_did_it():
    records = [
        {"id": "1", "handle": "a", "title": " A  b ", "brand": "X"},
        {"id": "2", "handle": "b", "title": "B", "tags": ["internal"]},
        {"id": "3", "handle": "c", "title": "C"},
    ]
    changed, dropped, refused = rehearse(Rules(RULES), Resource.PRODUCTS, records)
    assert (changed.before["title"], changed.after["title"]) == (" A  b ", "A b")
    assert changed.lineage == {"title": ["tidy"]}
    assert (dropped.after, dropped.dropped_by) == (None, "internal")
    assert refused.after is None
    assert [(one.code, one.field, one.rule) for one in refused.problems] == [
        ("rule_check", "brand", "rule-3")
    ]
