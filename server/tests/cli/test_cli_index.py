"""Index versions from the command line."""

from datetime import datetime

import pytest

ABSENT = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
def slug(aisle, new_shop, goods):
    """A store with one guide."""
    slug = new_shop()["slug"]
    (goods / "wool.md").write_text("# Wool\n\n" + " ".join(f"Wool fact {n} is warm." for n in range(60)))
    aisle("ingest", str(goods / "wool.md"), "-s", slug, "--wait").says()
    return slug


def test_a_version_is_built_activated_and_rolled_back(aisle, slug):
    [first] = aisle("index", "list", "-s", slug, "--json").gives()
    dry = aisle("index", "build", "-s", slug, "--chunk-size", "60", "--dry-run", "--json").gives()
    assert dry["estimate"]["documents_to_cut"] == 1
    made = aisle(
        "index", "build", "-s", slug, "--chunk-size", "60", "--price", "1", "--wait", "--json"
    ).gives()
    assert (made["state"], made["live"]) == ("ready", False)
    assert made["items"] > first["items"]
    assert aisle("index", "activate", made["id"], "-s", slug, "--json").gives()["live"]
    assert aisle("index", "rollback", "-s", slug, "--json").gives()["id"] == first["id"]
    shown = aisle("index", "show", made["id"], "-s", slug).says()
    assert "ready" in shown
    assert "60 tokens" in shown
    assert aisle("index", "retire", made["id"], "-s", slug, "--json").gives()["state"] == "retired"
    listed = aisle("index", "list", "-s", slug).says()
    assert made["id"] in listed
    assert f"* {first['id']}" in listed, "the star is the live one"


def test_a_version_is_shown_with_everything_the_list_leaves_out(aisle, slug):
    build = ("index", "build", "-s", slug, "--chunk-size", "60", "--weight", "meaning=0.25", "--price", "2")
    made = aisle(*build, "--wait", "--json").gives()
    shown = aisle("index", "show", made["id"], "-s", slug).says()
    rows = {name: value.strip() for name, _, value in (row.partition(":") for row in shown.splitlines())}
    assert rows["Version"] == made["id"]
    assert rows["Chunks"].startswith("60 tokens, neighbours share 0, counted by ")
    assert rows["Weights"].startswith("meaning 0.25, foreign ")
    assert f"{made['work']['tokens']:,} tokens" in rows["Done"]
    assert rows["Cost so far"] == f"{made['cost']:g}"
    assert "Vector store" in rows
    assert rows["Embedder"].startswith(made["recipe"]["embedder"])
    assert "meaning 0.25" in aisle("index", "list", "-s", slug).says()


def test_names_of_weights_are_told_by_the_help(aisle):
    told = aisle("index", "build", "--help", COLUMNS="400").says()
    assert "meaning, foreign, foreign_script, identifier, weak, full" in told


def test_times_are_written_as_everywhere_else(aisle, slug):
    [first] = aisle("index", "list", "-s", slug, "--json").gives()
    assert first["created_at"] == datetime.fromisoformat(first["created_at"]).isoformat()


def test_what_cannot_be_done_is_refused_with_a_code(aisle, slug):
    aisle("index", "rollback", "-s", slug, "--json").refuses(1, "no_index_before")
    aisle("index", "show", ABSENT, "-s", slug, "--json").refuses(3, "index_version_not_found")
    aisle("index", "activate", "seven", "-s", slug, "--json").refuses(2, "invalid_input")
    aisle("index", "build", "-s", slug, "--chunk-size", "7", "--json").refuses(2, "recipe_refused")
    aisle("index", "build", "-s", slug, "--weight", "meaning", "--json").refuses(2, "invalid_input")
    aisle("index", "build", "-s", slug, "--embedder", "nobody", "--json").refuses(2, "recipe_refused")


def test_versions_are_compared_by_questions_from_a_file(aisle, slug, tmp_path):
    [first] = aisle("index", "list", "-s", slug, "--json").gives()
    both = (first["id"], first["id"])
    aisle("index", "compare", *both, "-s", slug, "--json").refuses(1, "no_test_questions")
    file = tmp_path / "questions.csv"
    file.write_text("question,documents\nIs wool warm?,wool.md\n")
    assert aisle("index", "question", "import", str(file), "-s", slug, "--json").gives() == {"saved": 1}
    found = aisle("index", "compare", *both, "-s", slug, "--json").gives()
    assert found["before"]["recall"] == 1
    refused = aisle("index", "compare", *both, "-s", slug, "--require-better")
    assert (refused.code, "1 question: 0 better, 0 worse" in refused.out) == (1, True)
    assert "The second version is not better: nDCG@10 did not rise: 1.000 before" in refused.err
    silent = aisle("index", "compare", *both, "-s", slug, "--require-better", "--json").gives(1)
    assert silent["why_not_better"].startswith("nDCG@10 did not rise")
    assert "known-item" in aisle("index", "compare", *both, "-s", slug, "--generated").says()
    assert aisle("index", "question", "generate", "-s", slug, "--json").gives()[0]["documents"]
    [kept] = aisle("index", "question", "list", "-s", slug, "--json").gives()
    aisle("index", "question", "remove", kept["id"], "-s", slug).says()
    aisle("index", "question", "remove", kept["id"], "-s", slug, "--json").refuses(
        3, "test_question_not_found"
    )
    file.write_text("nothing\n")
    aisle("index", "question", "import", str(file), "-s", slug, "--json").refuses(2, "test_questions_invalid")


def test_two_stores_are_searched_in_one_list(aisle, slug, new_shop, goods):
    other = new_shop()["slug"]
    (goods / "linen.md").write_text("# Linen\n\nLinen fact: it is cool and creases.")
    aisle("ingest", str(goods / "linen.md"), "-s", other, "--wait").says()
    found = aisle("index", "search", "fact", "-s", slug, "-s", other, "--json").gives()
    assert {place["store"] for one in found["items"] for place in one["found_in"]} == {slug, other}
    assert found["comparability"] == "absolute"
    [version] = aisle("index", "list", "-s", slug, "--json").gives()
    said = aisle("index", "search", "wool fact", "-s", slug, "--version", version["id"]).says()
    assert "Scores are absolute." in said
    aisle("index", "search", "fact", "-s", slug, "-s", "no-such-store", "--json").refuses(
        3, "store_not_found"
    )
    aisle("index", "search", "fact", "-s", slug, "--version", ABSENT, "--json").refuses(
        3, "index_version_not_found"
    )
