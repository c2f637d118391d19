"""A Notion workspace is read whole, at its pace, from a mark that has minutes alone; what is not for shoppers stays there."""

from datetime import timedelta

import pytest
from notion_workspace import Workspace, names, text
from recorded_shop import Hours
from world_of_notion import options, workspace, world
from worlds import setup

from aisle.adapters.connectors.notion import NOTION
from aisle.adapters.connectors.notion.blocks import Block, html_of
from aisle.adapters.connectors.notion.properties import value_of
from aisle.adapters.connectors.notion.settings import NotionOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Broken
from aisle.sources.records import Resource


def opened(at, given=None, **other):
    return NOTION.open(setup(given or NotionOptions(), world().credentials, at, **other))


async def read(at, given=None, mark=None, resource=Resource.DOCUMENTS):
    return [page async for page in opened(at, given).pages(resource, mark, None)]


def records(pages):
    return [one for page in pages for one in page.records]


async def body(at, page):
    """Return what stands on a page, below its title."""
    (made,) = await opened(at).fetch(Resource.DOCUMENTS, [page])
    return made.content.decode().partition("</h1>")[2].removesuffix("</body></html>")


async def test_three_requests_a_second_and_no_more():
    hours = Hours()
    made, _ = workspace()
    pages = [one async for one in opened(made, timing=hours.timing).pages(Resource.DOCUMENTS, None, None)]
    assert records(pages)
    assert hours.seconds == pytest.approx((len(made.asked) - 1) / 3)


@pytest.mark.parametrize("status", [429, 529])
async def test_notion_is_left_alone_as_long_as_it_asks(status):
    hours = Hours()
    made, _ = workspace()
    (page, *_) = records(await read(made))
    made.refusals = [Answer("https://api.notion.com", status, {"retry-after": "47"}, b"{}")]
    assert await opened(made, timing=hours.timing).fetch(Resource.DOCUMENTS, [page.id])
    assert 47 <= hours.seconds < 60


KINDS = [
    ("paragraph", {"rich_text": text("a<b>\nc")}, "<p>a&lt;b&gt;<br>c</p>"),
    ("paragraph", {"rich_text": text("x", annotations={"bold": True, "code": True})}, "<p><code><strong>x</strong></code></p>"),
    ("paragraph", {"rich_text": text("x", href="https://shop.example/?a=1&b=2")}, '<p><a href="https://shop.example/?a=1&amp;b=2">x</a></p>'),
    ("paragraph", {"rich_text": text("x", href="javascript:alert(1)")}, "<p>x</p>"),
    ("paragraph", {"rich_text": text("x", href="/0123456789abcdef")}, "<p>x</p>"),
    ("paragraph", {"rich_text": [{"type": "mention", "plain_text": "@Anna", "mention": {"type": "user"}}]}, ""),
    ("paragraph", {"rich_text": [{"type": "equation", "plain_text": "E=mc^2", "equation": {}}]}, "<p>E=mc^2</p>"),
    ("heading_1", {"rich_text": text("Size"), "is_toggleable": False}, "<h2>Size</h2>"),
    ("heading_3", {"rich_text": text("Size")}, "<h4>Size</h4>"),
    ("bulleted_list_item", {"rich_text": text("x")}, "<ul><li>x</li></ul>"),
    ("numbered_list_item", {"rich_text": text("x"), "list_start_index": 4}, '<ol start="4"><li>x</li></ol>'),
    ("to_do", {"rich_text": text("x"), "checked": True}, "<ul><li>☑ x</li></ul>"),
    ("toggle", {"rich_text": text("Why?")}, "<details><summary>Why?</summary></details>"),
    ("quote", {"rich_text": text("x")}, "<blockquote><p>x</p></blockquote>"),
    ("callout", {"rich_text": text("x"), "icon": {"type": "emoji", "emoji": "💡"}}, "<div><p>💡 x</p></div>"),
    ("code", {"rich_text": text("a < b"), "caption": text("c"), "language": "c"}, "<pre><code>a &lt; b</code></pre><p>c</p>"),
    ("equation", {"expression": "a<b"}, "<p>a&lt;b</p>"),
    ("divider", {}, "<hr>"),
    ("image", {"type": "external", "external": {"url": "https://x.example/a.png"}, "caption": text("A bag")},
     '<figure><img src="https://x.example/a.png" alt="A bag"><figcaption>A bag</figcaption></figure>'),
    ("image", {"type": "file", "file": {"url": "https://s3.example/a?Signature=1"}, "caption": []}, "<figure></figure>"),
    ("file", {"type": "file", "file": {"url": "https://s3.example/a?Signature=1"}, "name": "Care.pdf"}, "<p>Care.pdf</p>"),
    ("pdf", {"type": "external", "external": {"url": "https://x.example/a.pdf"}, "caption": []},
     '<p><a href="https://x.example/a.pdf">https://x.example/a.pdf</a></p>'),
    ("bookmark", {"url": "https://x.example", "caption": text("There")}, '<p><a href="https://x.example">There</a></p>'),
    *[(one, {"url": "https://x.example"}, '<p><a href="https://x.example">https://x.example</a></p>') for one in ("embed", "link_preview")],
    *[(one, {"rich_text": text("internal")}, "") for one in ("template", "breadcrumb", "table_of_contents", "meeting_notes", "link_to_page")],
    ("unsupported", {"block_type": "form"}, ""),
    ("of_tomorrow", {"anything": 1}, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said", "made"), KINDS, ids=[f"{n}-{one[0]}" for n, one in enumerate(KINDS)]
)
async def test_each_kind_of_block_is_html(kind, said, made):
    at = Workspace()
    page = at.page("x")
    at.block(page, kind, **said)
    assert await body(at, page) == made


async def test_blocks_within_blocks_stay_where_they_are():
    at = Workspace()
    page = at.page("x")
    first = at.block(page, "numbered_list_item", rich_text=text("one"))
    at.block(
        at.block(first, "bulleted_list_item", rich_text=text("in it")), "paragraph", rich_text=text("deep")
    )
    at.block(page, "numbered_list_item", rich_text=text("two"))
    columns = at.block(page, "column_list")
    for words in ("left", "right"):
        at.block(at.block(columns, "column"), "paragraph", rich_text=text(words))
    table = at.block(page, "table", has_column_header=True, has_row_header=True)
    for cells in (("", "S"), ("Width", "30")):
        at.block(table, "table_row", cells=[text(one) if one else [] for one in cells])
    assert await body(at, page) == (
        "<ol><li>one<ul><li>in it<p>deep</p></li></ul></li><li>two</li></ol><p>left</p><p>right</p>"
        "<table><tr><th></th><th>S</th></tr><tr><th>Width</th><td>30</td></tr></table>"
    )


async def test_a_synced_block_says_what_its_original_says():
    at = Workspace()
    page, other = at.page("Copies"), at.page("Original")
    seen, hidden = (at.block(other, "synced_block", synced_from=None) for _ in range(2))
    for one, words in ((seen, "Open until five."), (hidden, "secret")):
        at.block(one, "paragraph", rich_text=text(words))
        copy = at.block(page, "synced_block", synced_from={"type": "block_id", "block_id": one})
        at.objects[copy]["has_children"] = True
    at.unshared.add(hidden)
    assert await body(at, page) == "<p>Open until five.</p>"


async def test_a_page_of_hundreds_of_blocks_is_read_to_its_end():
    at = Workspace()
    page = at.page("x")
    for number in range(250):
        at.block(page, "paragraph", rich_text=text(f"{number}."))
    assert "".join(f"<p>{number}.</p>" for number in range(250)) == await body(at, page)


async def test_a_block_that_stands_in_itself_breaks_its_page_alone():
    at = Workspace()
    page, whole = at.page("Snake"), at.page("Whole")
    snake = at.block(page, "synced_block", synced_from=None)
    copy = at.block(snake, "synced_block", synced_from={"type": "block_id", "block_id": snake})
    at.objects[copy]["has_children"] = True
    (read_page,) = await read(at)
    assert [one.id for one in read_page.records] == [whole]
    assert [(one.id, one.field) for one in read_page.broken] == [(page, "blocks")]


async def test_two_edits_within_a_minute_are_both_seen():
    at = Workspace()
    page = at.page("Hours")
    at.edit(page, timedelta(seconds=10))
    mark = (await read(at))[-1].mark
    at.edit(page, timedelta(seconds=20), Name={"type": "title", "title": text("Opening hours")})
    at.now += timedelta(minutes=20)
    assert names(records(await read(at, mark=mark))) == ["Opening hours"]


async def test_what_search_learns_late_is_found():
    at = Workspace()
    at.page("Other")
    at.unsearched = {at.page("Hours")}
    at.now += timedelta(minutes=10)
    mark = (await read(at))[-1].mark
    at.unsearched = set()
    at.now += timedelta(hours=1)
    assert "Hours" in names(records(await read(at, mark=mark)))


async def test_what_did_not_change_is_not_asked_for_again():
    at, _ = workspace()
    at.now += timedelta(hours=3)
    mark = (await read(at))[-1].mark
    at.asked.clear()
    assert records(await read(at, mark=mark)) == []
    assert not [one for one in at.paths() if one.startswith(("pages/", "blocks/"))]


async def test_pages_and_rows_that_search_does_not_know_are_found():
    at, _ = workspace()
    known = {one["id"] for one in at.objects.values() if one["object"] == "page"}
    top = min(known)
    at.unsearched = known - {top}
    at.now += timedelta(days=1)
    pages = await read(at)
    assert len(records(pages)) == 28
    mark = pages[-1].mark
    row = max(known)
    at.edit(row)
    assert [one.id for one in records(await read(at, mark=mark))] == [row]


async def test_what_is_gone_is_missing_from_a_second_look():
    at, _ = workspace()
    found = records(await read(at))
    home = next(one.id for one in found if one.title == "Help")
    child, hidden = (next(one.id for one in found if one.title == f"Question {n}") for n in (1, 2))
    at.unshared.add(hidden)
    seen = await opened(at).fetch(Resource.DOCUMENTS, [child, hidden, "../users/me", "7"])
    assert [one.id for one in seen] == [child]
    at.trash(home)  # which its children do not say
    assert await opened(at).fetch(Resource.DOCUMENTS, [home, child]) == []


async def test_a_page_in_the_trash_is_taken_away_by_the_next_read():
    at = Workspace()
    page = at.page("Old")
    mark = (await read(at))[-1].mark
    listing = at._searched
    at._searched = lambda body: [{**one, "in_trash": True} for one in listing(body)]
    (last,) = await read(at, mark=mark)
    assert (last.records, last.removed) == ([], [page])


async def test_rows_become_what_the_table_says():
    at, database = workspace()
    given = {"record": {"category": "'Bags'", "tags": "[@['Article number']]"}}
    as_documents = NotionOptions.model_validate({"tables": {database: {"becomes": "documents"} | given}})
    rows = [one for one in records(await read(at, as_documents)) if one.category]
    assert [(one.title, one.category, one.tags) for one in rows] == [
        (f"Bag {n}", "Bags", (f"BAG-{n}",)) for n in range(3)
    ]
    assert b"<tr><th>Price</th><td>10.5</td></tr>" in rows[0].content
    none = NotionOptions.model_validate({"tables": {database: {"becomes": "nothing"}}})
    assert len(records(await read(at, none))) == 25
    products = records(await read(at, options(database), resource=Resource.PRODUCTS))
    assert [(one.title, str(one.variants[0].price.amount), one.description) for one in products] == [
        (f"Bag {n}", f"{10 + n}.5", "<p>Of linen.</p>") for n in range(3)
    ]


async def test_rows_that_changed_are_found_and_those_that_fit_no_product_are_told():
    at, database = workspace()
    at.now += timedelta(hours=2)
    mark = (await read(at, options(database), resource=Resource.PRODUCTS))[-1].mark
    row = max(one["id"] for one in at.objects.values() if one["object"] == "page")
    at.edit(row, Name={"type": "title", "title": []})
    (page,) = await read(at, options(database), mark, Resource.PRODUCTS)
    assert (page.records, [one.id for one in page.broken]) == ([], [row])
    (again,) = await opened(at, options(database)).fetch(Resource.PRODUCTS, [row])
    assert isinstance(again, Broken)


async def test_more_rows_than_one_query_gives_are_all_read_once():
    at = Workspace()
    _, source = at.database("Bags", at.page("Home"))
    for number in range(23):
        at.now += timedelta(minutes=number % 3)
        at.page(f"{number:02}", source)
    at.most, at.unsearched = (
        7,
        {one for one, said in at.objects.items() if "data_source_id" in said.get("parent", {})},
    )
    found = names(records(await read(at)))
    assert sorted(found) == [*(f"{number:02}" for number in range(23)), "Home"]


async def test_rows_that_no_query_can_pass_are_told():
    at = Workspace()
    _, source = at.database("Bags", at.page("Home"))
    for number in range(9):
        at.page(str(number), source)
    at.most = 7
    with pytest.raises(BrokenData, match="one minute"):
        await read(at)


async def test_a_search_that_is_cut_short_is_told_and_takes_nothing_away():
    at, _ = workspace()
    at.most = 26
    (first, *_) = await read(at)
    assert [(one.id, one.field) for one in first.broken] == [(None, "search")]


VALUES = [
    ({"type": "people", "people": [{"name": "Anna", "person": {"email": "a@shop.example"}}]}, None),
    ({"type": "created_by", "created_by": {"name": "Anna"}}, None),
    ({"type": "files", "files": [{"file": {"url": "https://s3.example/?Signature=1"}}, {"external": {"url": "https://x.example/a"}}]}, ["https://x.example/a"]),
    ({"type": "status", "status": {"name": "Done"}}, "Done"),
    ({"type": "multi_select", "multi_select": [{"name": "a"}, {"name": "b"}]}, ["a", "b"]),
    ({"type": "date", "date": {"start": "2026-11-01", "end": None}}, "2026-11-01"),
    ({"type": "formula", "formula": {"type": "string", "string": "x"}}, "x"),
    ({"type": "formula", "formula": {"type": "boolean", "boolean": False}}, False),
    ({"type": "rollup", "rollup": {"type": "array", "array": [{"type": "number", "number": 2}]}}, [2]),
    ({"type": "rollup", "rollup": {"type": "unsupported", "unsupported": {}}}, None),
    ({"type": "relation", "relation": [{"id": "x"}], "has_more": True}, ["x"]),
    ({"type": "unique_id", "unique_id": {"prefix": None, "number": 7}}, "7"),
    ({"type": "checkbox", "checkbox": True}, True),
    ({"type": "of_tomorrow", "of_tomorrow": {}}, None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "value"), VALUES, ids=range(len(VALUES)))
def test_each_property_is_a_plain_value(said, value):
    assert value_of(said) == value


@pytest.mark.parametrize("odd", [None, [], {}, "x", 7, [None], [[1]], {"a": {}}])
def test_odd_shapes_crash_nothing(odd):
    for kind in (
        "title",
        "number",
        "select",
        "multi_select",
        "date",
        "files",
        "formula",
        "rollup",
        "relation",
        "unique_id",
        "place",
    ):
        value_of({"type": kind, kind: odd})
    for kind in {one for one, _, _ in KINDS} | {"table", "column"}:
        html_of([Block(kind, {"rich_text": odd, "caption": odd, "url": odd, "external": odd, "icon": odd})])


async def test_a_first_look_says_what_is_missing():
    at, database = workspace()
    found = await opened(at, options(database)).check()
    assert (found.shop, found.warnings) == ("The shop", ())
    (warning,) = (await opened(Workspace()).check()).warnings
    assert "shared" in warning
    with pytest.raises(ShopNotFound, match="not shared"):
        await opened(Workspace(), options(database)).check()


@pytest.mark.parametrize(
    ("status", "error"), [(401, FixCredentials), (403, ShopRefused), (409, RetryLater), (400, BrokenData)]
)
async def test_refusals_say_who_can_do_what(status, error):
    at, _ = workspace()
    at.refusals = [Answer("https://api.notion.com", status, {}, b'{"message": "no"}')] * 9
    with pytest.raises(error):
        await read(at)


@pytest.mark.parametrize(
    "tables",
    [
        {"not an id": {"becomes": "documents"}},
        {"0" * 32: {"becomes": "products", "record": {"nothing": "1"}}},
        {"0" * 32: {"becomes": "documents", "record": {"content": "'x'"}}},
        {"0" * 32: {"becomes": "products", "record": {"title": "((("}}},
    ],
    ids=["id", "field", "content", "expression"],
)
def test_tables_that_cannot_work_are_refused_at_once(tables):
    with pytest.raises(ValueError, match="validation error"):
        NotionOptions.model_validate({"tables": tables})
