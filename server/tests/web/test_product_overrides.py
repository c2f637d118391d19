"""A merchant's own words on products, one at a time and many at once, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from web_shops import Caller, Json, Shop, Site, check_problem

MUG = {"handle": "mug", "title": "Blue mug", "description": "It holds tea.", "brand": "Cup", "price": "9.00"}
HAT = {"handle": "hat", "title": "Wool hat", "description": "It is warm.", "brand": "Head", "price": "19.00"}


@pytest.fixture
async def filled(site: Site) -> Shop:
    shop = await site.open_shop()
    await shop.import_products([MUG, HAT])
    return shop


async def id_of(shop: Shop, handle: str) -> str:
    return str((await shop.product(handle))["id"])


async def say(shop: Shop, handle: str, tag: str | None = None, **body: Any) -> Any:
    headers = {"if-match": tag} if tag else {}
    path = f"/products/{await id_of(shop, handle)}/overrides"
    return await shop.secret.call("PATCH", path, json=body, headers=headers)


async def found(caller: Caller, words: str) -> list[str]:
    answer = await caller.post("/products/search", json={"query": words, "mode": "keyword"})
    return [one["product"]["title"] for one in answer.json()["items"]]


async def test_an_override_is_shown_found_and_kept_by_an_import_that_says_something_else(
    filled: Shop,
) -> None:
    said = await say(
        filled, "mug", set={"title": "Cobalt beaker", "tags": ["gift", "gift"]}, why="It sells better."
    )
    assert said.status_code == 200, said.text
    assert (said.json()["product"]["title"], said.json()["product"]["tags"]) == ("Cobalt beaker", ["gift"])
    assert said.json()["product"]["overridden"] == ["tags", "title"]
    assert await found(filled.shopper, "cobalt") == ["Cobalt beaker"]
    assert await found(filled.shopper, "blue") == []
    run = await filled.import_products([{**MUG, "title": "Navy mug", "brand": "Pot"}, HAT])
    assert (run["counts"]["updated"], run["counts"]["unchanged"]) == (1, 1)
    told = await filled.reader.json(f"/products/{await id_of(filled, 'mug')}/overrides")
    assert (told["product"]["title"], told["product"]["brand"]) == ("Cobalt beaker", "Pot")
    (title,) = [one for one in told["items"] if one["field"] == "title"]
    assert (title["source_value_then"], title["source_value"]) == ("Blue mug", "Navy mug")
    assert (title["source_changed"], title["why"]) == (True, "It sells better.")
    assert title["set_by"].startswith("secret:")
    again = await filled.import_products([{**MUG, "title": "Navy mug", "brand": "Pot"}, HAT])
    assert again["counts"]["unchanged"] == 2
    back = (await say(filled, "mug", take_back=["title", "tags"])).json()
    assert (back["product"]["title"], back["product"]["overridden"], back["items"]) == ("Navy mug", [], [])
    assert await found(filled.shopper, "navy") == ["Navy mug"]


async def test_who_edits_what_somebody_else_has_edited_gets_both_words(filled: Shop) -> None:
    path = f"/products/{await id_of(filled, 'mug')}/overrides"
    seen = (await filled.secret.get(path)).headers["etag"]
    first = await say(filled, "mug", seen, set={"title": "Theirs"})
    assert first.status_code == 200
    late = check_problem(await say(filled, "mug", seen, set={"title": "Mine"}), 409, "overrides_changed")
    assert (late["current"]["values"], late["sent"]) == ({"title": "Theirs"}, {"title": "Mine"})
    assert (await filled.product("mug"))["title"] == "Theirs"
    assert (await say(filled, "mug", first.headers["etag"], set={"title": "Mine"})).status_code == 200


async def test_a_hidden_product_is_left_out_by_the_assistant_and_listed_for_its_merchant(
    filled: Shop,
) -> None:
    assert (await say(filled, "hat", set={"hidden": True})).json()["product"]["hidden"] is True
    assert await found(filled.shopper, "wool hat") == []
    assert await _browsed(filled) == ["Blue mug"]
    assert (await filled.product("hat"))["hidden"] is True
    await say(filled, "hat", take_back=["hidden"])
    assert await found(filled.shopper, "wool hat") == ["Wool hat"]


async def _browsed(shop: Shop) -> list[str]:
    answer = await shop.shopper.post("/products/search", json={"query": ""})
    return [one["product"]["title"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", 7),
        ("price", "1.00"),
        ("stock", 3),
        ("brand", "x" * 201),
        ("tags", "one"),
        ("images", [{"url": "javascript:alert(1)", "alt": ""}]),
        ("hidden", "yes"),
        ("attributes.", "x"),
        (f"variants.{uuid4().hex[:8]}.title", "x"),
        ("variants.00000000-0000-7000-8000-000000000000.title", "x"),
    ],
    ids=lambda one: str(one)[:20] if isinstance(one, str) and "." not in one else "value",
)
async def test_what_cannot_be_said_is_refused_with_its_field(shop: Shop, field: str, value: Any) -> None:
    answer = await say(shop, "fell-28", set={field: value})
    assert check_problem(answer, 422, "override_invalid")["field"] == field


async def edit(shop: Shop, **body: Any) -> Json:
    answer = await shop.secret.post("/product-edits", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def carry_out(shop: Shop, edit_id: str, way: str = "apply") -> Json:
    answer = await shop.secret.post(f"/product-edits/{edit_id}/{way}")
    assert answer.status_code == 202, answer.text
    await shop.work()
    return await shop.secret.json(f"/product-edits/{edit_id}")


async def test_an_edit_is_shown_done_and_undone_whole(filled: Shop) -> None:
    await say(filled, "mug", set={"brand": "Mine"})
    shown = await edit(
        filled,
        listed={"in_stock": None},
        set={"brand": "Ours"},
        replace={"search": "it ", "instead": "This ", "any_case": True},
    )
    assert (shown["state"], shown["counts"]) == ("shown", {"products": 2, "changes": 4, "left": 0})
    first = {(one["title"], one["field"]): (one["before"], one["after"]) for one in shown["changes"]["items"]}
    assert first["Blue mug", "brand"] == ("Mine", "Ours")
    assert first["Wool hat", "description"] == ("It is warm.", "This is warm.")
    assert (await filled.product("hat"))["brand"] == "Head"
    done = await carry_out(filled, shown["id"])
    assert (done["state"], done["done"], done["counts"]["left"]) == ("applied", 2, 0)
    hat = await filled.product("hat")
    assert (hat["brand"], hat["description"]) == ("Ours", "This is warm.")
    undone = await carry_out(filled, shown["id"], "undo")
    assert (undone["state"], undone["counts"]["left"]) == ("undone", 0)
    assert ((await filled.product("hat"))["brand"], (await filled.product("mug"))["brand"]) == (
        "Head",
        "Mine",
    )
    mug = await filled.reader.json(f"/products/{await id_of(filled, 'mug')}/overrides")
    assert [(one["field"], one["value"], one["edit_id"]) for one in mug["items"]] == [("brand", "Mine", None)]
    check_problem(
        await filled.secret.post(f"/product-edits/{shown['id']}/undo"), 409, "product_edit_not_ready"
    )


async def test_what_somebody_changed_since_is_kept_and_listed_both_ways(filled: Shop) -> None:
    ids = [await id_of(filled, "mug"), await id_of(filled, "hat")]
    shown = await edit(filled, products=ids, set={"title": "Edited"})
    await say(filled, "mug", set={"title": "Meanwhile"})
    done = await carry_out(filled, shown["id"])
    assert (done["counts"]["left"], (await filled.product("mug"))["title"]) == (1, "Meanwhile")
    await say(filled, "hat", set={"title": "Since"})
    undone = await carry_out(filled, shown["id"], "undo")
    assert (await filled.product("hat"))["title"] == "Since"
    left = (await filled.secret.json(f"/product-edits/{shown['id']}?left=true"))["changes"]["items"]
    assert {(one["title"], one["state"]) for one in left} == {
        ("Blue mug", "kept"),
        ("Wool hat", "not_undone"),
    }
    assert undone["counts"]["left"] == 2


async def test_fields_of_many_are_taken_back_and_that_is_undone(filled: Shop) -> None:
    for handle in ("mug", "hat"):
        await say(filled, handle, set={"title": f"My {handle}", "brand": "Mine"})
    shown = await edit(filled, listed={"overridden": True}, take_back=["*"])
    assert shown["counts"]["changes"] == 4
    await carry_out(filled, shown["id"])
    assert [(await filled.product(handle))["title"] for handle in ("mug", "hat")] == ["Blue mug", "Wool hat"]
    await carry_out(filled, shown["id"], "undo")
    assert (await filled.product("hat"))["overridden"] == ["brand", "title"]


async def test_words_of_many_are_replaced_in_one_field_and_added_where_they_are_not_yet(filled: Shop) -> None:
    ids = [await id_of(filled, "mug"), await id_of(filled, "hat")]
    words = {
        "replace": {"search": "Wool", "instead": "Felt", "fields": ["title"]},
        "add_words": {"fields": ["title"], "before": "Blue ", "after": " (new)"},
    }
    await say(filled, "hat", set={"description": "Wool is warm."})
    shown = await edit(filled, products=ids, **words)
    after = {one["title"]: one["after"] for one in shown["changes"]["items"]}
    assert after == {"Blue mug": "Blue mug (new)", "Wool hat": "Blue Felt hat (new)"}
    await carry_out(filled, shown["id"])
    assert await found(filled.shopper, "felt") == ["Blue Felt hat (new)"]
    assert (await filled.product("hat"))["description"] == "Wool is warm."
    assert (await edit(filled, products=ids, **words))["counts"]["changes"] == 0
    await carry_out(filled, shown["id"], "undo")
    assert (await filled.product("hat"))["title"] == "Wool hat"


async def test_who_has_no_room_for_words_is_named_and_nothing_is_kept(filled: Shop) -> None:
    await say(filled, "hat", set={"title": "x" * 495})
    body = {"listed": {}, "add_words": {"fields": ["title", "description"], "after": " for all"}}
    problem = check_problem(await filled.secret.post("/product-edits", json=body), 422, "override_invalid")
    assert problem["detail"].startswith("x" * 495)
    assert problem["field"] == "title"
    assert (await filled.secret.json("/product-edits"))["items"] == []


async def test_a_product_without_room_for_more_does_not_hold_up_the_others(filled: Shop) -> None:
    await say(filled, "mug", set={f"attributes.a{number}": "x" for number in range(200)})
    ids = [await id_of(filled, "mug"), await id_of(filled, "hat")]
    shown = await edit(filled, products=ids, set={"brand": "Ours"})
    done = await carry_out(filled, shown["id"])
    assert (done["state"], done["counts"]["left"]) == ("applied", 1)
    assert (await filled.product("hat"))["brand"] == "Ours"
    assert (await filled.product("mug"))["brand"] != "Ours"
    undone = await carry_out(filled, shown["id"], "undo")
    assert (undone["state"], (await filled.product("hat"))["brand"]) == ("undone", "Head")


async def test_an_edit_of_another_shops_products_changes_nothing(site: Site, filled: Shop) -> None:
    other = await site.open_filled_shop()
    theirs = (await other.product("fell-28"))["id"]
    answer = await filled.secret.post(
        "/product-edits", json={"products": [await id_of(filled, "mug"), theirs], "set": {"brand": "X"}}
    )
    check_problem(answer, 404, "product_not_found")
    assert (await filled.secret.json("/product-edits"))["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"listed": {}},
        {"set": {"brand": "X"}},
        {"listed": {}, "products": [str(uuid4())], "set": {"brand": "X"}},
        {"listed": {}, "set": {"brand": "X"}, "price": "1.00"},
        {"listed": {}, "add_words": {"fields": ["title"]}},
        {"listed": {}, "add_words": {"fields": ["brand"], "before": "X"}},
    ],
    ids=["nothing", "nobody", "both", "unknown", "no words", "no field of words"],
)
async def test_an_edit_that_says_too_little_or_too_much_is_refused(shop: Shop, body: Json) -> None:
    check_problem(await shop.secret.post("/product-edits", json=body), 422, "invalid_input")
