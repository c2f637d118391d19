"""What was spent, and budgets, from the command line."""

import pytest


@pytest.fixture
def slug(new_shop) -> str:
    return new_shop()["slug"]


def test_budgets_are_set_listed_and_deleted(aisle, slug):
    money = aisle("budgets", "set", "month", "200USD", "-s", slug, "--json").gives()
    assert (money["amount"], money["currency"], money["spent"]) == ("200", "USD", "0")
    tokens = aisle("budgets", "set", "day", "10_000", "-s", slug, "--json").gives()
    listed = aisle("budgets", "list", "-s", slug, "--json").gives()
    assert {one["id"] for one in listed} == {money["id"], tokens["id"]}
    assert "0 of 200 USD" in aisle("budgets", "list", "-s", slug).says()
    assert aisle("budgets", "delete", tokens["id"], "-s", slug).says() == "The budget is deleted.\n"
    aisle("budgets", "delete", tokens["id"], "-s", slug, "--json").refuses(3, "budget_not_found")


def test_what_is_no_budget_is_refused(aisle, slug):
    for limit in ("much", "5usd", "-1"):
        aisle("budgets", "set", "month", "--json", "-s", slug, "--", limit).refuses(2, "invalid_input")
    aisle("budgets", "list", "--json").refuses(2, "invalid_input")


def test_usage_of_a_store_that_spent_nothing_is_nothing(aisle, slug):
    found = aisle("usage", "show", "-s", slug, "--by", "model", "--json").gives()
    assert (found["items"], found["totals"]["calls"]) == ([], 0)
    assert aisle("usage", "show", "-s", slug, "--csv").says().startswith("key,calls,failed")
    aisle("usage", "show", "-s", slug, "--from", "2026-02-02", "--to", "2026-02-01", "--json").refuses(
        2, "usage_span_refused"
    )
