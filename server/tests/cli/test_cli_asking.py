"""Questions and searches from the command line, in the shape that scripts rely on."""

from decimal import Decimal

import pytest

ANSWER = {"answer", "citations", "products", "filters", "confidence", "reasons", "abstained"}
CITATION = {"quote", "title", "url", "document_id", "page", "section", "start", "end"}
PRODUCT = {"id", "title", "price", "in_stock", "url"}
RETURNS = "How many days do I have to send unused goods back?"


def test_an_answer_from_a_guide_cites_it(aisle, shop):
    answer = aisle("ask", RETURNS, "--store", shop, "--json").gives()
    assert answer.keys() == ANSWER
    assert answer["abstained"] is False
    assert 0 < answer["confidence"] <= 1
    [citation] = answer["citations"]
    assert citation.keys() == CITATION
    assert "60 days" in citation["quote"]
    assert citation["end"] - citation["start"] == len(citation["quote"])
    assert answer["products"] == []


def test_a_price_is_a_decimal_string_with_its_currency(aisle, shop):
    answer = aisle("ask", "How much is the Fell 28 rucksack?", "-s", shop, "--json").gives()
    product = answer["products"][0]
    assert product.keys() == PRODUCT
    assert product["price"].keys() == {"amount", "currency"}
    assert isinstance(product["price"]["amount"], str)
    assert (Decimal(product["price"]["amount"]), product["price"]["currency"]) == (Decimal(95), "GBP")
    assert product["in_stock"] is True


def test_limits_in_a_question_are_told(aisle, shop):
    answer = aisle("ask", "A rucksack under £100", "-s", shop, "--json").gives()
    limit = next(one for one in answer["filters"] if one["field"] == "price")
    assert limit.keys() >= {"field", "op", "value", "text", "id", "words"}
    assert (limit["op"], Decimal(limit["value"])) == ("lte", Decimal(100))


@pytest.mark.parametrize("question", ["Who won the chess match in 1972?", "qwertzuiop"])
def test_an_abstention_cites_nothing(aisle, shop, question):
    answer = aisle("ask", question, "-s", shop, "--json").gives()
    assert answer["abstained"] is True
    assert answer["citations"] == []
    assert answer["products"] == []
    assert 0 <= answer["confidence"] <= 1
    assert answer["answer"]


def test_people_read_the_answer_and_where_it_stands(aisle, shop):
    said = aisle("ask", RETURNS, "-s", shop).says()
    assert "60 days" in said
    assert "[1] " in said.splitlines()[1]
    assert "*" not in said


def test_people_read_products_with_price_and_stock(aisle, shop):
    assert "Fell 28 rucksack" in aisle("ask", "Show me rucksacks", "-s", shop).says()


@pytest.mark.parametrize(
    ("question", "name"), [("", "message_empty"), (" \n", "message_empty"), ("a" * 4_001, "message_too_long")]
)
def test_a_question_that_is_none_is_refused(aisle, shop, question, name):
    aisle("ask", question, "-s", shop, "--json").refuses(2, name)


@pytest.mark.parametrize(
    "question", ["--json", "-s", "[bold]tent[/x]", "tent :smile: \x1b[31m", "日本語の質問", "'; --"]
)
def test_no_question_breaks_the_command(aisle, shop, question):
    assert aisle("ask", "-s", shop, "--", question).says()


def test_a_search_gives_products_and_passages_the_best_first(aisle, shop):
    found = aisle("search", "send rucksack back delivery days", "--store", shop, "--json").gives()
    assert found.keys() == {
        *("items", "filters", "language", "score_direction", "also_searched", "sort", "total", "facets"),
        *("next_cursor", "degraded", "weights", "index_version_id", "relaxed", "notes", "groups"),
    }
    assert found["score_direction"] == "higher_is_better"
    assert {item["kind"] for item in found["items"]} == {"product", "passage"}
    scores = [item["score"] for item in found["items"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("mode", ["hybrid", "semantic", "keyword"])
def test_each_way_of_searching_finds_a_word(aisle, shop, mode):
    found = aisle("search", "rucksack", "-s", shop, "--mode", mode, "--limit", "1", "--json").gives()
    assert found["items"][0]["title"] == "Fell 28 rucksack"


def test_filters_orders_facets_and_pages_are_options(aisle, shop):
    options = ("--sort", "price_desc", "--facet", "category", "--limit", "1", "--json")
    asked = ("search", "fell beck", "-s", shop, *options)
    first = aisle(*asked, "--filter", "price lte 300").gives()
    assert first["filters"] == [{"field": "price", "op": "lte", "value": "300", "text": "price lte 300"}]
    assert (first["sort"], first["facets"][0]["field"]) == ("price_desc", "category")
    second = aisle(*asked, "--filter", "price lte 300", "--cursor", first["next_cursor"]).gives()
    assert [one["items"][0]["title"] for one in (first, second)] == ["Beck tent", "Fell 28 rucksack"]
    aisle(*asked, "--cursor", first["next_cursor"]).refuses(2, "invalid_cursor")


def test_a_search_may_be_for_products_or_for_passages_alone(aisle, shop):
    asked = ("search", "send rucksack back delivery days", "-s", shop, "--json")
    for kind in ("product", "passage"):
        found = aisle(*asked, "--kind", kind).gives()
        assert {item["kind"] for item in found["items"]} == {kind}


def test_an_order_that_is_none_is_told_the_orders(aisle, shop):
    detail = aisle("search", "tent", "-s", shop, "--sort", "cheapest", "--json").refuses(2, "unknown_field")
    assert "“cheapest” is not an order here." in detail
    assert "relevance, price_asc, price_desc" in detail
    assert "stock" not in detail
    detail = aisle("search", "tent", "-s", shop, "--sort", "price", "--json").refuses(2, "unknown_field")
    assert "price_asc" in detail
    detail = aisle("search", "tent", "-s", shop, "--facet", "zzz", "--json").refuses(2, "unknown_field")
    assert "“zzz” is not a facet here. Use *, category, brand" in detail


def test_several_things_stand_each_under_its_own_heading(aisle, shop):
    asked = ("search", "a tent and a rucksack", "-s", shop, "--kind", "product")
    lines = aisle(*asked).says().splitlines()
    tent, pack = (
        next(n for n, line in enumerate(lines) if line.startswith(f"“{word}"))
        for word in ("a tent", "a ruck")
    )
    assert "1 found" in lines[tent]
    assert lines[tent + 1].startswith("  ")
    assert "Beck tent" in lines[tent + 1]
    assert "Fell 28 rucksack" in lines[pack + 1]
    assert sum("Beck tent" in line for line in lines) == 1


def test_people_read_why_something_was_found(aisle, shop):
    said = aisle("search", "fell rucksack", "-s", shop, "--filter", "price lte 200", "--explain").says()
    assert "words: place 1, score" in said
    assert "rucksack in title" in said.replace("fell, rucksack", "rucksack")
    assert "meets “price lte 200”: 95.00 GBP" in said


def test_products_stand_side_by_side(aisle, shop):
    items = aisle("search", "fell beck", "-s", shop, "--json").gives()["items"]
    products = [item["id"] for item in items if item["kind"] == "product"]
    table = aisle("product", "compare", *products, "-s", shop, "--json").gives()
    assert [one["id"] for one in table["products"]] == products
    assert "price" in {row["field"] for row in table["rows"]}
    assert "price: " in aisle("product", "compare", "fell-28", "beck-2", "-s", shop).says()
    aisle("product", "compare", "fell-28", "nothing", "-s", shop, "--json").refuses(3, "product_not_found")
    aisle("product", "compare", products[0], "-s", shop, "--json").refuses(2, "comparison_invalid")


def test_what_stands_beside_a_product(aisle, shop):
    items = aisle("search", "rucksack", "-s", shop, "--json").gives()["items"]
    product = next(item["id"] for item in items if item["kind"] == "product")
    assert all(one["reasons"] for one in aisle("product", "related", product, "-s", shop, "--json").gives())
    assert aisle("product", "complementary", product, "-s", shop, "--json").gives() == []
    assert "names nothing" in aisle("product", "complementary", product, "-s", shop).says()


def test_categories_and_questions(aisle, shop):
    whole = aisle("category", "-s", shop, "--json").gives()
    assert whole["products"] == sum(one["products"] for one in whole["children"])
    assert aisle("category", "-s", shop).says().startswith("All (")
    aisle("category", "Boats", "-s", shop, "--json").refuses(3, "category_not_found")
    found = aisle("faq", RETURNS, "-s", shop, "--json").gives()
    assert "60 days" in found["items"][0]["answer"]
    assert "60 days" in aisle("faq", RETURNS, "-s", shop).says()
    aisle("faq", " ", "-s", shop, "--json").refuses(2, "invalid_input")


def test_people_read_scores_and_limits(aisle, shop):
    said = aisle("search", "rucksack under £100", "-s", shop).says()
    assert said.startswith("Limits: under £100")
    assert "Fell 28 rucksack" in said
    assert aisle("search", "zither", "-s", shop, "--mode", "keyword").says() == "Nothing found.\n"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["search", " "], "invalid_input"),
        (["search"], "wrong_use"),
        (["search", "tent", "--limit", "0"], "wrong_use"),
        (["search", "tent", "--limit", "many"], "wrong_use"),
        (["search", "tent", "--mode", "magic"], "wrong_use"),
        (["search", "tent", "--filter", "cheap"], "filter_invalid"),
        (["search", "tent", "--no-such-option"], "wrong_use"),
        (["no-such-command"], "wrong_use"),
        (["key", "no-such-command"], "wrong_use"),
        (["catalog", "import"], "wrong_use"),
        (["key", "create"], "wrong_use"),
    ],
)
def test_wrong_use_is_told_to_programs_too(aisle, options, name):
    aisle(*options, "--json").refuses(2, name)
    assert aisle(*options).says(2) == ""
