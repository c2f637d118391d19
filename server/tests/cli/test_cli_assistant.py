"""The assistant's settings from the command line."""

import pytest


@pytest.fixture
def slug(new_shop) -> str:
    return new_shop()["slug"]


def test_settings_are_changed_published_and_taken_back(aisle, slug):
    assert aisle("assistant", "show", "-s", slug, "--json").gives()["differs"] == []
    drafted = aisle(
        "assistant", "set", "-s", slug, "--tone", "plain", "--language", "en", "--language", "de", "--no-falls-back", "--json"
    ).gives()  # fmt: skip
    assert drafted["differs"] == ["tone", "languages", "falls_back"]
    assert drafted["changed_by"].startswith("operator:")
    assert aisle("assistant", "publish", "-s", slug).says() == "Release 2 answers now.\n"
    made = aisle("assistant", "rollback", "1", "-s", slug, "--json").gives()
    assert (made["number"], made["restores"], made["settings"]["tone"]) == (3, 1, "friendly")
    listed = aisle("assistant", "releases", "-s", slug, "--json").gives()
    assert [(one["number"], one["live"]) for one in listed] == [(3, True), (2, False), (1, False)]
    assert aisle("assistant", "releases", "-s", slug).says().startswith("*    3 ")


def test_what_publishing_would_change_is_shown(aisle, slug):
    said = aisle("assistant", "set", "-s", slug, "--tone", "formal").says()
    assert "formal   (live: friendly)" in said


def test_words_come_from_a_file(aisle, slug, tmp_path):
    (tmp_path / "words.txt").write_text("Call us “Pike”.\n", encoding="utf-8")
    found = aisle("assistant", "set", "-s", slug, "--words", f"@{tmp_path}/words.txt", "--json").gives()
    assert found["draft"]["words"] == "Call us “Pike”."
    absent = aisle("assistant", "set", "-s", slug, "--words", f"@{tmp_path}/absent", "--json")
    absent.refuses(2, "assistant_settings_invalid")


def test_what_cannot_be_is_refused(aisle, slug):
    aisle("assistant", "set", "-s", slug, "--model", "none-of-ours", "--json").refuses(
        2, "assistant_settings_invalid"
    )
    aisle("assistant", "publish", "-s", slug, "--json").refuses(1, "nothing_to_publish")
    aisle("assistant", "rollback", "7", "-s", slug, "--json").refuses(3, "release_not_found")
    aisle("assistant", "set", "-s", slug, "--tone", "plain").says()
    aisle("assistant", "publish", "-s", slug, "--expected", "9", "--json").refuses(1, "release_changed")
    aisle("assistant", "show", "-s", "no-such-shop", "--json").refuses(3, "store_not_found")


def test_kept_answers_are_shown_and_let_go(aisle, slug):
    drafted = aisle("assistant", "set", "-s", slug, "--kept-answers", "exact", "--json").gives()
    assert drafted["draft"]["kept_answers"] == "exact"
    shown = aisle("cache", "show", "-s", slug, "--json").gives()
    assert (shown["entries"], shown["bytes"], shown["days"]) == (0, 0, [])
    assert aisle("cache", "show", "-s", slug).says() == "0 answers, 0 bytes\n"
    assert aisle("cache", "clear", "-s", slug, "--json").gives() == {"deleted": 0}
