"""Searching through the API: facets, orders, pages, explanations, and whatever nobody should send."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_shops import Caller, Json, Shop, Site, check_problem, problem_code

FIELDS = [
    "price",
    "rating",
    "stock",
    "brand",
    "tag",
    "category",
    "size",
    "colour",
    "attribute.Weight",
    "source",
]
OPS = ["eq", "in", "not", "lte", "lt", "gte", "between"]


async def find(caller: Caller, **body: Any) -> Json:
    answer = await caller.post("/products/search", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def handles(found: Json) -> list[str]:
    return [item["product"]["handle"] for item in found["items"]]


async def test_shoppers_browse_products_with_facets_and_orders(shop: Shop) -> None:
    everything = await find(shop.shopper, facets=["*"], sort="price_asc")
    assert everything["total"] == {"product": {"value": len(handles(everything)), "relation": "exact"}}
    prices = [float(item["product"]["price"]["amount"]) for item in everything["items"]]
    assert prices == sorted(prices)
    brands = next(one for one in everything["facets"] if one["field"] == "brand")
    for one in brands["values"]:
        limits = [{"field": "brand", "op": "eq", "value": one["value"]}]
        assert (await find(shop.shopper, filters=limits))["total"]["product"]["value"] == one["count"]


async def test_shoppers_do_not_search_passages(shop: Shop) -> None:
    check_problem(await shop.shopper.post("/search", json={"query": "returns"}), 403, "forbidden")
    found = await find(shop.shopper, query="send goods back", kinds=["passage"])
    assert {item["kind"] for item in found["items"]} <= {"product"}


async def test_measures_compare_across_units(shop: Shop) -> None:
    limits = [{"field": "attribute.Weight", "op": "lte", "value": "1100 g"}]
    found = await find(shop.reader, query="rucksack", filters=limits)
    assert handles(found)[:1] == ["fell-28"]
    assert "crag-45" not in handles(found)


@pytest.mark.parametrize("op", ["lte", "lt", "gte", "between"])
async def test_a_limit_on_an_attribute_of_words_is_refused(site: Site, op: str) -> None:
    """It would let nothing through, and nobody would know why."""
    shop = await site.open_shop()
    sock = {"handle": "sock", "title": "Sock", "price": "9", "attributes": {"Material": "wool"}}
    await shop.import_products([sock])
    values = ["1 kg", "2 kg"] if op == "between" else "2 kg"
    limits = [{"field": "attribute.Material", "op": op, "value": values}]
    answer = await shop.reader.post("/products/search", json={"query": "rucksack", "filters": limits})
    problem = check_problem(answer, 422, "filter_invalid")
    assert problem["detail"].startswith("“attribute.Material” holds words and no measures here")


@pytest.mark.parametrize("value", [40, [40], None, {"a": 1}, 1.5, True])
async def test_a_value_that_is_no_text_is_refused_in_words_for_people(shop: Shop, value: Any) -> None:
    for path in ("/products/search", "/search"):
        limits = [{"field": "price", "op": "lte", "value": value}]
        body = {"query": "rucksack", "filters": limits}
        answer = await shop.secret.post(path, json=body)
        problem = check_problem(answer, 422, "invalid_input")
        assert "filters.0.value: a filter's value is text, or a list of texts" in problem["detail"]
        assert "function" not in problem["detail"]
        assert "Value error" not in problem["detail"]


async def test_an_explanation_says_which_words_legs_and_limits(shop: Shop) -> None:
    limits = [
        {"field": "price", "op": "lte", "value": "100"},
        {"field": "brand", "op": "eq", "value": "pike"},
    ]
    found = await find(shop.reader, query="waterproof rucksack", filters=limits, explain=True)
    why = found["items"][0]["explain"]
    matched = {one["field"]: one["words"] for one in why["matched"]}
    assert matched["title"] == ["rucksack"]
    assert matched["tag"] == ["waterproof"]
    assert {one["field"]: one["found"] for one in why["filters"]} == {"price": "95.00 GBP", "brand": "Pike"}
    assert set(why["legs"]) == {"words", "meaning"}
    assert found["items"][0]["offer"] in why["offers"]
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert 0 < found["weights"]["meaning"] < found["weights"]["words"]
    score = sum(found["weights"][leg] * why["legs"][leg]["score"] for leg in why["legs"])
    assert found["items"][0]["score"] == pytest.approx(score, abs=1e-4)


async def test_pages_follow_each_other_to_the_end(shop: Shop) -> None:
    whole = handles(await find(shop.reader, sort="title_asc", limit=50))
    seen, cursor = [], None
    while True:
        page = await find(shop.reader, sort="title_asc", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += handles(page)
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["items"]) == 2
    assert seen == whole


async def test_a_cursor_of_another_shop_is_refused(shop: Shop, own_shop: Shop) -> None:
    cursor = (await find(shop.reader, limit=1))["next_cursor"]
    answer = await own_shop.reader.post("/products/search", json={"limit": 1, "cursor": cursor})
    check_problem(answer, 422, "invalid_cursor")


@pytest.mark.parametrize(
    ("body", "near"),
    [
        ({"sort": "prize_asc"}, "price_asc"),
        ({"sort": "price_asc; --"}, "price_asc"),
        ({"sort": "attribute.Wieght_asc"}, "attribute.Weight_asc"),
        ({"facets": ["barnd"]}, "brand"),
        ({"filters": [{"field": "attribute.Capcity", "op": "gte", "value": "40 L"}]}, "attribute.Capacity"),
        ({"filters": [{"field": "Price", "op": "lte", "value": "4"}]}, "price"),
    ],
)
async def test_unknown_names_are_refused_with_the_nearest(shop: Shop, body: Json, near: str) -> None:
    answer = await shop.reader.post("/products/search", json={"query": "rucksack", **body})
    check_problem(answer, 422, "unknown_field")
    assert answer.json()["did_you_mean"][0] == near
    assert near in answer.json()["detail"]


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "'",
            '"',
            "\\",
            "%",
            "_",
            "*",
            "' OR 1=1 --",
            "1; SELECT pg_sleep(9)",
            "\u0410",
            "ｐｒｉｃｅ",
            "\x00",
            "9" * 400,
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
)
FILTER = st.fixed_dictionaries(
    {
        "field": st.one_of(st.sampled_from(FIELDS), HOSTILE, HOSTILE.map(lambda name: f"attribute.{name}")),
        "op": st.one_of(st.sampled_from(OPS), HOSTILE),
        "value": st.one_of(HOSTILE, st.lists(HOSTILE, max_size=4)),
    }
)
BODY = st.fixed_dictionaries(
    {"query": HOSTILE},
    optional={
        "filters": st.lists(FILTER, max_size=4),
        "sort": st.one_of(HOSTILE, st.sampled_from(["price_asc", "newest", "attribute.Weight_desc"])),
        "facets": st.lists(st.one_of(HOSTILE, st.just("*"), st.sampled_from(FIELDS)), max_size=3),
        "cursor": HOSTILE,
        "mode": st.sampled_from(["hybrid", "semantic", "keyword"]),
        "explain": st.booleans(),
    },
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
async def test_nothing_that_is_sent_breaks_a_search(shop: Shop, data: st.DataObject) -> None:
    body = data.draw(BODY)
    try:
        json.dumps(body).encode()
    except UnicodeEncodeError:
        return
    for path in ("/search", "/products/search"):
        answer = await shop.reader.post(path, json=body)
        codes = ("invalid_input", "filter_invalid", "unknown_field", "invalid_cursor")
        assert answer.status_code == 200 or problem_code(answer) in codes, (body, answer.text)
