"""Documents from the command line: what is taken, how it is called, and how each file ended."""

from pathlib import Path
from uuid import UUID

import pytest

TEXT = "# Returns\n\nGoods can come back within 60 days of delivery.\n"


@pytest.fixture(scope="module")
def slug(new_shop) -> str:
    return new_shop()["slug"]


def write(folder: Path, name: str, text: str = TEXT) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return str(file)


def names(rows: list[dict]) -> list[str]:
    return sorted(row["name"] for row in rows)


def test_a_file_is_read_without_any_worker(aisle, slug, goods):
    file = write(goods, "care.md")
    [row] = aisle(
        "ingest", file, "-s", slug, "--wait", "--category", "Guides", "--tag", "a", "--tag", "b", "--json"
    ).gives()
    assert row == {
        "id": str(UUID(row["id"])),
        "name": "care.md",
        "state": "ready",
        "reason": None,
        "detail": None,
        "unchanged": False,
    }
    [again] = aisle("ingest", file, "-s", slug, "--wait", "--json").gives()
    assert (again["id"], again["unchanged"]) == (row["id"], True)


def test_without_waiting_a_file_is_queued(aisle, slug, goods):
    assert aisle("ingest", write(goods, "later.md"), "-s", slug).says().split() == ["queued", "later.md"]


def test_each_file_has_its_own_end_and_reason(aisle, slug, goods):
    write(goods, "good.md", TEXT + "Yes.")
    write(goods, "nothing.md", "")
    write(goods, "broken.pdf", "%PDF-1.7 but no more")
    (goods / "unreadable.md").symlink_to("/proc/self/mem")  # a file that even the superuser cannot read
    done = aisle("ingest", str(goods), "-s", slug, "--wait", "--json")
    rows = {row["name"]: row for row in done.gives(1)}
    assert {name: row["state"] for name, row in rows.items()} == {
        "good.md": "ready",
        "nothing.md": "failed",
        "broken.pdf": "failed",
        "unreadable.md": "failed",
    }
    assert {name: row["reason"] for name, row in rows.items() if row["reason"]} == {
        "nothing.md": "empty",
        "broken.pdf": "corrupt",
        "unreadable.md": "unreadable",
    }
    assert all(row["detail"] for row in rows.values() if row["state"] == "failed")


def test_people_read_the_reason_of_each_file(aisle, slug, goods):
    said = aisle("ingest", write(goods, "void.md", ""), "-s", slug, "--wait").says(1)
    assert said == "failed    void.md  (empty: The file has no content.)\n"


def test_only_an_unreadable_file_is_a_failure_too(aisle, slug, goods):
    (goods / "unreadable.md").symlink_to("/proc/self/mem")
    assert (
        aisle("ingest", str(goods / "unreadable.md"), "-s", slug)
        .says(1)
        .startswith("failed    unreadable.md")
    )


def test_a_folder_is_read_whole_but_for_hidden_files(aisle, slug, goods):
    for name in ("one.md", "deep/er/two.md", ".hidden.md", ".git/three.md", "deep/~$lock.md"):
        write(goods, name, TEXT + name)
    assert names(aisle("ingest", str(goods), "-s", slug, "--json").gives()) == ["deep/er/two.md", "one.md"]


def test_a_hidden_file_that_is_named_itself_is_read(aisle, slug, goods):
    file = write(goods, ".secret/.notes.md", TEXT + "notes")
    assert names(aisle("ingest", file, "-s", slug, "--json").gives()) == [".notes.md"]


def test_a_folder_below_a_hidden_one_is_read(aisle, slug, goods):
    write(goods, ".share/docs/four.md", TEXT + "four")
    assert names(aisle("ingest", str(goods / ".share" / "docs"), "-s", slug, "--json").gives()) == ["four.md"]


def test_a_glob_finds_files_and_names_them_below_its_fixed_part(aisle, slug, goods):
    for name in ("a/x.md", "b/x.md", "b/y.txt", ".c/z.md"):
        write(goods, name, TEXT + name)
    pattern = str(goods / "**" / "*.md")
    assert names(aisle("ingest", pattern, "-s", slug, "--json").gives()) == ["a/x.md", "b/x.md"]


def test_files_of_one_name_in_two_folders_stay_two_documents(aisle, slug, goods):
    first, second = (
        write(goods, "winter/sizes.md", TEXT + "winter"),
        write(goods, "summer/sizes.md", TEXT + "summer"),
    )
    rows = aisle("ingest", first, second, "-s", slug, "--wait", "--json").gives()
    assert names(rows) == ["summer/sizes.md", "winter/sizes.md"]
    assert len({row["id"] for row in rows}) == 2
    rows = aisle("ingest", str(goods / "winter"), str(goods / "summer"), "-s", slug, "--json").gives()
    assert names(rows) == ["summer/sizes.md", "winter/sizes.md"]
    assert all(row["unchanged"] for row in rows)


def test_a_file_that_is_named_twice_is_read_once(aisle, slug, goods):
    write(goods, "once.md", TEXT + "once")
    rows = aisle("ingest", "once.md", "./once.md", str(goods), "-s", slug, "--json", cwd=goods).gives()
    assert names(rows) == ["once.md"]


@pytest.mark.parametrize("missing", ["no-such-file.md", "none/*.md", "empty"])
def test_a_path_that_names_nothing_is_refused_before_anything_is_read(aisle, slug, goods, missing):
    (goods / "empty").mkdir()
    assert missing in aisle("ingest", missing, "-s", slug, "--json", cwd=goods).refuses(2, "invalid_input")


async def test_a_mistyped_path_among_others_stops_all_of_them(aisle, slug, goods, sql):
    write(goods, "stopped.md", TEXT + "stopped")
    aisle("ingest", "stopped.md", "mistyped.md", "-s", slug, "--json", cwd=goods).refuses(2, "invalid_input")
    assert await sql.fetchval("SELECT count(*) FROM aisle.document WHERE name = 'stopped.md'") == 0


def test_a_folder_with_more_files_than_one_request_takes_is_read_in_portions(aisle, slug, goods):
    for number in range(5):
        write(goods, f"part-{number}.md", f"{TEXT}{number}")
    rows = aisle("ingest", str(goods), "-s", slug, "--wait", "--json", AISLE_UPLOAD_MAX_FILES="2").gives()
    assert [row["state"] for row in rows] == ["ready"] * 5


def test_a_name_with_control_characters_cannot_write_to_the_terminal(aisle, slug, goods):
    (goods / "red\x1b[31m.md").write_text("")
    assert "\x1b" not in aisle("ingest", str(goods), "-s", slug).says(1)
