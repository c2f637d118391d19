"""Articles from the command line: written, approved, compared, brought back, changed by the dozen."""

import pytest


@pytest.fixture
def slug(new_shop):
    return new_shop()["slug"]


def test_article_goes_from_a_file_to_an_approved_version_and_back(aisle, slug, tmp_path):
    file = tmp_path / "returns.md"
    file.write_text("Send it back within 30 days.")
    begun = aisle("article", "new", "Returns", "-s", slug, "--file", str(file), "--json").gives()
    assert (begun["key"], begun["state"]) == ("returns", "draft")
    aisle("article", "publish", "returns.en", "-s", slug).says()
    file.write_text("Send it back within 60 days.")
    aisle("article", "edit", "returns.en", "-s", slug, "--file", str(file)).says()
    file.write_text("Send it back within 90 days.")
    late = aisle(
        "article", "edit", "returns.en", "-s", slug, "--file", str(file), "--based-on", "1", "--json"
    )
    late.refuses(1, "article_changed")
    marked = aisle("article", "diff", "returns.en", "-s", slug, "--before", "1").says()
    assert "within [-30-]{+60+} days" in marked
    aisle("article", "submit", "returns.en", "-s", slug).says()
    aisle("article", "approve", "returns.en", "2", "-s", slug).says()
    restored = aisle("article", "rollback", "returns.en", "1", "-s", slug, "--json").gives()
    assert (restored["number"], restored["restores"]) == (3, 1)
    steps = aisle("article", "history", "returns.en", "-s", slug, "--json").gives()
    assert [one["step"] for one in steps][-2:] == ["submitted", "created"]


def test_many_articles_are_shown_changed_and_put_back(aisle, slug, tmp_path):
    file = tmp_path / "faq.csv"
    file.write_text("question,answer\nWhat is a bivvy?,A bag.\nDo you repair?,Yes.\n")
    shown = aisle("article", "bulk", "upload", str(file), "-s", slug, "--json").gives()
    assert [one["is_new"] for one in shown["changes"]] == [True, True]
    assert aisle("article", "list", "-s", slug, "--json").gives() == []
    aisle("article", "bulk", "apply", shown["id"], "-s", slug).says()
    assert len(aisle("article", "list", "-s", slug, "--json").gives()) == 2
    aisle("article", "bulk", "undo", shown["id"], "-s", slug).says()
    assert aisle("article", "list", "-s", slug, "--json").gives() == []
