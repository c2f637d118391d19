"""A Confluence is read from both deployments alike: what changed in any time zone, and nothing that is for some people alone."""

from datetime import timedelta

import pytest
from confluence_wiki import CLOUD, SERVER
from world_of_confluence import credentials, options, wiki
from worlds import setup

from aisle.adapters.connectors.confluence import CONFLUENCE
from aisle.adapters.connectors.confluence.settings import ConfluenceOptions
from aisle.adapters.connectors.confluence.storage import html_of
from aisle.adapters.parsers.html.parser import parse
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer
from aisle.sources.records import Resource

BOTH = pytest.mark.parametrize("address", [CLOUD, SERVER], ids=["cloud", "data-center"])


def opened(at, **more):
    return CONFLUENCE.open(setup(options(at.address, **more), credentials(at.address), at))


async def read(at, mark=None, **more):
    pages = [page async for page in opened(at, **more).pages(Resource.DOCUMENTS, mark, None)]
    return [one for page in pages for one in page.records], pages


async def titles(at, mark=None, **more):
    records, _ = await read(at, mark, **more)
    return sorted(one.title for one in records)


def own(at, title):
    return next(one for one in at.things.values() if one.title == title)


@BOTH
async def test_pages_posts_and_files_are_read_with_all_that_is_told_of_them(address):
    records, pages = await read(wiki(address))
    found = {one.title: one for one in records}
    assert len(records) == 27
    assert found["Help"].tags == ("start",)
    assert found["Question 7"].content.endswith(b"<h1>Question 7</h1><p>Answer 7</p></body></html>")
    assert found["Care.pdf"].content == b"%PDF-1.4 care"
    assert found["Care.pdf"].found_in == found["Help"].id
    assert "logo.png" not in found
    assert all(one.url is None and one.updated_at for one in records)
    assert not [told for page in pages for told in page.broken]


@BOTH
@pytest.mark.parametrize(
    ("told", "count"), [({"posts": False}, 26), ({"files": False}, 26), ({"spaces": ["FAQ"]}, 1)]
)
async def test_only_what_is_wished_is_read(address, told, count):
    assert len((await read(wiki(address), **told))[0]) == count


@BOTH
@pytest.mark.parametrize("zone", [-12, 0, 1, 14])
async def test_changes_are_found_whatever_zone_queries_are_meant_in(address, zone):
    at = wiki(address, zone)
    at.edit(own(at, "Question 8").id, timedelta(days=3))
    at.now += timedelta(hours=6)
    _, pages = await read(at)
    before = own(at, "Question 3").id
    at.edit(before, timedelta(minutes=1))
    assert await titles(at, pages[-1].mark) == ["Question 3"]


@BOTH
async def test_what_changed_while_it_was_read_is_read_again(address):
    at = wiki(address)
    at.now += timedelta(days=1)
    _, pages = await read(at)
    at.edit(own(at, "Question 1").id, timedelta(seconds=-40))
    assert await titles(at, pages[-1].mark) == ["Question 1"]


@BOTH
async def test_a_file_that_changed_is_found_without_its_page(address):
    at = wiki(address)
    at.now += timedelta(days=1)
    _, pages = await read(at)
    at.now += timedelta(hours=1)
    at.file(own(at, "Question 5").id, "Sizes.pdf", b"%PDF-1.4 sizes")
    at.file(own(at, "Salaries").id, "Salaries.pdf", b"%PDF-1.4 secret")
    assert await titles(at, pages[-1].mark) == ["Sizes.pdf"]


async def test_a_file_has_one_name_with_and_without_the_letters_of_its_id():
    at = wiki()
    file = at.things.pop(own(at, "Care.pdf").id)
    file.id = file.id.removeprefix("att")
    at.things[file.id] = file
    records, _ = await read(at)
    assert [one.id for one in records if one.title == "Care.pdf"] == [f"file:att{file.id}"]
    assert await opened(at).fetch(Resource.DOCUMENTS, [f"file:att{file.id}"])


@BOTH
async def test_what_only_some_may_see_is_left_out_with_all_below_it(address):
    at = wiki(address)
    secret = at.page("For staff", readers=["Anna"])
    below = at.page("Discounts", parent=at.page("More", parent=secret))
    at.file(below, "Discounts.pdf", b"%PDF-1.4 x")
    assert not {"For staff", "More", "Discounts", "Discounts.pdf"} & set(await titles(at))
    assert {"For staff", "More", "Discounts", "Discounts.pdf"} <= set(await titles(at, restricted=True))
    (warning,) = (await opened(at, restricted=True).check()).warnings
    assert "only some people" in warning


@BOTH
async def test_a_page_that_is_restricted_later_is_taken_away(address):
    at = wiki(address)
    one, file = own(at, "Question 2"), own(at, "Care.pdf")
    at.edit(one.id, timedelta(days=1), readers=["Anna"])
    _, pages = await read(at, mark=(at.now - timedelta(hours=1)).isoformat())
    assert [name for page in pages for name in page.removed] == [f"page:{one.id}"]
    at.edit(own(at, "Help").id, readers=["Anna"])  # all others stand below it
    assert await opened(at).fetch(Resource.DOCUMENTS, [f"page:{one.id}", f"file:{file.id}"]) == []


@BOTH
@pytest.mark.parametrize("change", [{"status": "trashed"}, {"status": "archived"}, {"space": "HR"}])
async def test_what_is_gone_is_missing_from_a_second_look(address, change):
    at = wiki(address)
    one, other = (own(at, f"Question {number}") for number in (4, 5))
    at.edit(one.id, **change)
    names = [f"page:{one.id}", f"page:{other.id}", "page:../../admin", "7", f"post:{other.id}"]
    assert [seen.id for seen in await opened(at).fetch(Resource.DOCUMENTS, names)] == [f"page:{other.id}"]


@BOTH
async def test_a_refusal_is_no_word_of_what_is_gone(address):
    at = wiki(address)
    one = own(at, "Question 4").id
    at.refusals = [Answer(address, 403, {}, b"{}")]
    with pytest.raises(ShopRefused):
        await opened(at).fetch(Resource.DOCUMENTS, [f"page:{one}"])


async def test_a_folder_between_pages_has_no_restrictions_and_hides_none():
    at = wiki()
    home = at.page("Home", readers=["Anna"])
    folder = at._make("folder", "Drawer", "HELP", parent=home)
    at.page("In a drawer", parent=folder)
    at.page("In an open drawer", parent=at._make("folder", "Open", "HELP"))
    found = await titles(at)
    assert "In an open drawer" in found
    assert "In a drawer" not in found


@BOTH
async def test_restrictions_above_are_asked_for_once(address):
    at = wiki(address)
    await read(at)
    asked = [one.url for one in at.asked if "/restriction/" in one.url]
    assert len(asked) == len(set(asked)) == 26


@BOTH
async def test_a_page_that_cannot_be_read_stops_no_other(address):
    at = wiki(address)
    own(at, "Question 3").body = "<p>not closed"
    records, pages = await read(at)
    assert len(records) == 26
    assert [told.id for page in pages for told in page.broken] == [f"page:{own(at, 'Question 3').id}"]


@BOTH
async def test_a_file_that_is_too_large_is_told(address):
    _, pages = await read(wiki(address), most_bytes=5)
    assert [(told.id[:5], told.field) for page in pages for told in page.broken] == [("file:", "file")]


@BOTH
async def test_addresses_are_told_only_of_a_wiki_that_is_open(address):
    records, _ = await read(wiki(address), is_public=True)
    base = {CLOUD: f"{CLOUD}/wiki/spaces/HELP/pages/101", SERVER: f"{SERVER}/display/HELP/101"}
    assert next(one.url for one in records if one.title == "Help") == base[address]


@BOTH
async def test_links_of_lists_lead_nowhere_else(address):
    at = wiki(address)
    await read(at)
    assert all(one.url.startswith(address) for one in at.asked)


@BOTH
async def test_a_space_that_is_not_there_is_told(address):
    with pytest.raises(ShopNotFound, match="NONE"):
        await opened(wiki(address), spaces=["HELP", "NONE"]).check()


async def test_a_server_that_takes_a_wrong_token_for_a_guest_is_seen_through():
    at = wiki(SERVER)
    with pytest.raises(FixCredentials):
        await CONFLUENCE.open(setup(options(SERVER), credentials(SERVER, "another"), at)).check()


@pytest.mark.parametrize(
    ("status", "error"), [(403, ShopRefused), (429, RetryLater), (400, BrokenData), (401, FixCredentials)]
)
async def test_refusals_say_who_can_do_what(status, error):
    at = wiki()
    at.refusals = [Answer(CLOUD, status, {}, b'{"message": "no"}')] * 9
    with pytest.raises(error):
        await opened(at).check()


@pytest.mark.parametrize("key", ['HELP") or type in ("page', "a b", "", "x" * 300])
def test_what_is_no_key_of_a_space_gets_into_no_query(key):
    with pytest.raises(ValueError, match="validation error"):
        ConfluenceOptions.model_validate({"address": CLOUD, "spaces": [key]})


def test_a_token_goes_nowhere_without_tls():
    with pytest.raises(ValueError, match="TLS"):
        options("http://wiki.shop.example")
    assert options("wiki.shop.example").base == "https://wiki.shop.example"
    assert options("https://shop.atlassian.net/wiki/").base == "https://shop.atlassian.net/wiki"
    gateway = "https://api.atlassian.com/ex/confluence/1234"
    assert options(gateway).base == f"{gateway}/wiki"


def macro(name, body="", /, **parameters):
    told = "".join(
        f'<ac:parameter ac:name="{key}">{value}</ac:parameter>' for key, value in parameters.items()
    )
    return f'<ac:structured-macro ac:name="{name}" ac:schema-version="1" ac:macro-id="x">{told}{body}</ac:structured-macro>'


def rich(inner):
    return f"<ac:rich-text-body>{inner}</ac:rich-text-body>"


def quoted(inner, name="ac:plain-text-body"):
    return f"<{name}><![CDATA[{inner}]]></{name}>"


FORMS = [
    ("<h1>A</h1><h6>B</h6>", "<h2>A</h2><h6>B</h6>"),
    ("<p>30&nbsp;cm &ndash; &lt;b&gt; &amp; &euro;5</p>", "<p>30\xa0cm – &lt;b&gt; &amp; €5</p>"),
    ('<p style="color: red" onclick="x()">a<br/>b</p>', "<p>a<br>b</p>"),
    ('<a href="https://x.example/?a=1&amp;b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'),
    ('<a href="javascript:alert(1)">x</a>', "x"),
    ("<p>a</p><script>alert(1)</script><style>p{}</style>", "<p>a</p>"),
    ('<table class="wrapped"><colgroup><col/></colgroup><tbody><tr><th colspan="2">A</th></tr></tbody></table>',
     '<table><tbody><tr><th colspan="2">A</th></tr></tbody></table>'),
    (macro("code", quoted("if (a < b) &nbsp; <x/>"), title="Try", language="c"),
     "<p><strong>Try</strong></p><pre><code>if (a &lt; b) &amp;nbsp; &lt;x/&gt;</code></pre>"),
    *[(macro(one, rich("<p>x</p>"), title="Mind"), "<div><p><strong>Mind</strong></p><p>x</p></div>") for one in ("info", "note", "tip", "warning", "panel")],
    (macro("info", rich("<p>x</p>"), icon="false"), "<div><p>x</p></div>"),
    (macro("expand", rich("<p>30 days.</p>"), title="How long?"), "<details><summary>How long?</summary><p>30 days.</p></details>"),
    (macro("expand", rich("<p>x</p>")), "<p>x</p>"),
    (macro("excerpt", rich("<p>x</p>"), hidden="true"), ""),
    (macro("excerpt", rich("<p>x</p>")), "<p>x</p>"),
    ("<p>" + macro("status", title="IN STOCK", colour="Green") + "</p>", "<p>IN STOCK</p>"),
    *[(macro(one, upload="false", page="x"), "") for one in ("attachments", "toc", "children", "jira", "include", "html")],
    (macro("html", quoted("<b>x</b>")), ""),
    (macro("of-an-app", rich("<p>x</p>"), secret="no"), "<p>x</p>"),
    (macro("view-file", name='<ri:attachment ri:filename="Care.pdf"/>'), "<p>Care.pdf</p>"),
    (macro("info", rich(macro("expand", rich("<p>x</p>"), title="T"))), "<div><details><summary>T</summary><p>x</p></details></div>"),
    ('<ac:link><ri:page ri:content-title="Returns"/></ac:link>', "Returns"),
    ('<ac:link><ri:page ri:content-title="Returns"/>' + quoted("here", "ac:plain-text-link-body") + "</ac:link>", "here"),
    ('<ac:link><ri:page ri:content-title="Returns"/><ac:link-body>h<em>ere</em></ac:link-body></ac:link>', "h<em>ere</em>"),
    ('<p>Ask <ac:link><ri:user ri:account-id="5b10"/></ac:link></p>', "<p>Ask </p>"),
    ('<ac:image ac:alt="A bag"><ri:url ri:value="https://x.example/a.png"/></ac:image>',
     '<figure><img src="https://x.example/a.png" alt="A bag"></figure>'),
    ('<ac:image ac:alt="A bag"><ri:attachment ri:filename="a.png"/><ac:caption><p>Of linen</p></ac:caption></ac:image>',
     "<figure>A bag<figcaption><p>Of linen</p></figcaption></figure>"),
    ("<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>x</ac:task-body></ac:task>"
     "<ac:task><ac:task-id>8</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>y</ac:task-body></ac:task></ac:task-list>",
     "<ul><li>☑ x</li><li>☐ y</li></ul>"),
    ('<ac:emoticon ac:name="smile" ac:emoji-fallback="🙂"/><ac:emoticon ac:name="cross" ac:emoji-fallback=":cross_mark:"/>', "🙂"),
    ('<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell></ac:layout-section></ac:layout>',
     "<p>a</p><p>b</p>"),
    ("<p><ac:placeholder>Write here</ac:placeholder>x</p>", "<p>x</p>"),
    ('<p><ac:inline-comment-marker ac:ref="1">x</ac:inline-comment-marker></p>', "<p>x</p>"),
    ('<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>x</p></ac:adf-content></ac:adf-node>'
     "<ac:adf-fallback><div>x</div></ac:adf-fallback></ac:adf-extension>", "<p>x</p>"),
    ('<p><time datetime="2026-11-30" /></p>', "<p>2026-11-30</p>"),
    ("a\x00b &unknown;", "ab &amp;unknown;"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "made"), FORMS, ids=range(len(FORMS)))
def test_the_storage_format_is_html(body, made):
    assert html_of(body) == made


@pytest.mark.parametrize(
    "body",
    [
        "<p>",
        "</page><page>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "<p>" * 600 + "</p>" * 600,
        "x" * (9 * 2**20),
    ],
    ids=["open", "broken-out", "doctype", "deep", "long"],
)
def test_bodies_that_cannot_be_read_are_told(body):
    with pytest.raises(BrokenData):
        html_of(body)


def test_questions_in_expands_are_questions_to_the_parser():
    made = html_of(
        macro(
            "expand", rich("<p>You have thirty days to send it back.</p>"), title="How long can I return it?"
        )
    )
    document = parse(f"<html><body><h1>Help</h1>{made}</body></html>".encode(), "help.html")
    assert "How long can I return it?" in repr(document)
