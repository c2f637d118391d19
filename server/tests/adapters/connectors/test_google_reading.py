"""Google Drive read by folders and by its feed of changes: the copy is what lies in the folders, whatever happened."""

import random
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256

import pytest
from google_drive import DOC, FOLDER, File, GoogleDouble
from google_reading import Copy, connector, whole
from world_of_google import drive, products, workbook

from aisle.adapters.connectors.google.documents import most_records
from aisle.adapters.connectors.google.items import Item
from aisle.adapters.connectors.google.read_before import ReadBefore
from aisle.adapters.connectors.memory import packed
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Broken
from aisle.sources.records import Amount, Resource


def downloads(double: GoogleDouble) -> list[str]:
    """Return the ids whose bytes were asked for since the last look; metadata of places and sheets are not."""
    return [one for one in double.asked if one.endswith("/export") or one.startswith("files/pdf-")]


async def test_what_lies_in_the_places_is_read_and_nothing_else() -> None:
    found = await whole(drive())
    assert found["doc-returns"] == ("Returns.html", b"<p>Returns are free for 30 days.</p>")
    assert found["slides-care"][0] == "Care.pptx"
    assert found["sheet-sizes"][0] == "Sizes.xlsx"
    assert found["pdf-07"] == ("Manual 7.pdf", b"%PDF-1.4 7")
    assert not found.keys() & {"doc-private", "doc-draft", "short-cut", "video-1", "sheet-products"}


async def test_documents_and_sheets_come_in_the_form_that_was_chosen() -> None:
    found = await whole(drive(), documents_as="markdown", sheets_as="csv", include=["Returns", "Help/*"])
    assert {one: name for one, (name, _) in found.items()} == {
        "doc-returns": "Returns.md",
        "sheet-sizes": "Sizes.csv",
    }


async def test_links_of_documents_lead_where_they_lead() -> None:
    double = drive()
    page = b'<a href="https://www.google.com/url?q=https://shop.example/a?b%3D1%26c%3D2&amp;sa=D&amp;ust=17&amp;usg=Ab">x</a>'
    double.touch(
        "doc-returns",
        content=page + b'<a href="https://www.google.com/url?q=javascript:alert(1)&amp;ust=1">y</a>',
    )
    text = (await whole(double))["doc-returns"][1] or b""
    assert b'<a href="https://shop.example/a?b=1&amp;c=2">x</a>' in text
    assert b'href="javascript' not in text


async def test_a_second_read_asks_for_what_changed_alone() -> None:
    double = drive()
    copy = Copy(double)
    await copy.sync()
    double.asked.clear()
    assert await copy.sync() == set()
    assert downloads(double) == []
    assert "files" not in double.asked, "nothing is listed either"
    double.touch("doc-returns", content=b"<p>60 days.</p>")
    double.put(File("doc-new", "New", DOC, "folder-manuals", b"<p>new</p>"))
    double.touch("pdf-01", trashed=True)
    double.drop("pdf-02")
    double.touch("pdf-03", parent="root-folder-of-mine")
    double.touch("doc-private", parent="folder-shop")
    double.touch("sheet-sizes", name="Sizes in cm")
    double.asked.clear()
    assert await copy.sync() == {"doc-returns", "doc-new", "doc-private", "sheet-sizes"}
    assert len(downloads(double)) == 4
    assert copy.texts() == await whole(double)
    assert not copy.records.keys() & {"pdf-01", "pdf-02", "pdf-03"}


@pytest.mark.parametrize("deed", ["out", "in", "trash", "back", "gone"])
async def test_folders_take_with_them_what_lies_in_them(deed: str) -> None:
    """Drive tells of the folder, and not of what lies in it."""
    double = drive()
    double.put(File("folder-far", "Far", FOLDER, "root-folder-of-mine"))
    double.put(File("doc-far", "Far", DOC, "folder-far", b"<p>far</p>"))
    if deed == "back":
        double.touch("folder-manuals", trashed=True)
    copy = Copy(double)
    await copy.sync()
    double.asked.clear()
    if deed == "gone":
        for one in [*(f"pdf-{n:02}" for n in range(40)), "slides-care"]:
            del double.files[one]
        double.drop("folder-manuals")
    else:
        moved = {
            "out": ("folder-manuals", {"parent": "root-folder-of-mine"}),
            "in": ("folder-far", {"parent": "folder-shop"}),
        }
        name, changed = moved.get(deed, ("folder-manuals", {"trashed": deed == "trash"}))
        double.touch(name, **changed)
    await copy.sync()
    assert copy.texts() == await whole(double)
    assert len(copy.records) == {"out": 2, "in": 44, "trash": 2, "back": 43, "gone": 2}[deed]


@pytest.mark.parametrize("seed", range(12))
async def test_after_anything_the_copy_is_what_lies_there(seed: int) -> None:
    """Random changes, syncs that stop anywhere, changes while they read: in the end the copy equals a fresh one."""
    chance, double = random.Random(seed), drive()
    copy = Copy(double)
    for _ in range(8):
        for _ in range(chance.randrange(4)):
            _change(double, chance)
        double.hook = lambda path: _change(double, chance) if chance.random() < 0.02 else None
        await copy.sync(stop_after=chance.choice([None, 1, 2]))
        double.hook = None
    await copy.sync()
    await copy.sync()
    assert copy.texts() == await whole(double)


def _change(double: GoogleDouble, chance: random.Random) -> None:
    files = sorted(one for one, file in double.files.items() if file.type != FOLDER and file.drive == "")
    folders = ["folder-shop", "folder-manuals", "folder-drafts", "root-folder-of-mine"]
    name, deed = chance.choice(files), chance.randrange(7)
    if deed == 0:
        double.put(File(f"doc-{len(double.changes)}", "Made", DOC, chance.choice(folders), b"<p>made</p>"))
    elif deed == 1:
        double.touch(
            name, content=f"%PDF-1.4 {len(double.changes)}".encode()
        ) if name != "sheet-products" else None
    elif deed == 2:
        double.touch(name, trashed=not double.files[name].trashed)
    elif deed == 3 and name != "sheet-products":
        double.drop(name)
    elif deed == 4:
        double.touch(name, parent=chance.choice(folders))
    elif deed == 5:
        double.touch(
            "folder-manuals", parent=chance.choice(["folder-shop", "folder-drafts", "root-folder-of-mine"])
        )
    else:
        double.touch("folder-manuals", trashed=not double.files["folder-manuals"].trashed)


async def test_what_changes_while_it_is_listed_is_told_next_time() -> None:
    double = drive()
    copy = Copy(double)

    def edit(path: str) -> None:
        if path == "files/pdf-05":
            double.hook = None
            double.touch("doc-returns", content=b"<p>45 days.</p>")
            double.put(File("pdf-00a", "Late", "application/pdf", "folder-manuals", b"%PDF-1.4 late"))

    double.hook = edit
    await copy.sync()
    assert copy.texts()["doc-returns"][1] == b"<p>Returns are free for 30 days.</p>"
    assert await copy.sync() == {"doc-returns", "pdf-00a"}
    assert copy.texts() == await whole(double)


async def test_what_was_read_before_a_stop_and_changed_since_is_told_next_time() -> None:
    """Its change lies before the tokens that the read which goes on would take."""
    double = drive()
    copy = Copy(double)
    await copy.sync(stop_after=1)
    assert "doc-returns" in copy.records
    double.touch("pdf-02", content=b"%PDF-1.4 other")
    double.touch("doc-returns", content=b"<p>90 days.</p>")
    await copy.sync()
    await copy.sync()
    assert copy.texts() == await whole(double)


async def test_files_that_are_not_given_are_told_once_by_a_read_that_stops() -> None:
    double = drive()
    for number in range(25):
        double.touch(f"pdf-{number:02}", refused="cannotDownloadFile")
    copy = Copy(double)
    await copy.sync(stop_after=1)
    first = {one.id for one in copy.broken}
    await copy.sync()
    second = {one.id for one in copy.broken}
    assert first
    assert second
    assert not first & second
    assert len(first | second) == 25


async def test_a_token_that_google_forgot_has_everything_compared() -> None:
    double = drive()
    copy = Copy(double)
    await copy.sync()
    double.drop("pdf-09")
    double.touch("doc-returns", content=b"<p>14 days.</p>")
    double.oldest = len(double.changes)
    double.asked.clear()
    assert await copy.sync() == {"doc-returns"}
    assert len(downloads(double)) == 1
    assert copy.texts() == await whole(double)


async def test_files_that_are_not_given_are_told_and_stop_nothing() -> None:
    double = drive()
    double.touch("pdf-03", refused="cannotDownloadFile")
    double.touch("doc-returns", content=b"x" * (10 * 2**20 + 1))
    double.touch("pdf-04", content=b"y" * 2000)
    copy = Copy(double, most_bytes=1000, exclude=["Drafts/", "*Care", "Help/"])
    await copy.sync()
    assert {one.id for one in copy.broken} == {"pdf-03", "doc-returns", "pdf-04"}
    assert len(copy.records) == 38
    assert all("Words of Google" not in one.reason for one in copy.broken)
    (again,) = await connector(double).fetch(Resource.DOCUMENTS, ["pdf-03"])
    assert isinstance(again, Broken), "it is there, and must not be taken for gone"
    double.touch("pdf-03", refused="")
    assert await copy.sync() == {"pdf-03"}


async def test_a_file_that_left_the_places_is_gone_for_whoever_asks_again() -> None:
    double = drive()
    open_ = connector(double)
    assert [
        one.id
        for one in await open_.fetch(
            Resource.DOCUMENTS, ["pdf-01", "doc-private", "sheet-products", "x/../y"]
        )
    ] == ["pdf-01"]
    double.touch("pdf-01", parent="root-folder-of-mine")
    double.touch("pdf-02", trashed=True)
    assert await open_.fetch(Resource.DOCUMENTS, ["pdf-01", "pdf-02"]) == []
    assert "files" not in double.asked, "nothing is listed for a look at a few"
    double.touch("folder-manuals", parent="folder-drafts")
    assert await open_.fetch(Resource.DOCUMENTS, ["pdf-03"]) == [], "what is excluded is nowhere"
    double.touch("folder-manuals", parent="folder-shop")
    double.touch("folder-shop", parent="folder-far")
    assert [one.id for one in await open_.fetch(Resource.DOCUMENTS, ["pdf-03"])] == ["pdf-03"]


async def test_a_place_that_is_not_there_empties_nothing() -> None:
    double = drive()
    copy = Copy(double)
    await copy.sync()
    double.touch("folder-shop", trashed=True)
    with pytest.raises(ShopNotFound, match="trash"):
        await copy.sync()
    double.drop("folder-shop")
    with pytest.raises(ShopNotFound, match=r"share it with that address") as told:
        await copy.sync()
    assert "reader@shop-project" in told.value.detail
    assert len(copy.records) == 43


async def test_rows_of_sheets_are_products_and_sheets_that_stay_are_not_read_again() -> None:
    double = drive()
    copy = Copy(double, Resource.PRODUCTS)
    assert len(await copy.sync()) == 5
    bag = next(one for one in copy.records.values() if one.title == "Bag 3")  # type: ignore[union-attr]
    assert bag.variants[0].price == Amount(Decimal("3.50"), "EUR")  # type: ignore[union-attr]
    double.asked.clear()
    assert await copy.sync() == set()
    assert downloads(double) == []
    double.touch("sheet-products", content=products(3))
    await copy.sync()
    assert len(copy.records) == 3
    other = workbook([["Artikel", "Bezeichnung", "Preis"], ["X-1", "Tasche", 9]])
    double.touch("sheet-products", content=other)
    mapped = Copy(
        double, Resource.PRODUCTS, mapping={"sku": "Artikel", "title": "Bezeichnung", "price": "Preis"}
    )
    await mapped.sync()
    assert [one.title for one in mapped.records.values()] == ["Tasche"]  # type: ignore[union-attr]
    double.touch("sheet-products", trashed=True)
    with pytest.raises(ShopNotFound):
        await copy.sync()


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        ((403, "insufficientPermissions"), ShopRefused, "drive.readonly|connect again"),
        ((403, "accessNotConfigured"), ShopRefused, "Switch the Google Drive API on"),
        ((403, "domainPolicy"), ShopRefused, "domainPolicy"),
        ((400, "badRequest"), BrokenData, "400"),
        ((200, b"<html>Sign in</html>"), BrokenData, "not JSON"),
        ((403, "dailyLimitExceeded"), RetryLater, "quota"),
    ],
    ids=["scope", "switched_off", "policy", "bad", "page", "quota"],
)
async def test_refusals_say_what_to_do(fault: tuple[int, object], kind: type[Exception], said: str) -> None:
    double = drive()
    double.faults = [fault]
    with pytest.raises(kind, match=said) as told:
        await Copy(double).sync()
    assert "Words of Google" not in str(told.value)
    if isinstance(told.value, RetryLater):
        assert (told.value.retry_after or 0) >= 3600
        assert len(double.asked) == 1, "a quota that is used up is not asked again"


async def test_rates_that_are_exceeded_are_waited_for() -> None:
    double = drive()
    double.faults = [
        (403, "userRateLimitExceeded"),
        (403, "rateLimitExceeded"),
        (429, "rateLimitExceeded"),
    ]
    copy = Copy(double)
    await copy.sync()
    assert len(copy.records) == 43


async def test_a_token_that_is_refused_early_is_renewed_once() -> None:
    double = drive()
    del double.tokens.access_tokens["at-known"]
    await Copy(double).sync()
    assert len(double.tokens.asked) == 1
    double.tokens.refresh_tokens.clear()
    double.tokens.access_tokens.clear()
    with pytest.raises(FixCredentials, match="Connect the source again"):
        await Copy(double).sync()


def test_the_cursors_of_a_long_read_stay_in_proportion_to_its_files() -> None:
    """Each names the files that were new: were there one for every twenty files, all together would grow by the square."""
    read, cursors, since = ReadBefore(), list[int](), 0
    for number in range(5_000):
        read.note(Item(sha256(b"%d" % number).hexdigest()[:33], "n", "t"), taken=True, is_new=True)
        since += 1
        if since >= most_records(read):
            cursors.append(len(packed(asdict(read))))
            since = 0
    assert len(cursors) < 150
    assert sum(cursors) < 60 * cursors[-1]
