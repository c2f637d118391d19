"""Synonyms from the command line."""

import pytest


@pytest.fixture
def slug(new_shop):
    return new_shop()["slug"]


def test_lines_that_are_refused_end_an_import_with_an_exit_code(aisle, slug, tmp_path):
    file = tmp_path / "synonyms.csv"
    file.write_text("words,becomes,language\nrucksack|knapsack,,\nlonely,,\n")
    refused = aisle("synonyms", "import", str(file), "-s", slug)
    assert "1 added, 0 known already, 0 removed, 1 refused." in refused.says(1)
    assert "line 3: " in refused.out
    kept = aisle("synonyms", "list", "-s", slug, "--json").gives()
    assert [one["words"] for one in kept] == [["rucksack", "knapsack"]], "the others are in"
    file.write_text("words,becomes,language\nrucksack|knapsack,,\n")
    aisle("synonyms", "import", str(file), "-s", slug).says()


def test_an_error_without_more_to_say_says_it_once(aisle, slug):
    absent = "0198c0de-0000-7000-8000-000000000000"
    said = aisle("synonyms", "remove", absent, "-s", slug).err
    assert said.count("no such synonym") == 1, said
