"""What models can do and what they cost, by name and day; an operator's file stands before ours."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.llm.catalogue import Ability, ModelCard, ModelsFileRefused, Price, cost, load_catalogue
from aisle.llm.catalogue.reading import read_catalogue
from aisle.llm.usage import Usage

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 1, 1)
OURS = load_catalogue()


def card(*prices: Price) -> ModelCard:
    return ModelCard("stub", "openai", prices=prices)


def priced(given_input, output, **more) -> Price:
    return Price(Decimal(given_input), Decimal(output), DAY, **more)


def amount(usage: Usage, model: ModelCard, at: datetime = NOON) -> Decimal | None:
    found = cost(usage, model, at)
    return None if found is None else found.amount


# What is known -----------------------------------------------------------------------------------------------------------


def test_a_model_is_found_by_its_name_and_provider():
    found = OURS.find("anthropic", "claude-opus-5-5")
    assert (found.is_known, found.context_tokens) == (True, 1_000_000)
    assert Ability.VISION in found.can
    assert Ability.FORCED_TOOLS in found.cannot


@pytest.mark.parametrize(
    ("provider", "name", "snapshot"),
    [("openai", "gpt-4.1-mini", "-2025-04-14"), ("anthropic", "claude-haiku-4-5", "-20251001")],
)
def test_a_dated_snapshot_costs_what_its_model_costs(provider, name, snapshot):
    found = OURS.find(provider, name + snapshot)
    assert (found.name, found.prices) == (name + snapshot, OURS.find(provider, name).prices)
    assert found.prices


def test_the_same_name_elsewhere_has_no_price_of_ours():
    found = OURS.find("localhost:8000", "gpt-4.1-mini")
    assert (found.is_known, found.prices, found.can) == (False, (), frozenset())


def test_a_new_model_of_a_family_can_what_the_family_can_and_costs_nobody_knows_what():
    found = OURS.find("gemini", "gemini-9-ultra")
    assert (found.is_known, found.prices) == (False, ())
    assert Ability.TOOLS in found.can
    assert amount(Usage("gemini-9-ultra", 10, 10), found) is None


def test_of_a_model_that_nobody_knows_nothing_is_made_up():
    assert OURS.find("openai", "qwen3:8b") == ModelCard("qwen3:8b", "openai", is_known=False)


def test_every_price_of_ours_says_where_it_is_from_and_no_two_hold_at_once():
    for one in OURS.models:
        assert one.prices, one.name
        assert all(price.source for price in one.prices), one.name
        for day in {price.since + timedelta(days=more) for price in one.prices for more in (-1, 0, 1)}:
            for tokens in (0, 1, 100_000, 200_000, 200_001, 272_000, 272_001, 900_000):
                holding = [price for price in one.prices if price.holds(day, tokens)]
                assert len(holding) <= 1, (one.name, day, tokens)


def test_a_price_changes_with_the_day_in_utc():
    flash = OURS.find("gemini", "gemini-3.8-flash")
    usage = Usage(flash.name, 1_000_000, 1_000_000)
    last = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert amount(usage, flash, last) == Decimal("4.50")
    assert amount(usage, flash, last + timedelta(seconds=1)) == Decimal("9.00")
    in_tokyo = (last + timedelta(seconds=1)).astimezone(timezone(timedelta(hours=-5)))
    assert amount(usage, flash, in_tokyo) == Decimal("9.00")


def test_before_the_first_price_none_is_known():
    assert amount(Usage("stub", 1, 1), card(priced("1", "1")), datetime(2025, 12, 31, tzinfo=UTC)) is None


def test_large_prompts_have_prices_of_their_own_for_the_whole_call():
    model = card(priced("1", "2", up_to=100), priced("3", "4", above=100))
    assert amount(Usage("stub", 100, 1), model) == Decimal("0.000102")
    assert amount(Usage("stub", 101, 1), model) == Decimal("0.000307")


def test_a_prompt_beyond_the_known_sizes_has_no_known_price():
    assert amount(Usage("stub", 101, 1), card(priced("1", "2", up_to=100))) is None


# What it costs -----------------------------------------------------------------------------------------------------------


def test_every_kind_of_tokens_has_its_price():
    model = card(priced("10", "20", cached_read=Decimal(1), cached_write=Decimal(12), reasoning=Decimal(30)))
    usage = Usage("stub", 100, 50, 40, 10, 20)
    expected = 40 * 1 + 10 * 12 + 50 * 10 + 20 * 30 + 30 * 20
    assert amount(usage, model) == Decimal(expected) / 1_000_000


@pytest.mark.parametrize("usage", [Usage("stub"), Usage("stub", 1), Usage("stub", None, 1)])
def test_of_tokens_that_were_not_counted_no_cost_is_known(usage):
    assert amount(usage, card(priced("1", "1"))) is None


COUNTS = st.integers(0, 10**7)
PART = st.none() | COUNTS
AMOUNTS = st.decimals(0, 1000, places=4)
PRICES = st.builds(
    Price,
    AMOUNTS,
    AMOUNTS,
    st.just(DAY),
    st.none(),
    st.none() | AMOUNTS,
    st.none() | AMOUNTS,
    st.none() | AMOUNTS,
)


@given(prompt=COUNTS, completion=COUNTS, cached=PART, stored=PART, thought=PART, price=PRICES)
def test_a_cost_is_never_outside_of_its_dearest_and_cheapest_tokens(
    prompt, completion, cached, stored, thought, price
):
    found = amount(Usage("stub", prompt, completion, cached, stored, thought), card(price))
    reads = [one for one in (price.input, price.cached_read, price.cached_write) if one is not None]
    writes = [one for one in (price.output, price.reasoning) if one is not None]
    assert found is not None
    assert prompt * min(reads) + completion * min(writes) <= found * 1_000_000
    assert found * 1_000_000 <= prompt * max(reads) + completion * max(writes)


@given(one=st.tuples(COUNTS, COUNTS), other=st.tuples(COUNTS, COUNTS), price=PRICES)
def test_two_calls_cost_what_they_cost_together(one, other, price):
    model = card(price)
    both = tuple(a + b for a, b in zip(one, other, strict=True))
    parts = amount(Usage("stub", *one), model) + amount(Usage("stub", *other), model)
    assert parts == amount(Usage("stub", *both), model)


@given(prompt=COUNTS, cached=COUNTS, price=PRICES)
def test_a_cheaper_cache_never_makes_a_call_dearer(prompt, cached, price):
    model = card(price)
    if price.cached_read is not None and price.cached_read <= price.input:
        assert amount(Usage("stub", prompt, 0, cached), model) <= amount(Usage("stub", prompt, 0), model)


# The operator's file -----------------------------------------------------------------------------------------------------

OWN = """
[[model]]
name = "gpt-4.1-mini"
provider = "openai"
[[model.price]]
from = 2026-01-01
input = 0.1
output = "0.2"
currency = "EUR"

[[model]]
name = "qwen3:8b"
provider = "localhost:11434"
can = ["tools"]
context_tokens = 8192
"""


def test_rows_of_the_operator_stand_before_ours(tmp_path):
    path = tmp_path / "models.toml"
    path.write_text(OWN)
    found = load_catalogue(path)
    own = found.find("openai", "gpt-4.1-mini")
    paid = cost(Usage(own.name, 1_000_000, 0), own, NOON)
    assert (paid.amount, paid.currency) == (Decimal("0.1"), "EUR")
    assert found.find("localhost:11434", "qwen3:8b").context_tokens == 8192
    assert found.find("openai", "gpt-4.1").prices == OURS.find("openai", "gpt-4.1").prices


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("model = [", "is not TOML"),
        ('[[model]]\nname = "a"\nprovider = "b"\nmagic = 1', "model.0.magic"),
        ('[[model]]\nname = "a"\nprovider = "b"\ncan = ["fly"]', "model.0.can"),
        (
            '[[model]]\nname = "a"\nprovider = "b"\ncan = ["tools"]\ncannot = ["tools"]',
            "under can and under cannot",
        ),
        (
            '[[model]]\nname = "a"\nprovider = "b"\nprice = [{from = 2026-01-01, input = -1, output = 1}]',
            "input",
        ),
        (
            '[[model]]\nname = "a"\nprovider = "b"\nprice = [{from = 2026-01-01, input = nan, output = 1}]',
            "input",
        ),
        ('[[model]]\nname = "a"\nprovider = "b"\nprice = [{input = 1, output = 1}]', "price.0.from"),
    ],
)
def test_a_file_that_is_not_of_the_form_is_refused_with_its_faults(tmp_path, text, said):
    path = tmp_path / "models.toml"
    path.write_text(text)
    with pytest.raises(ModelsFileRefused, match=said):
        load_catalogue(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ModelsFileRefused, match="cannot be read"):
        load_catalogue(tmp_path / "none.toml")


def test_amounts_are_read_exactly():
    [model] = read_catalogue(OWN).models[:1]
    assert model.prices[0].input == Decimal("0.1")
