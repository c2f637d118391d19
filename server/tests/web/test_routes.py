"""Every route does what it promises for a caller who may: shapes, pages, and a fixed number of statements."""

import json
from typing import Any
from uuid import uuid4

import pytest
from web_shops import PRODUCTS, RETURNS_QUESTION, RUCKSACK_QUESTION, Caller, Json, Shop, Site, check_problem

from aisle.core.db import Scope, Session
from aisle.identity.keys import service as keys
from aisle.web import following


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that sessions run from now on."""
    ran: list[str] = []

    def counting(run: Any) -> Any:
        def counted(session: Session, sql: str, *arguments: Any) -> Any:
            ran.append(sql)
            return run(session, sql, *arguments)

        return counted

    for name in ("fetch", "fetchrow", "fetchval", "execute", "executemany"):
        monkeypatch.setattr(Session, name, counting(getattr(Session, name)))
    return ran


async def walk(caller: Caller, path: str, limit: int, within: str | None = None) -> list[list[Json]]:
    """All pages of a list."""
    pages: list[list[Json]] = []
    cursor = ""
    while True:
        body = await caller.json(f"{path}{'&' if '?' in path else '?'}limit={limit}{cursor}")
        body = body[within] if within else body
        pages.append(body["items"])
        if body["next_cursor"] is None:
            return pages
        cursor = f"&cursor={body['next_cursor']}"


# sessions -----------------------------------------------------------------------------------------------------


async def test_session_tells_the_page_how_the_store_looks_and_speaks(shop: Shop) -> None:
    begun = (await shop.publishable.post("/sessions")).json()
    assert begun["token"].startswith("aisle_st_")
    assert begun["retention_days"] == 30
    assert begun["assistant"] == {"name": "Ask Test shop"}
    store = begun["store"]
    assert set(store) == {
        "name", "slug", "currency", "language", "mark", "brand", "greeting", "suggestions", "privacy_url", "contact",
    }  # fmt: skip
    assert (store["name"], store["currency"], store["language"]) == ("Test shop", "GBP", "en")
    assert set(store["brand"]) == {"light", "dark"}
    assert store["contact"]["email"] == "help@shop.example"


# products -----------------------------------------------------------------------------------------------------


async def test_product_has_exact_amounts_and_its_variants(shop: Shop) -> None:
    listed = await shop.product("fell-28")
    product = await shop.shopper.json(f"/products/{listed['id']}")
    assert product == listed
    assert product["price"] == {"amount": "95.00", "currency": "GBP"}
    assert (product["in_stock"], product["price_varies"]) == (True, False)
    assert product["attributes"]["Capacity"] == "28 l"
    assert [variant["stock"] for variant in product["variants"]] == [3]


async def test_products_are_found_by_category_and_by_a_part_of_the_title(shop: Shop) -> None:
    tents = await shop.reader.json("/products?category=Tents")
    assert [one["handle"] for one in tents["items"]] == ["beck-2"]
    named = await shop.reader.json("/products?q=RAG 45")
    assert [one["handle"] for one in named["items"]] == ["crag-45"]
    assert (await shop.reader.json("/products?q=%25"))["items"] == []


async def test_every_product_is_on_one_page_also_while_others_are_added(own_shop: Shop) -> None:
    await own_shop.import_products(
        [{**PRODUCTS[0], "handle": f"b{n}", "title": f"Bag {n:02}"} for n in range(7)]
    )
    first = await own_shop.reader.json("/products?limit=4")
    await own_shop.import_products([{**PRODUCTS[0], "handle": "a0", "title": "Aardvark"}])
    seen = [one["handle"] for one in first["items"]]
    cursor = first["next_cursor"]
    while cursor:
        page = await own_shop.reader.json(f"/products?limit=4&cursor={cursor}")
        seen += [one["handle"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == sorted([*(f"b{n}" for n in range(7)), "fell-28", "crag-45", "beck-2"])


# search -------------------------------------------------------------------------------------------------------


async def test_search_returns_products_and_passages_best_first(shop: Shop) -> None:
    found = (
        await shop.reader.post("/search", json={"query": "waterproof rucksack under 100", "explain": True})
    ).json()
    scores = [item["score"] for item in found["items"]]
    assert found["score_direction"] == "higher_is_better"
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert found["items"][0]["product"]["handle"] == "fell-28"
    assert set(found["items"][0]["explain"]) == {
        *("similarity", "coverage", "legs", "matched", "filters", "offers", "reranked")
    }
    price = next(one for one in found["filters"] if one["field"] == "price")
    assert (price["op"], price["value"], price["text"]) == ("lte", "100", "under £100")
    assert price["words"] == "under 100"


async def test_filters_that_a_search_gave_out_can_be_sent_back(shop: Shop) -> None:
    understood = (await shop.reader.post("/search", json={"query": "rucksack under 100"})).json()["filters"]
    assert {one["field"] for one in understood} == {"price", "category"}
    again = await shop.reader.post("/search", json={"query": "something for a walk", "filters": understood})
    assert again.json()["filters"] == understood
    products = [item["product"]["handle"] for item in again.json()["items"] if item["kind"] == "product"]
    assert products == ["fell-28"]


async def test_search_can_be_limited_to_one_kind(shop: Shop) -> None:
    for kind in ("product", "passage"):
        body = {"query": "send back a rucksack", "kinds": [kind]}
        items = (await shop.reader.post("/search", json=body)).json()["items"]
        assert items
        assert {item["kind"] for item in items} == {kind}


@pytest.mark.parametrize("mode", ["hybrid", "semantic", "keyword"])
async def test_each_mode_of_search_finds_the_passage(shop: Shop, mode: str) -> None:
    body = {"query": "send unused goods back", "mode": mode, "kinds": ["passage"]}
    best = (await shop.reader.post("/search", json=body)).json()["items"][0]["passage"]
    assert best["title"] == "Returns"
    assert "within 60 days" in best["text"]


# documents ----------------------------------------------------------------------------------------------------


async def test_uploaded_files_are_each_given_a_state_and_read(own_shop: Shop) -> None:
    sent = await own_shop.secret.post(
        "/documents",
        files=[
            ("files", ("delivery.md", b"# Delivery\n\nIt takes three days.", "text/markdown")),
            ("files", ("empty.md", b"", "text/markdown")),
        ],
        data={"tags": "policy, delivery", "category": "Help", "url": "https://shop.example/delivery"},
    )
    assert sent.status_code == 202
    good, bad = sent.json()["documents"]
    assert (good["name"], good["state"]) == ("delivery.md", "queued")
    assert (bad["name"], bad["state"], bad["reason"]) == ("empty.md", "failed", "empty")
    await own_shop.work()
    read = await own_shop.secret.json(f"/documents/{good['id']}")
    assert (read["state"], read["tags"], read["category"]) == ("ready", ["policy", "delivery"], "Help")
    assert [version["number"] for version in read["versions"]] == [1]
    assert read["versions"][0]["chunks"] == len(read["chunks"]["items"]) == 1
    assert "three days" in read["chunks"]["items"][0]["text"]


async def test_the_same_name_again_makes_a_new_version(own_shop: Shop) -> None:
    first = await own_shop.publish("Sizes", "Our sizes run small.")
    second = await own_shop.publish("Sizes", "Our sizes run large.")
    assert second["id"] == first["id"]
    assert [version["number"] for version in second["versions"]] == [2, 1]
    assert "large" in second["chunks"]["items"][0]["text"]


async def test_many_texts_can_be_sent_at_once(own_shop: Shop) -> None:
    body = {"documents": [{"title": f"Note {n}", "text": f"Note number {n} of the shop."} for n in range(3)]}
    sent = await own_shop.secret.post("/documents", json=body)
    assert [one["name"] for one in sent.json()["documents"]] == ["Note 0", "Note 1", "Note 2"]


async def test_deleted_document_is_gone_at_once(own_shop: Shop) -> None:
    document = await own_shop.publish("Secret sale", "The sale begins on Friday.")
    deleted = await own_shop.secret.delete(f"/documents/{document['id']}")
    assert deleted.status_code == 202
    check_problem(await own_shop.secret.get(f"/documents/{document['id']}"), 404, "document_not_found")
    found = await own_shop.reader.post("/search", json={"query": "sale begins on Friday"})
    assert "begins on Friday" not in found.text
    check_problem(await own_shop.secret.delete(f"/documents/{document['id']}"), 404, "document_not_found")
    await own_shop.work()
    assert (await own_shop.secret.json(f"/jobs/{deleted.json()['job_id']}"))["state"] == "done"


async def test_documents_are_listed_newest_first_on_pages_that_stay_put(own_shop: Shop) -> None:
    for n in range(4):
        await own_shop.secret.post("/documents", json={"title": f"N{n}", "text": f"words {n}"})
    first = await own_shop.reader.json("/documents?limit=3")
    await own_shop.secret.post("/documents", json={"title": "Later", "text": "later words"})
    rest = await own_shop.reader.json(f"/documents?limit=3&cursor={first['next_cursor']}")
    titles = [one["title"] for one in first["items"] + rest["items"]]
    assert titles == ["N3", "N2", "N1", "N0", "Care of waxed jackets", "Returns"]
    assert rest["next_cursor"] is None
    queued = await own_shop.reader.json("/documents?state=queued")
    assert {one["state"] for one in queued["items"]} == {"queued"}


async def test_chunks_of_a_long_document_come_in_pages(own_shop: Shop) -> None:
    text = "\n\n".join(
        f"# Part {n}\n\nPart {n} speaks of matter {n}. " + "More of it. " * 30 for n in range(9)
    )
    document = await own_shop.publish("Handbook", text)
    pages = await walk(own_shop.reader, f"/documents/{document['id']}", 4, within="chunks")
    chunks = [chunk for page in pages for chunk in page]
    assert len(pages) >= 3
    assert [chunk["ordinal"] for chunk in chunks] == list(range(document["versions"][0]["chunks"]))


async def test_preview_shows_how_a_file_would_be_cut_and_stores_nothing(shop: Shop) -> None:
    before = await shop.reader.json("/documents?limit=100")
    text = "# Care\n\n" + "Wash it in cold water and let it dry in the shade. " * 40
    small, large = [
        (
            await shop.secret.post(
                f"/documents/preview?size_tokens={size}&overlap_tokens=0",
                files={"files": ("care.md", text.encode(), "text/markdown")},
            )
        ).json()["chunks"]
        for size in (50, 1000)
    ]
    assert len(small) > len(large) >= 1
    assert all(chunk["tokens"] <= 50 and chunk["section"] == ["Care"] for chunk in small)
    assert await shop.reader.json("/documents?limit=100") == before


# imports and jobs ---------------------------------------------------------------------------------------------

CSV = b"Handle,Title,Price,Stock\nmug,Tin mug,9.50,4\nbowl,Tin bowl,cheap,2\n"


async def test_dry_run_shows_what_an_import_would_do_and_stores_nothing(own_shop: Shop) -> None:
    tried = await own_shop.secret.post(
        "/catalog/imports", files={"file": ("p.csv", CSV)}, data={"dry_run": "true"}
    )
    assert tried.status_code == 200
    body = tried.json()
    assert set(body) == {"kind", "columns", "unmapped", "mapping", "confidence", "sample", "errors", "counts"}
    assert body["columns"] == ["Handle", "Title", "Price", "Stock"]
    assert body["mapping"]["price"] == "Price"
    assert body["sample"][0]["title"] == "Tin mug"
    assert [(error["line"], error["field"]) for error in body["errors"]] == [(3, "Price")]
    assert len((await own_shop.reader.json("/products"))["items"]) == len(PRODUCTS)
    assert len((await own_shop.secret.json("/catalog/imports"))["items"]) == 1


async def test_import_counts_its_rows_and_tells_the_line_of_each_error(own_shop: Shop) -> None:
    started = (await own_shop.secret.post("/catalog/imports", files={"file": ("p.csv", CSV)})).json()
    waiting = await own_shop.secret.json(f"/catalog/imports/{started['import_id']}")
    assert waiting["state"] == "queued"
    await own_shop.work()
    done = await own_shop.secret.json(f"/catalog/imports/{started['import_id']}")
    counts = done["counts"]
    assert (done["state"], counts["rows"], counts["created"], counts["failed"]) == ("done", 2, 1, 1)
    assert done["errors"]["items"][0]["line"] == 3
    assert (await own_shop.product("mug"))["price"]["amount"] == "9.50"
    again = (await own_shop.secret.post("/catalog/imports", files={"file": ("p.csv", CSV)})).json()
    await own_shop.work()
    run = await own_shop.secret.json(f"/catalog/imports/{again['import_id']}")
    assert (run["counts"]["created"], run["counts"]["unchanged"]) == (0, 1)


async def test_errors_and_imports_come_in_pages(own_shop: Shop) -> None:
    rows = "Handle,Title,Price\n" + "".join(f"h{n},Thing {n},cheap\n" for n in range(7))
    for name in ("one.csv", "two.csv", "three.csv"):
        await own_shop.secret.post("/catalog/imports", files={"file": (name, rows.encode())})
    await own_shop.work()
    runs = [run for page in await walk(own_shop.secret, "/catalog/imports", 2) for run in page]
    assert [run["name"] for run in runs] == ["three.csv", "two.csv", "one.csv", "products.json"]
    pages = await walk(own_shop.secret, f"/catalog/imports/{runs[2]['id']}", 3, within="errors")
    assert [[error["line"] for error in page] for page in pages] == [[2, 3, 4], [5, 6, 7], [8]]


async def test_job_tells_its_state_and_its_progress(own_shop: Shop) -> None:
    body = {"title": "Opening hours", "text": "We open at nine."}
    job_id = (await own_shop.secret.post("/documents", json=body)).json()["job_id"]
    waiting = await own_shop.reader.json(f"/jobs/{job_id}")
    assert (waiting["state"], waiting["attempt"], waiting["error"]) == ("queued", 0, None)
    await own_shop.work()
    done = await own_shop.reader.json(f"/jobs/{job_id}")
    assert (done["kind"], done["state"], done["attempt"]) == ("ingest_documents", "done", 1)
    assert set(done["progress"]) == {"stage", "done", "total", "note", "rate_per_s", "seconds_left"}
    assert done["progress"]["done"] == done["progress"]["total"]


async def test_job_can_be_followed_until_it_ends(own_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "POLL_SECONDS", 0.002)
    body = {"title": "Opening hours", "text": "We open at nine."}
    job_id = (await own_shop.secret.post("/documents", json=body)).json()["job_id"]
    follower = own_shop.reader.listen("GET", f"/jobs/{job_id}/events")
    await follower.until_text('"state":"queued"')
    await own_shop.work()
    await follower.finish()
    states = [
        json.loads(line[6:])["state"] for line in follower.text.splitlines() if line.startswith("data: ")
    ]
    assert follower.answer_headers["content-type"].startswith("text/event-stream")
    assert (states[0], states[-1]) == ("queued", "done")


async def test_only_a_dead_job_is_tried_again(own_shop: Shop) -> None:
    job_id = (await own_shop.secret.post("/documents", json={"title": "A", "text": "Words."})).json()[
        "job_id"
    ]
    check_problem(await own_shop.secret.post(f"/jobs/{job_id}/retry"), 409, "conflict")
    await own_shop.sql(
        "UPDATE job SET state = 'dead', error = 'it broke', finished_at = now() WHERE id = $1", job_id
    )
    again = await own_shop.secret.post(f"/jobs/{job_id}/retry")
    assert (again.status_code, again.json()["state"]) == (202, "queued")
    await own_shop.work()
    assert (await own_shop.reader.json(f"/jobs/{job_id}"))["state"] == "done"


# cursors and statements ---------------------------------------------------------------------------------------


async def list_paths(shop: Shop) -> dict[str, str]:
    """Every list of the API, with where its items are."""
    document = (await shop.reader.json("/documents"))["items"][-1]
    run = (await shop.secret.json("/catalog/imports"))["items"][-1]
    conversation = (await shop.shopper.ask(RETURNS_QUESTION))["conversation_id"]
    return {
        "/products": "shopper",
        "/documents": "reader",
        f"/documents/{document['id']}": "reader",
        "/catalog/imports": "secret",
        f"/catalog/imports/{run['id']}": "secret",
        f"/conversations/{conversation}/messages": "shopper",
    }


GARBAGE = [
    "",
    "x",
    "null",
    "W10",
    "WzFd",
    "bnVsbA",
    "eyJhIjoxfQ",
    "'; DROP TABLE product; --",
    "é",
    "=" * 40,
    "W" * 3999,
]


async def test_cursors_of_other_lists_and_garbage_are_refused(own_shop: Shop) -> None:
    await own_shop.shopper.ask(RETURNS_QUESTION, client_message_id="m")
    lists = await list_paths(own_shop)
    given = {}
    for path, who in lists.items():
        body = await getattr(own_shop, who).json(f"{path}?limit=1")
        given[path] = body.get("next_cursor") or next(
            (
                part["next_cursor"]
                for part in body.values()
                if isinstance(part, dict) and part.get("next_cursor")
            ),
            None,
        )
    assert sum(cursor is not None for cursor in given.values()) >= 3
    for path, who in lists.items():
        strange = [*GARBAGE, *(cursor for of, cursor in given.items() if cursor and of != path)]
        for cursor in strange:
            answer = await getattr(own_shop, who).get(path, params={"cursor": cursor})
            check_problem(answer, 422, "invalid_cursor")
        check_problem(
            await getattr(own_shop, who).get(path, params={"cursor": "W" * 4001}), 422, "invalid_input"
        )


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1e3", "ten", "", "99999999999999999999"])
async def test_limits_outside_the_promise_are_refused_on_every_list(shop: Shop, limit: str) -> None:
    for path, who in (await list_paths(shop)).items():
        check_problem(await getattr(shop, who).get(path, params={"limit": limit}), 422, "invalid_input")


async def test_lists_run_as_many_statements_for_many_rows_as_for_one(
    own_shop: Shop, statements: list[str]
) -> None:
    rows = "Handle,Title,Price\n" + "".join(f"h{n},Thing {n},cheap\n" for n in range(12))
    bad = (await own_shop.secret.post("/catalog/imports", files={"file": ("bad.csv", rows.encode())})).json()
    await own_shop.secret.post("/catalog/imports", files={"file": ("more.csv", CSV)})
    document = await own_shop.publish(
        "Handbook", "\n\n".join(f"# Part {n}\n\n" + "Words. " * 60 for n in range(8))
    )
    await own_shop.work()
    asked = await own_shop.shopper.ask(RUCKSACK_QUESTION)
    for question in (RETURNS_QUESTION, "Can I machine wash a waxed jacket?", "compare fell 28 and crag 45"):
        await own_shop.shopper.ask(question, conversation_id=asked["conversation_id"])
    lists = {
        "/products": own_shop.shopper,
        "/documents": own_shop.reader,
        f"/documents/{document['id']}": own_shop.reader,
        "/catalog/imports": own_shop.secret,
        f"/catalog/imports/{bad['import_id']}": own_shop.secret,
        f"/conversations/{asked['conversation_id']}/messages": own_shop.shopper,
        "/conversations": own_shop.reader,
        "/feedback": own_shop.reader,
        "/notices": own_shop.reader,
        "/jobs": own_shop.reader,
        "/product-quality": own_shop.reader,
    }
    for path, caller in lists.items():
        counts = []
        for limit in (2, 100):
            await caller.json(f"{path}?limit={limit}")  # recognises the caller, who is then remembered
            statements.clear()
            await caller.json(f"{path}?limit={limit}")
            counts.append(len(statements))
        assert counts[1] == counts[0], (path, counts)
        assert 0 < counts[1] <= 11, (path, counts)


async def test_search_runs_as_many_statements_for_many_hits_as_for_one(
    shop: Shop, statements: list[str]
) -> None:
    counts = []
    for limit in (1, 1, 50):  # the first reads the store's words, which are then kept
        statements.clear()
        assert (
            await shop.reader.post("/search", json={"query": "rucksack", "limit": limit})
        ).status_code == 200
        counts.append(len(statements))
    assert counts[1] == counts[2]


# organization-wide keys ---------------------------------------------------------------------------------------


async def test_key_of_the_whole_organization_is_told_to_name_a_store(shop: Shop, site: Site) -> None:
    async with site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        made = await keys.create_key(session, kind="secret", store_id=None)
    refused = check_problem(await site.caller(made.token).get("/products"), 404, "not_found")
    assert "/stores/" in refused["detail"]
    named = await site.caller(made.token).get(f"/stores/{shop.store.slug}/products")
    assert named.status_code == 200


async def test_unknown_ids_and_things_that_are_no_ids_answer_alike(shop: Shop) -> None:
    for path in ("/products/{}", "/documents/{}", "/catalog/imports/{}", "/jobs/{}", "/citations/{}"):
        absent = check_problem(await shop.secret.get(path.format(uuid4())), 404, (await _code(shop, path)))
        for odd in ("1", "../../etc/passwd", "%00", "' OR 1=1 --", "x" * 2000):
            answer = await shop.secret.get(path.format(odd.replace("/", "%2F")))
            assert answer.status_code == 404, odd
        assert "uuid" not in absent["detail"].lower()


async def _code(shop: Shop, path: str) -> str:
    return str((await shop.secret.get(path.format(uuid4()))).json()["code"])
