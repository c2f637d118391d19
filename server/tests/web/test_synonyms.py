"""Synonyms through the API: in force with the next search, kept apart by store, refused where they make no sense."""

import pytest
from web_shops import Shop, Site

RUCKSACKS = {"words": ["rucksack", "knapsack"]}


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def titles(shop: Shop, query: str) -> list[str]:
    answer = await shop.secret.post("/search", json={"query": query, "mode": "keyword", "kinds": ["product"]})
    return [item["product"]["title"] for item in answer.json()["items"]]


async def added(shop: Shop, **rule: object) -> dict:
    answer = await shop.secret.post("/synonyms", json=rule)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def refused(shop: Shop, **rule: object) -> str:
    answer = await shop.secret.post("/synonyms", json=rule)
    assert answer.status_code in (409, 422), answer.text
    return answer.json()["code"]  # type: ignore[no-any-return]


async def test_synonym_is_in_force_with_the_next_search_until_it_is_removed(shop: Shop) -> None:
    assert await titles(shop, "zubbeldak") == []
    known = await titles(shop, "rucksack")
    assert known
    made = await added(shop, words=["rucksack", "zubbeldak"])
    assert await titles(shop, "zubbeldak") == known
    answer = await shop.secret.post("/search", json={"query": "zubbeldak"})
    assert {"word": "zubbeldak", "also": ["rucksack"], "why": "synonym"} in answer.json()["also_searched"]
    changed = await shop.secret.call("PUT", f"/synonyms/{made['id']}", json={"words": ["tent", "zubbeldak"]})
    assert changed.json()["words"] == ["tent", "zubbeldak"]
    assert await titles(shop, "zubbeldak") != known
    assert (await shop.secret.call("DELETE", f"/synonyms/{made['id']}")).status_code == 204
    assert await titles(shop, "zubbeldak") == []
    assert (await shop.secret.get(f"/synonyms/{made['id']}")).status_code == 404


async def test_one_way_synonym_works_one_way(shop: Shop) -> None:
    await shop.secret.post("/synonyms", json={"words": ["zubbeldak"], "becomes": ["rucksack"]})
    found = await titles(shop, "zubbeldaks")
    assert found == await titles(shop, "rucksack"), "any form of the word will do"
    answer = await shop.secret.post("/search", json={"query": "rucksack"})
    assert answer.json()["also_searched"] == []


async def test_phrases_are_synonyms_as_a_whole(shop: Shop) -> None:
    await added(shop, words=["flipflop carrier"], becomes=["rucksack"])
    assert await titles(shop, "flipflop carrier") == await titles(shop, "rucksack")
    assert await titles(shop, "flipflop") == []


async def test_synonyms_of_another_store_change_nothing(shop: Shop, site: Site) -> None:
    other = await site.open_filled_shop(shop.store.organization_id)
    await added(other, words=["rucksack", "zubbeldak"])
    assert await titles(shop, "zubbeldak") == []
    assert (await shop.secret.json("/synonyms"))["items"] == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"words": ["tent"]}, "synonym_invalid"),
        ({"words": ["tent", "  "]}, "synonym_invalid"),
        ({"words": ["tent", "shel|ter"]}, "synonym_invalid"),
        ({"words": ["tent", "not"]}, "synonym_invalid"),
        ({"words": ["under"], "becomes": ["tent"]}, "synonym_invalid"),
        ({"words": ["tent", "Of the"]}, "synonym_invalid"),
        ({"words": ["zelt", "ohne"], "language": "de"}, "synonym_invalid"),
        ({"words": ["tent", "!!!"]}, "synonym_invalid"),
        ({"words": ["tent", "x" * 81]}, "synonym_invalid"),
        ({"words": ["tent", "shelter"], "language": "english"}, "synonym_invalid"),
        ({"words": ["tent", "a very long phrase with many more words than five"]}, "synonym_invalid"),
        ({"words": ["tent", "Tents"]}, "synonym_of_itself"),
        ({"words": ["tent"], "becomes": ["TENT"]}, "synonym_of_itself"),
        ({"words": [f"word{chr(97 + n)}" for n in range(20)], "becomes": [f"other{chr(97 + n)}" for n in range(20)]}, "too_many_synonyms"),
        ({"words": ["a\u0000b", "tent"]}, "invalid_input"),
        ({"words": []}, "invalid_input"),
        ({"words": "tent"}, "invalid_input"),
    ],
)  # fmt: skip
async def test_rule_that_makes_no_sense_is_refused(shop: Shop, rule: dict, code: str) -> None:
    assert await refused(shop, **rule) == code
    assert (await shop.secret.json("/synonyms"))["items"] == []


async def test_circles_and_contradictions_are_refused(shop: Shop) -> None:
    await added(shop, words=["sneaker"], becomes=["trainer"])
    await added(shop, words=["trainer"], becomes=["running shoe"])
    assert await refused(shop, words=["running shoes"], becomes=["sneakers"]) == "synonym_cycle"
    assert await refused(shop, words=["trainers"], becomes=["sneaker"]) == "synonym_cycle"
    assert await refused(shop, words=["Sneaker"], becomes=["Trainer"]) == "synonym_contradiction"
    await added(shop, words=["lamp", "lantern", "torch"])
    assert await refused(shop, words=["torch", "lamp"]) == "synonym_contradiction"
    assert await refused(shop, words=["torch"], becomes=["lamp"]) == "synonym_contradiction"
    assert len((await shop.secret.json("/synonyms"))["items"]) == 3


async def test_what_is_exported_is_imported_again(shop: Shop) -> None:
    await added(shop, words=["lamp", "lantern, big"], language="en")
    await added(shop, words=["sneaker"], becomes=["trainer", 'shoe "x"'])

    async def exported() -> list[dict]:
        found = (await shop.secret.json("/synonyms/export"))["synonyms"]
        return sorted(found, key=lambda one: one["words"])

    before = await exported()
    table = await shop.secret.get("/synonyms/export?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    for body in (table.content, (await shop.secret.get("/synonyms/export")).content):
        done = await shop.secret.post("/synonyms/import?replace=true", content=body)
        assert done.json() == {"added": 2, "known": 0, "removed": 2, "errors": []}
        assert await exported() == before
    again = await shop.secret.post("/synonyms/import", content=table.content)
    assert again.json() == {"added": 0, "known": 2, "removed": 0, "errors": []}


async def test_import_tells_the_lines_it_leaves_out(shop: Shop) -> None:
    body = "words,becomes,language\nsofa|couch,,\nalone,,\nlamp|Lamps,,\nsofa|settee,,en\n"
    done = (await shop.secret.post("/synonyms/import", content=body)).json()
    assert done["added"] == 2
    assert [(one["line"], one["code"]) for one in done["errors"]] == [
        (3, "synonym_invalid"), (4, "synonym_of_itself")
    ]  # fmt: skip


async def test_import_tells_the_rows_that_are_no_rules_by_themselves(shop: Shop) -> None:
    table = "Words,BECOMES\nsofa|couch,\nhat,cap,beanie,bonnet\n"
    done = (await shop.secret.post("/synonyms/import", content=table)).json()
    assert done["added"] == 1
    assert [(one["line"], one["code"]) for one in done["errors"]] == [(3, "synonym_invalid")]


@pytest.mark.parametrize(
    "row",
    [
        r'{"words": ["lamp", "bad\ud800"]}',
        r'{"words": ["lamp"], "becomes": ["\udfffbad"]}',
        r'{"words": ["lamp", "light"], "language": "\ud800"}',
        r'{"words": ["lamp", "li\u0000ght"]}',
    ],
)
async def test_what_cannot_be_stored_is_told_and_left_out(shop: Shop, row: str) -> None:
    body = f'[{row}, {{"words": ["sofa", "couch"]}}]'
    answer = await shop.secret.post("/synonyms/import?replace=true", content=body.encode())
    assert answer.status_code == 200, answer.text
    assert answer.json()["added"] == 1
    assert [(one["line"], one["code"]) for one in answer.json()["errors"]] == [(1, "synonym_invalid")]


async def test_words_that_look_like_formulas_are_exported_as_words_and_imported_again(shop: Shop) -> None:
    words = ["=cmd()", "+plus", "'-minus", "'plain", "@at"]
    for word in words:
        await added(shop, words=[f"{word} x"], becomes=[word])
    table = (await shop.secret.get("/synonyms/export?format=csv")).text
    assert not any(cell[:1] in "=+-@" for line in table.splitlines() for cell in line.split(",") if cell)
    done = await shop.secret.post("/synonyms/import?replace=true", content=table)
    assert done.json() == {"added": 5, "known": 0, "removed": 5, "errors": []}
    kept = (await shop.secret.json("/synonyms/export"))["synonyms"]
    assert {(*one["words"], *one["becomes"]) for one in kept} == {(f"{word} x", word) for word in words}


@pytest.mark.parametrize(
    "body",
    [b"words\na|b\n" * 5_001, b"words,becomes\nsofa|couch,\n\"lamp|lantern,\nhat|cap,\n", b'"words\na|b\n',
     b"\xff\xfe\x00", b"a,b\n1,2\n", b"{", b'{"synonyms": 3}', b'[{"words": "a"}]', b"[3]", b"[" * 9000],
)  # fmt: skip
async def test_file_that_is_none_is_refused_and_changes_nothing(shop: Shop, body: bytes) -> None:
    await added(shop, **RUCKSACKS)
    answer = await shop.secret.post("/synonyms/import?replace=true", content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "synonym_file_invalid")
    assert len((await shop.secret.json("/synonyms"))["items"]) == 1


async def test_file_of_circles_is_refused_and_changes_nothing(shop: Shop) -> None:
    await added(shop, **RUCKSACKS)
    letters = "bcdefghijklmnpqrstuvwxyz"
    body = "words,becomes\nlamp,sofa\n" + "".join(f"sofa|q{x}{y}q,lamp\n" for x in letters for y in letters)
    answer = await shop.secret.post("/synonyms/import?replace=true", content=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "synonym_cycle")
    assert len((await shop.secret.json("/synonyms"))["items"]) == 1


async def test_readers_read_and_shoppers_do_not(shop: Shop) -> None:
    assert (await shop.reader.get("/synonyms")).status_code == 200
    assert (await shop.reader.post("/synonyms", json=RUCKSACKS)).status_code == 403
    for path in ("/synonyms", "/synonyms/export", "/synonyms/suggestions"):
        assert (await shop.shopper.get(path)).status_code == 403


async def test_pages_of_synonyms_hold_each_once(shop: Shop) -> None:
    for letter in "abcde":
        await added(shop, words=[f"{letter}long", f"{letter}short"])
    seen, cursor = [], ""
    while cursor is not None:
        page = await shop.secret.json(f"/synonyms?limit=2{f'&cursor={cursor}' if cursor else ''}")
        seen += [one["words"][0][0] for one in page["items"]]
        cursor = page["next_cursor"]
    assert seen == list("abcde")


async def test_what_shoppers_say_otherwise_is_suggested_with_its_evidence(shop: Shop) -> None:
    for _ in range(2):
        first = (await shop.shopper.post("/chat", json={"message": "I need a zubbeldak"})).json()
        await shop.shopper.post(
            "/chat", json={"message": "I need a rucksack", "conversation_id": first["conversation_id"]}
        )
    await shop.secret.post("/search", json={"query": "call me on 0171 5550123 about zubbeldak"})
    await shop.site.parts.search_log.flush()
    found = (await shop.secret.json("/synonyms/suggestions"))["items"]
    assert {"words": ["zubbeldak"], "becomes": ["rucksack"], "language": None, "source": "rephrased", "times": 2,
            "similarity": None} in found  # fmt: skip
    rows = await shop.sql("SELECT query, searches, found FROM search_query")
    assert not any("5550123" in row["query"] for row in rows)
    await added(shop, words=["zubbeldak"], becomes=["rucksack"])
    left = (await shop.secret.json("/synonyms/suggestions"))["items"]
    assert not any(one["words"] == ["zubbeldak"] for one in left), "what is in force is no suggestion"


async def filters(shop: Shop, query: str) -> dict[str, dict]:
    answer = await shop.secret.post("/search", json={"query": query, "kinds": ["product"]})
    return {one["field"]: one for one in answer.json()["filters"]}


async def test_a_value_of_the_shop_is_read_under_its_synonym_with_the_next_search(shop: Shop) -> None:
    query = "a knapsack under 100"
    assert "category" not in await filters(shop, query)
    made = await added(shop, words=["rucksacks", "knapsack"])
    read = (await filters(shop, query))["category"]
    assert (read["op"], read["value"]) == ("eq", "Rucksacks")
    assert (read["words"], read["near"], read["synonym"]) == ("knapsack", True, "rucksacks, knapsack")
    assert (await filters(shop, "rucksack under 100"))["category"]["synonym"] == ""
    assert (await filters(shop, "no knapsacks"))["category"]["op"] == "not"
    await shop.secret.delete(f"/synonyms/{made['id']}")
    assert "category" not in await filters(shop, query)


async def test_a_one_way_synonym_is_read_one_way(shop: Shop) -> None:
    await added(shop, words=["schlepper"], becomes=["rucksack"])
    read = (await filters(shop, "schlepper under 100"))["category"]
    assert (read["value"], read["synonym"]) == ("Rucksacks", "schlepper → rucksack")
    await added(shop, words=["tent"], becomes=["yurt house"])
    assert "category" not in await filters(shop, "yurt house under 100")


async def test_a_synonym_of_another_store_is_not_read(site: Site, shop: Shop) -> None:
    other = await site.open_filled_shop()
    await added(other, words=["rucksacks", "knapsack"])
    assert "category" not in await filters(shop, "knapsack under 100")
    assert "category" in await filters(other, "knapsack under 100")


async def test_a_filter_that_was_read_by_a_synonym_can_be_sent_back(shop: Shop) -> None:
    await added(shop, words=["rucksacks", "knapsack"])
    read = list((await filters(shop, "knapsack under 100")).values())
    answer = await shop.secret.post(
        "/search", json={"query": "knapsack under 100", "filters": read, "kinds": ["product"]}
    )
    assert [item["product"]["handle"] for item in answer.json()["items"]] == ["fell-28"]
