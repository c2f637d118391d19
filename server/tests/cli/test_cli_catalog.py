"""Catalogues from the command line: mapping, dry run, errors by line, replacing."""

import json
from pathlib import Path

import pytest
import xlsxwriter

GOOD = "handle,title,price,currency\nfell,Fell rucksack,95.00,GBP\nbeck,Beck tent,249.00,GBP\n"
FLAWED = GOOD + "crag,Crag rucksack,a lot,GBP\n"
ODD = "handle,Produktname,Preis brutto\nfell,Fell rucksack,95.00\n"


@pytest.fixture
def slug(new_shop) -> str:
    return new_shop()["slug"]


@pytest.fixture
def file(goods: Path) -> Path:
    path = goods / "products.csv"
    path.write_text(GOOD)
    return path


def titles(aisle, slug: str, query: str = "Fell Beck Crag rucksack tent") -> set[str]:
    found = aisle("search", query, "-s", slug, "--mode", "keyword", "--json").gives()
    return {item["title"] for item in found["items"]}


def test_products_are_imported_without_any_worker(aisle, slug, file):
    done = aisle("catalog", "import", str(file), "--store", slug, "--wait", "--json").gives()
    assert done.keys() == {"import_id", "job_id", "state", "counts", "errors", "error", "unmapped"}
    assert (done["state"], done["errors"], done["error"]) == ("done", [], None)
    assert (done["counts"]["rows"], done["counts"]["products"], done["counts"]["failed"]) == (2, 2, 0)
    assert titles(aisle, slug) == {"Fell rucksack", "Beck tent"}
    again = aisle("catalog", "import", str(file), "-s", slug, "--wait").says()
    assert again.startswith("State: done\n")
    assert "unchanged 2" in again


def test_a_workbook_is_imported_like_a_csv_file(aisle, slug, file):
    path = file.with_name("products.xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Products")
        for number, line in enumerate(GOOD.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    assert aisle("catalog", "import", str(path), "-s", slug, "--dry-run", "--json").gives()["kind"] == "xlsx"
    done = aisle("catalog", "import", str(path), "--store", slug, "--wait", "--json").gives()
    assert (done["counts"]["rows"], done["counts"]["products"], done["counts"]["failed"]) == (2, 2, 0)
    assert titles(aisle, slug) == {"Fell rucksack", "Beck tent"}


def test_without_waiting_an_import_is_queued(aisle, slug, file):
    assert aisle("catalog", "import", str(file), "-s", slug, "--json").gives()["state"] == "queued"


def test_rows_that_cannot_be_read_are_told_by_line(aisle, slug, file):
    file.write_text(FLAWED)
    done = aisle("catalog", "import", str(file), "-s", slug, "--wait", "--json").gives(1)
    [error] = done["errors"]
    assert (error["line"], error["field"], error["code"]) == (4, "price", "unreadable_price")
    assert done["counts"]["failed"] == 1
    assert titles(aisle, slug) == {"Fell rucksack", "Beck tent"}
    assert "line 4: " in aisle("catalog", "import", str(file), "-s", slug, "--wait").says(1)


def test_columns_that_nothing_was_read_from_are_in_the_report(aisle, slug, file):
    file.write_text("handle,title,price,warehouse row\nfell,Fell rucksack,95.00,7\n")
    asked = ("catalog", "import", str(file), "-s", slug)
    assert "Columns not read: warehouse row" in aisle(*asked, "--dry-run").says()
    assert "Columns not read: warehouse row" in aisle(*asked, "--wait").says()
    assert aisle(*asked, "--wait", "--json").gives()["unmapped"] == ["warehouse row"]
    file.write_text(GOOD)
    assert "Columns not read: none" in aisle(*asked, "--wait").says()


async def test_a_dry_run_shows_all_and_stores_nothing(aisle, slug, file, sql):
    file.write_text(FLAWED)
    before = await sql.fetchval("SELECT count(*) FROM aisle.import_run")
    tried = aisle("catalog", "import", str(file), "-s", slug, "--dry-run", "--json").gives(1)
    assert tried["columns"] == ["handle", "title", "price", "currency"]
    assert tried["mapping"]["price"] == "price"
    assert tried["sample"][:2] == ["Fell rucksack", "Beck tent"]
    assert [error["line"] for error in tried["errors"]] == [4]
    assert "nothing was stored" in aisle("catalog", "import", str(file), "-s", slug, "--dry-run").says(1)
    assert await sql.fetchval("SELECT count(*) FROM aisle.import_run") == before
    assert titles(aisle, slug) == set()


def test_the_guessed_mapping_can_be_corrected(aisle, slug, file):
    file.write_text(ODD)
    mapping = json.dumps({"title": "Produktname", "price": "Preis brutto"})
    options = ("-s", slug, "--wait", "--mapping", mapping, "--currency", "eur")
    aisle("catalog", "import", str(file), *options, "--json").gives()
    answer = aisle("ask", "How much is the Fell rucksack?", "-s", slug, "--json").gives()
    assert answer["products"][0]["price"] == {"amount": "95.00", "currency": "EUR"}


@pytest.mark.parametrize(
    "options",
    [
        ["--mapping", "title=Name"],
        ["--mapping", '["title"]'],
        ["--mapping", '{"title": "No such column"}'],
        ["--mapping", '{"no_such_field": "title"}'],
        ["--currency", "pounds"],
    ],
)
def test_options_that_make_no_sense_are_refused(aisle, slug, file, options):
    aisle("catalog", "import", str(file), "-s", slug, *options, "--wait", "--json").says(2)


def test_replacing_deletes_what_the_file_does_not_have(aisle, slug, file):
    aisle("catalog", "import", str(file), "-s", slug, "--wait").says()
    file.write_text("".join(GOOD.splitlines(keepends=True)[:2]))
    aisle("catalog", "import", str(file), "-s", slug, "--wait").says()
    assert titles(aisle, slug) == {"Fell rucksack", "Beck tent"}
    done = aisle("catalog", "import", str(file), "-s", slug, "--replace", "--wait", "--json").gives()
    assert done["counts"]["removed"] == 1
    assert titles(aisle, slug) == {"Fell rucksack"}


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_is_not_there_is_wrong_use(aisle, slug, goods, name):
    assert name in aisle("catalog", "import", name, "-s", slug, "--json", cwd=goods).refuses(2, "wrong_use")


def test_a_file_without_products_says_so(aisle, slug, file):
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = aisle("catalog", "import", str(file), "-s", slug, "--wait", "--json")
    assert done.code in (1, 2), done
    assert "Traceback" not in done.out + done.err
    assert done.json.get("error"), done.json
