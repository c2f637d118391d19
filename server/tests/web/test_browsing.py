"""Comparing, browsing, what stands beside a product, and the shop's own questions and answers, through the API."""

from uuid import uuid4

import pytest
from web_shops import Json, Shop, check_problem

PRODUCTS: list[Json] = [
    {
        "handle": "heron-2", "title": "Heron 2", "category": "Tents/Light", "brand": "Heron", "price": "310", "stock": 2,
        "attributes": {"Weight": "1.9 kg", "Poles": "alloy", "Hydrostatic head": "3000 mm"}, "rating": "4.5", "rating_count": "12",
        "cross_sells": "heron-mat, MAT-9", "upsells": "dipper-2",
    },
    {
        "handle": "dipper-2", "title": "Dipper 2", "category": "Tents/Light", "brand": "Dipper", "price": "290", "stock": 0,
        "attributes": {"Weight": "1,650 g", "Poles": "alloy"}, "cross_sells": "heron-mat",
    },
    {
        "handle": "crane-3", "title": "Crane 3", "category": "Tents/Light", "brand": "Crane", "price": "330", "stock": 1,
        "attributes": {"Weight": "2.4 kg", "Poles": "steel"},
    },
    {
        "handle": "barn-4", "title": "Barn 4", "category": "Tents/Family", "brand": "Barn", "price": "500", "stock": 1,
        "attributes": {"Weight": "6 kg", "Poles": "steel"},
    },
    {"handle": "heron-mat", "title": "Heron mat", "category": "Mats", "price": "30", "stock": 9},
    {
        "handle": "peg-set", "title": "Peg set", "category": "Pegs", "sku": "MAT-9", "price": "9", "stock": 9,
        "attributes": {"Fits": "Crane 3, Barn 4"},
    },
    {"handle": "wool-socks", "title": "Wool socks", "category": "Clothing", "price": "12", "stock": 9},
]  # fmt: skip
QUESTIONS = """# Questions

## Can I send a tent back?

Yes, within 60 days of delivery, unused and in its bag.

## How do I dry a tent?

Hang it up indoors, away from heaters, until every seam is dry.
"""
AGAIN = """# Returns of tents

## Can I send a tent back?

Yes, within 60 days of delivery, unused and in its bag!
"""


@pytest.fixture(scope="module")
async def camp(site):
    """A shop of tents whose feed says what goes together."""
    shop = await site.open_shop()
    await shop.import_products(PRODUCTS)
    await shop.publish("Questions", QUESTIONS)
    await shop.publish("Returns of tents", AGAIN)
    return shop


async def ids(shop: Shop, *handles: str) -> list[str]:
    return [(await shop.product(handle))["id"] for handle in handles]


# comparing ----------------------------------------------------------------------------------------------------


async def test_a_comparison_aligns_units_and_says_what_differs_and_what_is_missing(camp: Shop) -> None:
    wanted = await ids(camp, "heron-2", "dipper-2", "barn-4")
    table = await camp.shopper.json(f"/products/compare?ids={','.join(wanted)}")
    assert [one["id"] for one in table["products"]] == wanted
    rows = {row["field"]: row for row in table["rows"]}
    weight = rows["attribute.Weight"]
    assert [cell["value"] for cell in weight["cells"]] == ["1.9 kg", "1,650 g", "6 kg"]
    assert [cell["aligned"] for cell in weight["cells"]] == ["1.9 kg", "1.65 kg", "6 kg"]
    assert (weight["differs"], weight["best"], weight["missing"]) == (True, [1], [])
    assert rows["price"]["best"] == [1]
    assert rows["attribute.Poles"]["best"] == [], "nobody can say which poles are better"
    head = rows["attribute.Hydrostatic head"]
    assert (head["missing"], head["differs"], head["best"]) == ([1, 2], False, [])
    assert (rows["rating"]["missing"], rows["stock"]["cells"][1]["value"]) == ([1, 2], "out_of_stock")


async def test_what_is_the_same_is_said_to_be_the_same(camp: Shop) -> None:
    wanted = await ids(camp, "heron-2", "dipper-2")
    rows = {
        row["field"]: row
        for row in (await camp.reader.json(f"/products/compare?ids={','.join(wanted)}"))["rows"]
    }
    assert rows["attribute.Poles"]["differs"] is False
    assert rows["category"]["differs"] is False
    assert rows["brand"]["differs"] is True


async def test_comparisons_that_make_no_sense_are_refused(camp: Shop, shop: Shop) -> None:
    own, foreign = (await ids(camp, "heron-2"))[0], (await ids(shop, "fell-28"))[0]
    one_twice = await camp.reader.get(f"/products/compare?ids={own},{own}")
    check_problem(one_twice, 422, "comparison_invalid")
    many = ",".join([own, *(str(uuid4()) for _ in range(10))])
    check_problem(await camp.reader.get(f"/products/compare?ids={many}"), 422, "comparison_invalid")
    absent = await camp.reader.get(f"/products/compare?ids={own},{uuid4()}")
    theirs = await camp.reader.get(f"/products/compare?ids={own},{foreign}")
    for answer in (absent, theirs):
        check_problem(answer, 404, "product_not_found")
    unknown = await camp.reader.get("/products/compare?ids=heron-2,no-such")
    assert "“no-such”" in check_problem(unknown, 404, "product_not_found")["detail"]
    check_problem(await camp.reader.get("/products/compare"), 422, "invalid_input")


@pytest.mark.parametrize("name", ["peg-set", "MAT-9", "the id"])
async def test_a_product_goes_by_its_handle_its_sku_or_its_id(camp: Shop, name: str) -> None:
    [product] = await ids(camp, "peg-set")
    known = product if name == "the id" else name
    assert (await camp.shopper.json(f"/products/{known}"))["id"] == product
    table = await camp.shopper.json(f"/products/compare?ids={known},heron-2")
    assert [one["handle"] for one in table["products"]] == ["peg-set", "heron-2"]
    for beside in ("related", "complementary"):
        by_id = await camp.shopper.json(f"/products/{product}/{beside}")
        assert await camp.shopper.json(f"/products/{known}/{beside}") == by_id


@pytest.mark.parametrize("path", ["", "/related", "/complementary"])
async def test_a_product_that_is_not_there_is_named_in_the_problem(camp: Shop, shop: Shop, path: str) -> None:
    foreign = (await ids(shop, "fell-28"))[0]
    for name in ("no-such", foreign):
        problem = check_problem(await camp.reader.get(f"/products/{name}{path}"), 404, "product_not_found")
        assert len(problem["detail"]) > 10
    check_problem(await camp.reader.get(f"/products/a%00b{path}"), 404, "product_not_found")


# categories ---------------------------------------------------------------------------------------------------


async def test_categories_are_a_tree_with_counts(camp: Shop) -> None:
    whole = await camp.shopper.json("/categories")
    assert (whole["path"], whole["products"]) == ("", len(PRODUCTS))
    tents = whole["children"][0]
    assert (tents["name"], tents["products"]) == ("Tents", 4)
    assert [(one["name"], one["products"]) for one in tents["children"]] == [("Light", 3), ("Family", 1)]
    assert all(
        child["children"] == []
        for one in (await camp.reader.json("/categories?depth=1"))["children"]
        for child in [one]
    )


async def test_a_category_has_breadcrumbs_and_products_with_facets(camp: Shop) -> None:
    light = await camp.shopper.json("/categories?path=tents/light")
    assert (light["path"], light["breadcrumbs"]) == ("Tents/Light", [{"path": "Tents", "name": "Tents"}])
    limits = [{"field": "category", "op": "eq", "value": light["path"]}]
    found = (
        await camp.shopper.post(
            "/products/search", json={"filters": limits, "facets": ["*"], "sort": "price_asc"}
        )
    ).json()
    assert [one["product"]["handle"] for one in found["items"]] == ["dipper-2", "heron-2", "crane-3"]
    assert found["total"]["product"]["value"] == light["products"]
    assert {"attribute.Poles", "brand", "price"} <= {one["field"] for one in found["facets"]}


async def test_a_category_that_is_not_there_is_not_found(camp: Shop) -> None:
    for path in ("Boats", "Tents/", "%", "' OR 1=1 --", "Light"):
        check_problem(await camp.reader.get("/categories", params={"path": path}), 404, "category_not_found")


# beside a product ---------------------------------------------------------------------------------------------


async def test_related_products_are_of_the_category_or_named_by_the_shop(camp: Shop) -> None:
    heron = (await ids(camp, "heron-2"))[0]
    found = (await camp.shopper.json(f"/products/{heron}/related"))["items"]
    assert [one["product"]["handle"] for one in found] == ["dipper-2", "crane-3", "barn-4"]
    first = found[0]["reasons"]
    assert (first["named_by_shop"], first["category"], first["same"]) == (
        True,
        "Tents/Light",
        {"Poles": "alloy"},
    )
    assert found[2]["reasons"]["category"] == "Tents"
    assert all(0 <= one["score"] <= 1 for one in found)


async def test_complements_come_from_the_shops_own_data_with_the_reason(camp: Shop) -> None:
    heron, crane, mat = await ids(camp, "heron-2", "crane-3", "heron-mat")
    named = (await camp.shopper.json(f"/products/{heron}/complementary"))["items"]
    assert [(one["product"]["handle"], one["reason"]["kind"]) for one in named] == [
        ("heron-mat", "named_by_product"),
        ("peg-set", "named_by_product"),
    ]
    by_data = (await camp.shopper.json(f"/products/{crane}/complementary"))["items"]
    assert [(one["product"]["handle"], one["reason"]["kind"], one["reason"]["text"]) for one in by_data] == [
        ("peg-set", "fits", "Fits: Crane 3, Barn 4"),
        ("heron-mat", "named_in_category", "2 products of Tents/Light"),
    ]
    back = (await camp.reader.json(f"/products/{mat}/complementary"))["items"]
    assert {(one["product"]["handle"], one["reason"]["kind"]) for one in back} == {
        ("heron-2", "names_product"),
        ("dipper-2", "names_product"),
    }


async def test_nothing_rather_than_nonsense_stands_beside_a_product(camp: Shop) -> None:
    socks = (await ids(camp, "wool-socks"))[0]
    for kind in ("related", "complementary"):
        assert (await camp.reader.json(f"/products/{socks}/{kind}"))["items"] == []
        check_problem(await camp.reader.get(f"/products/{uuid4()}/{kind}"), 404, "product_not_found")


# questions and answers ----------------------------------------------------------------------------------------


async def test_a_question_finds_the_shops_own_answer_once_with_every_place(camp: Shop) -> None:
    found = await camp.reader.json("/faq?question=may I send my tent back to you")
    first = found["items"][0]
    assert first["question"] == "Can I send a tent back?"
    assert first["answer"].startswith("Yes, within 60 days of delivery")
    assert {one["title"] for one in first["evidence"]} == {"Questions", "Returns of tents"}
    assert found["related_questions"] == ["How do I dry a tent?"]
    answers = [one["answer"] for one in found["items"]]
    assert len(answers) == len(set(answers))


async def test_an_answer_is_what_stands_at_its_place(camp: Shop) -> None:
    found = await camp.reader.json("/faq?question=how do I dry a tent")
    entry = found["items"][0]
    place = entry["evidence"][0]
    rows = await camp.sql(
        "SELECT substr(body, $1::int + 1, $2::int - $1::int) AS text FROM document_version v"
        " JOIN document d ON d.published_version_id = v.id WHERE d.title = 'Questions'",
        place["start"],
        place["end"],
    )
    assert rows[0]["text"] == entry["answer"]


async def test_a_question_that_nothing_answers_finds_nothing(camp: Shop) -> None:
    assert (await camp.reader.json("/faq?question=do you repair outboard engines"))["items"] == []
    check_problem(await camp.reader.get("/faq?question=%20"), 422, "invalid_input")
    check_problem(await camp.shopper.get("/faq?question=tents"), 403, "forbidden")
