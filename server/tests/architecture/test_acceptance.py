"""The list of acceptance checks names the tests that stand for them, and every test that says so is in the list."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "explanation" / "acceptance.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.M)
TITLE = re.compile(r"\b(?:test|it|describe)[^\n]*?\(\s*[\"'`](\d+(?:, \d+)*): ")
CHECKS = 40
OUTSIDE = ("By people", "Not yet")


def listed() -> dict[int, list[str]]:
    """The places that each check names, by its number."""
    rows = ROW.findall(PAGE.read_text("utf-8"))
    return {int(number): [*re.findall(r"`([^`]+)`", places)] for number, _, places in rows}


def named() -> dict[int, set[str]]:
    """The files of console and widget with a test whose title begins with a check's number."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in [*ROOT.glob("console/tests/*/*.ts*"), *ROOT.glob("widget/tests/*/*.ts*")]:
        for numbers in TITLE.findall(path.read_text("utf-8")):
            for number in numbers.split(", "):
                found[int(number)].add(str(path.relative_to(ROOT)))
    return found


def test_every_check_is_listed_with_a_place_or_a_reason() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, CHECKS + 1))
    assert not [number for number, _, places in rows if "`" not in places and not places.startswith(OUTSIDE)]


def test_tests_of_pages_are_listed_where_their_titles_say_so() -> None:
    titles = named()
    for number, places in listed().items():
        pages = {place for place in places if place.startswith(("console/tests", "widget/tests"))}
        assert pages == titles.get(number, set()), f"check {number}"


def test_other_places_are_there() -> None:
    for places in listed().values():
        for place in places:
            path, _, name = place.partition("::")
            assert (ROOT / path).is_file(), place
            assert not name or re.search(rf"def {name}\(", (ROOT / path).read_text("utf-8")), place
