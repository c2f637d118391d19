"""What nobody should send: each gets a clear refusal or a proper answer, and the process goes on serving."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_shops import (
    API,
    RETURNS_QUESTION,
    STREAM,
    UPLOAD_MAX,
    Caller,
    Json,
    Listener,
    Shop,
    check_problem,
    problem_code,
)

from aisle.web import bodies

JSON_TYPE = {"content-type": "application/json"}
STRANGE_TEXTS = {
    "emoji": "🏔️🎒👨‍👩‍👧‍👦",
    "arabic": "كم يوما لدي لإرجاع البضائع؟",
    "hebrew": "כמה זמן יש לי להחזיר?",
    "persian": "می‌خواهم یک کوله‌پشتی",
    "bidi": "\u202esgnikcur \u2066hidden\u2069",
    "zalgo": "r̷̢̛u̴͓͝c̶̱̈k̵̫͝s̸͉̈a̷̩͝c̷̱̈k̵̡̛",
    "control": "ruck\x00sack\x01\x02\x7f\x85",
    "zero width": "ruck\u200bsack",
    "combining": "e\u0301" * 500,
    "private": "\ue000\uf8ff\U000f0000",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    "one letter": "a",
    "marks": "???!!!...",
    "long word": "x" * 3_900,
    "numbers": "9" * 3_000,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}} ${7*7} {fact:x1} {0} %s",
    "like": "%_\\%",
    "tsquery": "a & b | !c <-> (d:*) '",
    "regex": "(((((a+)+)+)+)+)$" * 40,
    "money": "£" * 500 + "under 1e400 between NaN and Infinity",
    "spaces": " \n\t " * 200 + "rucksack",
}
INJECTIONS = [
    "'; DROP TABLE product; --",
    "' OR 1=1 --",
    "\\'; SELECT pg_sleep(5); --",
    "$$; COMMIT; $$",
    "\x00",
    "a\x00b",
]


@pytest.fixture(autouse=True)
async def _goes_on_serving(shop: Shop) -> AsyncIterator[None]:
    """After whatever was sent, the next shopper is served, and nothing was lost."""
    yield
    answer = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION})
    assert "within 60 days" in answer.text
    assert len((await shop.reader.json("/products"))["items"]) == 3


async def send(caller: Caller, path: str, raw: bytes, **headers: str) -> Any:
    return await caller.post(path, content=raw, headers={**JSON_TYPE, **headers})


# questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", STRANGE_TEXTS)
async def test_strange_questions_get_a_proper_answer(shop: Shop, kind: str) -> None:
    text = STRANGE_TEXTS[kind]
    answer = await shop.shopper.post("/chat", json={"message": text})
    assert answer.status_code == 200, answer.text
    message = answer.json()["message"]
    assert message["state"] == "complete"
    assert message["text"]
    found = await shop.reader.post("/search", json={"query": text})
    assert found.status_code == 200, found.text


@pytest.mark.parametrize("kind", ["persian", "emoji", "hebrew", "combining"])
async def test_question_is_kept_as_it_was_written(shop: Shop, kind: str) -> None:
    reply = await shop.shopper.ask(STRANGE_TEXTS[kind])
    page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    assert page["items"][0]["text"] == STRANGE_TEXTS[kind]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\u0001\u0002"])
async def test_message_without_words_is_refused(shop: Shop, text: str) -> None:
    check_problem(await shop.shopper.post("/chat", json={"message": text}), 422, "message_empty")
    code = problem_code(await shop.reader.post("/search", json={"query": text}))
    assert code == "invalid_input"


async def test_question_of_a_hundred_thousand_characters_is_refused_with_its_limit(shop: Shop) -> None:
    refused = check_problem(
        await shop.shopper.post("/chat", json={"message": "x" * 100_000}), 413, "message_too_long"
    )
    assert "4000" in refused["detail"]
    check_problem(await shop.reader.post("/search", json={"query": "x" * 100_000}), 422, "invalid_input")
    assert (await shop.shopper.post("/chat", json={"message": "x" * 4_000})).status_code == 200


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\ud800\\ud800", "\\u0000"])
async def test_lone_surrogates_and_nul_in_any_field_never_reach_the_database(shop: Shop, escape: str) -> None:
    question = f'{{"message": "rucksack {escape}"}}'.encode()
    assert (await send(shop.shopper, "/chat", question)).status_code in (200, 422)
    bodies = {
        "/chat": [
            '{"message": "rucksack", "client_message_id": "ESC"}',
            '{"messages": [{"id": "ESC", "role": "user", "parts": [{"type": "text", "text": "rucksack ESC"}]}], "id": "ESC"}',
            '{"message": "rucksack", "filters": [{"field": "ESC", "op": "eq", "value": "x"}]}',
            '{"message": "rucksack", "filters": [{"field": "tag", "op": "eq", "value": "ESC"}]}',
            '{"message": "rucksack", "filters": [{"field": "tag", "op": "eq", "value": "x", "ESC": 1}]}',
            '{"ESC": 1}',
        ],
        "/search": [
            '{"query": "rucksack ESC"}',
            '{"query": "rucksack", "filters": [{"field": "brand", "op": "in", "value": ["ESC"]}]}',
            '{"query": "rucksack", "filters": [{"field": "attribute.ESC", "op": "eq", "value": "1"}]}',
            '{"query": "rucksack", "kinds": ["ESC"]}',
        ],
        "/documents": [
            '{"title": "ESC", "text": "words"}',
            '{"title": "T", "text": "words ESC", "name": "ESC.md", "category": "ESC", "tags": ["ESC"]}',
            '{"title": "T", "text": "words", "url": "https://shop.example/ESC"}',
        ],
    }
    for path, found in bodies.items():
        for body in found:
            answer = await send(shop.secret, path, body.replace("ESC", escape).encode())
            assert answer.status_code in (200, 202, 422), (path, body, answer.text)
            if answer.status_code == 422:
                problem_code(answer)
    mapping = {"mapping": '{"title": "ESC", "price": {"column": "ESC"}}'.replace("ESC", escape)}
    for form in (mapping, {**mapping, "dry_run": "true"}):
        answer = await shop.secret.post(
            "/catalog/imports", files={"file": ("p.csv", b"Handle,Title\na,A\n")}, data=form
        )
        assert problem_code(answer) == "invalid_mapping"


# bodies -------------------------------------------------------------------------------------------------------

DEEP = b"[" * 12_000 + b"]" * 12_000
BROKEN = {
    "empty": b"",
    "cut": b'{"message": "ruck',
    "latin": b'{"message": "caf\xe9", "query": "caf\xe9", "title": "\xe9", "text": "x"}',
    "list": b"[1, 2]",
    "string": b'"rucksack"',
    "null": b"null",
    "number": b"1" * 6_000,
    "nan": b'{"message": NaN, "query": NaN, "title": NaN, "text": NaN}',
    "deep": DEEP,
    "deep field": b'{"messages": ' + DEEP + b', "query": ' + DEEP + b', "title": ' + DEEP + b"}",
    "deep objects": b'{"a":' * 12_000 + b"1" + b"}" * 12_000,
    "types": b'{"message": {"a": 1}, "query": 5, "title": [], "text": {}}',
    "xml": b"<?xml version='1.0'?><message>rucksack</message>",
    "form": b"message=rucksack&query=rucksack",
    "bom16": '{"message": 5}'.encode("utf-16"),
}


@pytest.mark.parametrize("path", ["/chat", "/search", "/documents", "/documents/preview"])
@pytest.mark.parametrize("kind", BROKEN)
async def test_broken_bodies_are_refused(shop: Shop, path: str, kind: str) -> None:
    answer = await send(shop.secret, path, BROKEN[kind])
    check_problem(answer, 422, "invalid_input")


@pytest.mark.parametrize("path", ["/chat", "/search", "/documents", "/documents/preview"])
async def test_bodies_of_ten_megabytes_are_refused_before_they_are_held(shop: Shop, path: str) -> None:
    huge = b'{"message": "' + b"x" * 10_000_000 + b'"}'
    check_problem(await send(shop.secret, path, huge), 413, "too_large")
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(200):
            read += 1
            yield b"x" * 65_536

    check_problem(await shop.secret.post(path, content=endless(), headers=JSON_TYPE), 413, "too_large")
    assert read <= 20


@pytest.mark.parametrize("path", ["/chat", "/search", "/documents"])
async def test_caller_who_hangs_up_in_the_middle_of_a_body_is_no_fault_of_ours(shop: Shop, path: str) -> None:
    sender = Listener(
        shop.site.frame, "POST", f"http://api.test{API}{path}", shop.secret.bearer, b'{"mess', cut=True
    )
    await sender.begin().finish()
    assert sender.status == 400
    assert '"hung_up"' in sender.text


@pytest.mark.parametrize("path", ["/chat", "/search", "/documents", "/catalog/imports", "/documents/preview"])
async def test_body_of_a_stranger_is_not_even_read(shop: Shop, path: str) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(50):
            read += 1
            yield b"x" * 65_536

    answer = await shop.site.caller("aisle_sk_x").post(path, content=endless(), headers=JSON_TYPE)
    check_problem(answer, 401, "unauthorized")
    assert read <= 1


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "", "multipart/form-data"]
)
async def test_wrong_content_types_are_refused_where_a_form_is_needed(shop: Shop, kind: str) -> None:
    for path in ("/catalog/imports", "/documents"):
        answer = await shop.secret.post(path, content=b"a,b\n1,2\n", headers={"content-type": kind})
        assert problem_code(answer) in ("unsupported_type", "invalid_input")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
async def test_wrong_methods_are_refused(shop: Shop, method: str) -> None:
    answer = await shop.secret.call(method, "/chat")
    check_problem(answer, 405, "method_not_allowed")


async def test_numbers_and_states_outside_their_range_are_refused(shop: Shop) -> None:
    for body in (
        {"query": "x", "limit": 0},
        {"query": "x", "limit": 51},
        {"query": "x", "limit": 10**30},
        {"query": "x", "limit": "many"},
        {"query": "x", "mode": "magic"},
        {"query": "x", "kinds": ["order"]},
        {"query": "x", "kinds": "product"},
    ):
        check_problem(await shop.reader.post("/search", json=body), 422, "invalid_input")
    check_problem(await shop.reader.get("/documents?state=sleeping"), 422, "invalid_input")
    for body in (
        {"message": "x", "conversation_id": "1"},
        {"message": "x", "client_message_id": "y" * 101},
        {"message": "x", "ignore": ["y" * 900_000]},
    ):
        check_problem(await shop.shopper.post("/chat", json=body), 422, "invalid_input")


async def test_texts_are_refused_for_their_characters_whoever_checked_them_first(shop: Shop) -> None:
    refused = check_problem(
        await shop.secret.get("/conversations", params={"q": "y" * 201}), 422, "invalid_input"
    )
    assert "Text should have at most 200 characters" in refused["detail"]


@pytest.mark.parametrize("query", ["\u200b", "\u200d \u2060\ufeff", "\u202e"])
async def test_questions_that_nobody_can_see_are_empty(shop: Shop, query: str) -> None:
    check_problem(await shop.reader.post("/search", json={"query": query}), 422, "invalid_input")
    found = await shop.reader.call("GET", "/faq", params={"question": query})
    check_problem(found, 422, "invalid_input")


# filters ------------------------------------------------------------------------------------------------------

BAD_FILTERS: list[Json] = [
    {"field": "price; DROP TABLE", "op": "lte", "value": "1"},
    {"field": "secret", "op": "eq", "value": "1"},
    {"field": "", "op": "eq", "value": "1"},
    {"field": "price", "op": "lte", "value": "cheap"},
    {"field": "price", "op": "lte", "value": "NaN"},
    {"field": "price", "op": "lte", "value": "-Infinity"},
    {"field": "price", "op": "lte", "value": "-5"},
    {"field": "price", "op": "lte", "value": []},
    {"field": "price", "op": "between", "value": ["1"]},
    {"field": "price", "op": "in", "value": ["1", "2"]},
    {"field": "tag", "op": "eq", "value": []},
]
BAD_SHAPES: list[Any] = [
    {"field": "tag", "op": "like", "value": "x"},
    {"field": "tag", "op": "eq", "value": 5},
    {"field": "tag", "op": "eq", "value": None},
    {"field": "tag", "op": "eq"},
    {"field": "tag", "op": "eq", "value": "x", "sql": "1=1"},
    {"field": "t" * 101, "op": "eq", "value": "x"},
    "tag=x",
    None,
]


@pytest.mark.parametrize("number", range(len(BAD_FILTERS)))
async def test_filters_that_mean_nothing_are_refused_before_a_turn_begins(shop: Shop, number: int) -> None:
    filters = [BAD_FILTERS[number]]
    found = await shop.reader.post("/search", json={"query": "rucksack", "filters": filters})
    code = "filter_invalid" if filters[0]["field"] in ("price", "tag") else "unknown_field"
    check_problem(found, 422, code)
    turns = (await shop.sql("SELECT count(*) AS n FROM turn"))[0]["n"]
    for headers in ({}, {"accept": STREAM}):
        said = await shop.shopper.post(
            "/chat", json={"message": "rucksack", "filters": filters}, headers=headers
        )
        check_problem(said, 422, code)
    assert (await shop.sql("SELECT count(*) AS n FROM turn"))[0]["n"] == turns


@pytest.mark.parametrize("number", range(len(BAD_SHAPES)))
async def test_filters_of_another_shape_are_refused(shop: Shop, number: int) -> None:
    filters = [BAD_SHAPES[number]]
    check_problem(
        await shop.reader.post("/search", json={"query": "x", "filters": filters}), 422, "invalid_input"
    )
    check_problem(
        await shop.shopper.post("/chat", json={"message": "x", "filters": filters}), 422, "invalid_input"
    )


@pytest.mark.parametrize(
    "value", ["1e400", "1e-400", "0." + "1" * 5_000, "9" * 5_000, "1e131073", "1_000", "٣", "0x10"]
)
async def test_prices_at_the_edge_of_numbers_are_answered_or_refused(shop: Shop, value: str) -> None:
    for op in ("lte", "gte", "eq"):
        filters = [{"field": "price", "op": op, "value": value}]
        found = await shop.reader.post("/search", json={"query": "rucksack", "filters": filters})
        assert found.status_code in (200, 422), found.text
        said = await shop.shopper.post("/chat", json={"message": "rucksack", "filters": filters})
        assert said.status_code == found.status_code, said.text


async def test_ten_thousand_filters_or_values_are_refused_or_answered_soon(shop: Shop) -> None:
    one = {"field": "tag", "op": "eq", "value": "x"}
    for body in ({"query": "x", "filters": [one] * 10_000}, {"query": "x", "filters": [one] * 51}):
        check_problem(await shop.reader.post("/search", json=body), 422, "invalid_input")
    many = {"field": "tag", "op": "in", "value": [f"t{n}" for n in range(10_000)]}
    assert (await shop.reader.post("/search", json={"query": "x", "filters": [many]})).status_code in (
        200,
        422,
    )


@pytest.mark.parametrize("injection", [*INJECTIONS, "%", "_", "\\", "{}", "(", "[", "*"])
async def test_sql_and_patterns_in_every_string_stay_words(shop: Shop, injection: str) -> None:
    """Each place where a caller's string goes: nothing fails, nothing sleeps, nothing matches more than it says."""
    for name in ("category", "q"):
        answer = await shop.reader.get("/products", params={name: injection})
        assert answer.status_code == 200 or problem_code(answer) == "invalid_input", answer.text
        if answer.status_code == 200:
            assert answer.json()["items"] == []
    for path in ("/documents", "/catalog/imports", "/products"):
        check_problem(await shop.secret.get(path, params={"cursor": injection}), 422, _cursor_code(injection))
    for field in (
        "category",
        "brand",
        "tag",
        "attribute.Weight",
        f"attribute.{injection}",
        "source",
        "language",
    ):
        for op in ("eq", "in", "not"):
            filters = [{"field": field, "op": op, "value": [injection]}]
            answer = await shop.reader.post("/search", json={"query": "rucksack", "filters": filters})
            refused = ("invalid_input", "unknown_field")
            assert answer.status_code == 200 or problem_code(answer) in refused, (field, answer.text)
    said = {"message": f"rucksack {injection}", "client_message_id": f"m{injection}", "id": injection}
    answer = await shop.shopper.post("/chat", json=said)
    assert answer.status_code == 200 or problem_code(answer) == "invalid_input", answer.text
    header = injection.replace("\x00", "")
    assert (
        await shop.reader.get("/products", headers={"x-request-id": header, "accept-language": header})
    ).status_code == 200


def _cursor_code(text: str) -> str:
    return "invalid_input" if "\x00" in text else "invalid_cursor"


# files --------------------------------------------------------------------------------------------------------


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


BOMB = _zip(
    {
        "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": b"<w:document>" + b" " * 60_000_000 + b"</w:document>",
    }
)
FILES: dict[str, tuple[str, bytes, set[str]]] = {
    "truncated pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", {"corrupt", "no_text", "empty"}),
    "bomb": ("a.docx", BOMB, {"bomb", "too_large", "corrupt"}),
    "truncated docx": ("a.docx", BOMB[:900], {"corrupt", "bomb", "unsupported_type"}),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(200), {"unsupported_type", "no_text", "corrupt"}),
    "program": ("a.exe", b"MZ" + bytes(range(256)) * 10, {"unsupported_type", "corrupt"}),
    "only spaces": ("a.txt", b" \n\t\n ", {"empty", "no_text"}),
    "picture called text": (
        "a.md",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        {"unsupported_type", "no_text", "corrupt"},
    ),
}


@pytest.mark.parametrize("kind", FILES)
async def test_unreadable_file_ends_with_a_reason_and_harms_no_other(own_shop: Shop, kind: str) -> None:
    name, data, reasons = FILES[kind]
    sent = await own_shop.secret.post(
        "/documents", files=[("files", (name, data)), ("files", ("good.md", b"# Good\n\nGood words."))]
    )
    bad, good = [one["id"] for one in sent.json()["documents"]]
    await own_shop.work()
    failed = await own_shop.secret.json(f"/documents/{bad}")
    assert failed["state"] == "failed"
    assert failed["reason"] in reasons, failed
    assert len(failed["detail"]) > 10
    assert (await own_shop.secret.json(f"/documents/{good}"))["state"] == "ready"
    shown = await own_shop.secret.post("/documents/preview", files={"files": (name, data)})
    refused = check_problem(shown, 422, "invalid_input")
    assert refused["reason"] in reasons


async def test_wrong_extension_is_read_by_its_content_and_noted(own_shop: Shop) -> None:
    page = b"<!doctype html><html><body><h1>Repairs</h1><p>We mend tents in two weeks.</p></body></html>"
    sent = await own_shop.secret.post("/documents", files={"files": ("repairs.pdf", page, "application/pdf")})
    await own_shop.work()
    read = await own_shop.secret.json(f"/documents/{sent.json()['documents'][0]['id']}")
    assert read["state"] == "ready"
    assert read["versions"][0]["media_type"] == "text/html"
    assert read["versions"][0]["notes"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.md",
        "/etc/shadow",
        "a\x00b.md",
        "'; DROP TABLE document; --.md",
        "n" * 990,
        "",
        "\u202egpj.exe",
        "CON",
        "\r\nX: y.md",
    ],
)
async def test_names_of_files_are_never_paths(own_shop: Shop, name: str) -> None:
    answer = await own_shop.secret.post(
        "/documents", json={"title": "T", "text": f"words {len(name)}", "name": name}
    )
    assert answer.status_code == 202, answer.text
    kept = answer.json()["documents"][0]["name"]
    assert not kept.startswith("/")
    assert ".." not in kept.split("/")
    assert all(mark.isprintable() for mark in kept)
    await own_shop.work()
    stored = await own_shop.secret.json(f"/documents/{answer.json()['documents'][0]['id']}")
    assert stored["state"] == "ready"


async def test_number_of_files_has_its_limits(shop: Shop) -> None:
    check_problem(await shop.secret.post("/documents", files={"other": (None, b"x")}), 422, "no_files")
    many = [("files", (f"{n}.md", b"x")) for n in range(201)]
    check_problem(await shop.secret.post("/documents", files=many), 413, "too_many_files")
    texts = [{"title": f"{n}", "text": "x"} for n in range(201)]
    check_problem(await shop.secret.post("/documents", json={"documents": texts}), 413, "too_many_files")
    check_problem(await shop.secret.post("/documents", json={"documents": []}), 422, "invalid_input")
    crowd = [("files", (f"{n}.md", b"x")) for n in range(900)]
    assert problem_code(await shop.secret.post("/documents", files=crowd)) in (
        "too_many_files",
        "invalid_input",
    )


async def test_huge_file_is_refused_by_name_and_others_are_taken(own_shop: Shop) -> None:
    sent = await own_shop.secret.post(
        "/documents",
        files=[
            ("files", ("huge.md", b"x" * (UPLOAD_MAX + 1))),
            ("files", ("largest.md", b"word " * (UPLOAD_MAX // 5))),
        ],
    )
    assert sent.status_code == 202
    huge, largest = sent.json()["documents"]
    assert (huge["state"], huge["reason"]) == ("failed", "too_large")
    assert largest["state"] == "queued"
    one = {"file": ("huge.csv", b"x" * (UPLOAD_MAX + 1))}
    check_problem(await own_shop.secret.post("/catalog/imports", files=one), 413, "file_too_large")
    shown = {"files": ("huge.md", b"x" * (UPLOAD_MAX + 1))}
    check_problem(await own_shop.secret.post("/documents/preview", files=shown), 413, "file_too_large")


async def test_files_of_one_upload_are_limited_together(open_other_site: Any, shop: Shop) -> None:
    async with open_other_site(upload_max_request_bytes=100_000) as small:
        files = [("files", (f"{number}.txt", b"x" * 30_000)) for number in range(5)]
        check_problem(await small.caller(shop.secret.token).post("/documents", files=files), 413, "too_large")
        few = await small.caller(shop.secret.token).post("/documents", files=files[:2])
        assert few.status_code == 202


async def test_body_that_stops_coming_is_let_go(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "IDLE_SECONDS", 0.05)

    async def stalling() -> AsyncIterator[bytes]:
        yield b'{"message": '
        await asyncio.sleep(1)

    answer = await shop.secret.post("/chat", content=stalling(), headers={"content-type": "application/json"})
    check_problem(answer, 408, "body_too_slow")


async def test_form_that_never_ends_is_cut_off(shop: Shop) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield head
        for _ in range(500):
            read += 1
            yield b"x" * 65_536

    headers = {"content-type": "multipart/form-data; boundary=b"}
    check_problem(
        await shop.secret.post("/catalog/imports", content=endless(), headers=headers), 413, "too_large"
    )
    assert read <= 10


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"--b",
        b"--b--\r\n",
        b"--b\r\n\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        b'--b\r\nContent-Disposition: attachment; filename="x"\r\n\r\nx\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.md"\r\n\r\nnever ends',
        b'--other\r\nContent-Disposition: form-data; name="files"\r\n\r\nx\r\n--other--',
        b"--b\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"--b\r\n" + b"X" * 200_000,
        b"\x00\xff" * 500,
    ],
)
async def test_broken_forms_are_refused(shop: Shop, raw: bytes) -> None:
    for path in ("/documents", "/catalog/imports", "/documents/preview"):
        headers = {"content-type": "multipart/form-data; boundary=b"}
        answer = await shop.secret.post(path, content=raw, headers=headers)
        assert answer.status_code in (413, 422), (path, answer.text)
        problem_code(answer)


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 9_000],
)
async def test_form_without_a_usable_boundary_is_refused(shop: Shop, kind: str) -> None:
    for path in ("/documents", "/catalog/imports"):
        answer = await shop.secret.post(
            path, content=b"--b\r\n\r\nx\r\n--b--", headers={"content-type": kind}
        )
        assert answer.status_code == 422, answer.text
        problem_code(answer)


async def test_form_with_a_thousand_fields_is_refused(shop: Shop) -> None:
    fields = {f"f{n}": "x" for n in range(1_000)}
    answer = await shop.secret.post(
        "/catalog/imports", files={"file": ("a.csv", b"Handle\na\n")}, data=fields
    )
    check_problem(answer, 422, "invalid_input")
    answer = await shop.secret.post(
        "/catalog/imports", files={"file": ("a.csv", b"Handle\na\n")}, data={"mapping": "x" * 2_000_000}
    )
    assert problem_code(answer) in ("invalid_input", "too_large")


# catalogues ---------------------------------------------------------------------------------------------------

UNREADABLE = {
    "empty": (b"", "empty_file"),
    "spaces": (b"  \n ", "empty_file"),
    "pdf": (b"%PDF-1.7 catalogue", "unreadable_file"),
    "zip": (BOMB[:2_000], "unreadable_file"),
    "xml": (b"<?xml version='1.0'?><feed/>", "unreadable_file"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("dry_run", ["true", "false"])
async def test_file_that_is_no_catalogue_is_refused_at_once(shop: Shop, kind: str, dry_run: str) -> None:
    data, code = UNREADABLE[kind]
    answer = await shop.secret.post(
        "/catalog/imports", files={"file": ("p.csv", data)}, data={"dry_run": dry_run}
    )
    found = problem_code(answer)
    assert answer.status_code in (415, 422)
    assert found == code


async def test_rows_that_cannot_be_taken_are_told_by_line_and_the_rest_is_imported(own_shop: Shop) -> None:
    rows = (
        b"Handle,Title,Price,Currency,Stock\n"
        b"ok,Good mug,9.50,GBP,4\n"
        b"minus,Mug of minus,-5.00,GBP,1\n"
        b"strange,Strange mug,5.00,XYZ,1\n"
        b'quote,"unclosed mug,5.00,GBP,1\n'
    )
    sent = await own_shop.secret.post("/catalog/imports", files={"file": ("p.csv", rows)})
    assert sent.status_code == 202
    await own_shop.work()
    run = await own_shop.secret.json(f"/catalog/imports/{sent.json()['import_id']}")
    assert run["state"] == "done"
    assert run["counts"]["failed"] >= 2
    assert {error["line"] for error in run["errors"]["items"]} >= {3, 4}
    assert all(error["reason"] for error in run["errors"]["items"])
    assert (await own_shop.product("ok"))["price"] == {"amount": "9.50", "currency": "GBP"}
    prices = [one["price"] for one in (await own_shop.secret.json("/products?limit=100"))["items"]]
    assert all(price is None or float(price["amount"]) >= 0 for price in prices)


@pytest.mark.parametrize("currency", ["XYZ", "pounds", "£", "GB", "'; --", "\x00"])
async def test_unknown_currency_of_an_import_is_refused(shop: Shop, currency: str) -> None:
    answer = await shop.secret.post(
        "/catalog/imports", files={"file": ("p.csv", b"Handle,Title\na,A\n")}, data={"currency": currency}
    )
    assert "currency" in check_problem(answer, 422, "invalid_mapping")["detail"]


@pytest.mark.parametrize(
    "mapping",
    [
        "x",
        "[]",
        "5",
        "null",
        '{"title": 5}',
        '{"nothing": "Title"}',
        "[" * 50_000,
        '{"title": "No such column"}',
    ],
)
async def test_mapping_that_does_not_fit_is_refused(shop: Shop, mapping: str) -> None:
    answer = await shop.secret.post(
        "/catalog/imports", files={"file": ("p.csv", b"Handle,Title\na,A\n")}, data={"mapping": mapping}
    )
    assert answer.status_code == 422, answer.text
    assert problem_code(answer) in ("invalid_input", "invalid_mapping")


async def test_import_without_a_file_is_refused(shop: Shop) -> None:
    for form in ({"file": (None, b"text")}, {"other": ("p.csv", b"Handle\na\n")}):
        refused = check_problem(await shop.secret.post("/catalog/imports", files=form), 422, "invalid_input")
        assert "`file`" in refused["detail"]


async def test_products_with_surrogates_and_markup_are_shown_as_text(own_shop: Shop) -> None:
    raw = b'[{"handle": "odd", "title": "Odd \\ud800 mug \\u0000", "description": "<script>alert(1)</script>", "price": "1.00"}]'
    for dry_run in ("true", "false"):
        answer = await own_shop.secret.post(
            "/catalog/imports", files={"file": ("p.json", raw)}, data={"dry_run": dry_run}
        )
        assert answer.status_code in (200, 202), answer.text
    await own_shop.work()
    product = await own_shop.product("odd")
    assert product["title"].startswith("Odd")
    assert "<script>" not in product["description"]


async def test_errors_in_a_stream_are_events_and_not_broken_bytes(shop: Shop) -> None:
    events = await shop.shopper.ask_stream("<b>rucksack</b>\n\ndata: [DONE]\n\nid: 7\r\nevent: x")
    assert events[-1]["type"] == "finish"


async def test_signs_that_stand_for_many_letters_are_counted_as_those(shop: Shop) -> None:
    text = "\ufdfa" * 4_000  # eighteen letters each
    check_problem(await shop.reader.post("/search", json={"query": text}), 422, "invalid_input")
    check_problem(await shop.shopper.post("/chat", json={"message": text}), 422, "invalid_input")
    assert (await shop.reader.post("/search", json={"query": "\ufdfa tent"})).status_code == 200
