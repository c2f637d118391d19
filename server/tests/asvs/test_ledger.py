"""The ledger is whole, and every test that it names is there and runs with the others."""

import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from ledger import CHAPTERS, PAGE, ROOT, VERDICTS, Line, lines, page

SERVER = ROOT / "server"
# How many lines each chapter of ASVS 5.0.0 has on level 1 and on level 2.
LEVELS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3), 10: (5, 24), 11: (3, 11),
    12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}  # fmt: skip
TITLE = r"(?:test|it)(?:\.each\([^)]*\))?\(\s*[\"'`]{}[\"'`]"


def test_every_line_of_both_levels_is_there_once() -> None:
    found = lines()
    assert [line["id"] for line in found if Counter(one["id"] for one in found)[line["id"]] > 1] == []
    counts = Counter((int(line["id"].split(".")[0]), line["level"]) for line in found)
    assert {chapter: (counts[chapter, 1], counts[chapter, 2]) for chapter in LEVELS} == LEVELS
    assert (sum(one for one, _ in LEVELS.values()), sum(two for _, two in LEVELS.values())) == (70, 183)
    assert len(CHAPTERS) == len(LEVELS)


def faults_of(line: Line) -> list[str]:
    """What is wrong with a line by itself."""
    name, verdict, tests = line["id"], line["verdict"], line.get("tests", [])
    faults = [] if verdict in VERDICTS else [f"{name}: no verdict {verdict}"]
    if verdict == "met" and not tests:
        faults.append(f"{name}: met without a test")
    if verdict != "met" and not line.get("why"):
        faults.append(f"{name}: {verdict} without a reason")
    if not 0 < len(line["says"]) <= 100 or line["says"].startswith("Verify"):
        faults.append(f"{name}: not in few words of our own")
    if len(set(tests)) != len(tests):
        faults.append(f"{name}: a test twice")
    return faults


def test_every_line_has_a_verdict_with_its_tests_or_its_reason() -> None:
    assert [fault for line in lines() for fault in faults_of(line)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"tests": []},
        {"verdict": "good"},
        {"verdict": "open"},
        {"says": "Verify that x"},
        {"says": ""},
        {"tests": ["a", "a"]},
    ],
)
def test_faults_of_a_line_are_seen(change: dict[str, Any]) -> None:
    good = {"id": "1.1.1", "level": 2, "says": "x", "verdict": "met", "tests": ["tests/x.py::test_x"]}
    assert faults_of(good) == []
    assert faults_of({**good, **change})


def named(start: str) -> set[str]:
    return {test for line in lines() for test in line.get("tests", []) if test.startswith(start)}


def missing(tests: set[str], run: pytest.Session) -> set[str]:
    """Which of the server's tests are not collected as the whole run collects them, without those that are slow."""
    here = {item.nodeid.partition("[")[0] for item in run.items}
    is_whole = run.config.option.markexpr == "not slow" and not run.config.option.keyword
    collected = here if is_whole and files(tests) <= files(here) else found_anew(tests)
    assert len(collected) > 300
    return tests - collected


def files(tests: set[str]) -> set[str]:
    return {test.partition("::")[0] for test in tests}


def found_anew(tests: set[str]) -> set[str]:
    """What is collected of these files, where this run has not collected all of them itself."""
    # Names of parameters are left out: a line means a test with all of them.
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
         *sorted(files(tests))],
        cwd=SERVER, capture_output=True, text=True, check=False, timeout=390,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return {line.partition("[")[0] for line in run.stdout.splitlines() if "::" in line}


@pytest.mark.timeout(400)  # reads some eighty files of tests; a busy machine takes a minute
def test_every_test_of_the_server_is_collected(request: pytest.FixtureRequest) -> None:
    tests = named("tests/")
    made_up = "tests/web/test_sign_up_and_in.py::test_that_is_not_there"
    slow = "tests/bootstrap/test_rotating.py::test_keys_change_thirty_times_under_load_without_a_failed_read"
    assert len(tests) > 200
    assert missing(tests | {made_up, slow}, request.session) == {made_up, slow}


def test_every_test_of_window_and_console_is_there() -> None:
    tests = named("widget/") | named("console/")
    assert named("widget/")
    assert named("console/")
    for test in tests:
        file, _, title = test.partition("::")
        text = (ROOT / file).read_text("utf-8")
        assert re.search(TITLE.format(re.escape(title)), text), test
    assert named("tests/") | tests == named("")


def test_page_is_made_of_the_ledger() -> None:
    assert PAGE.read_text("utf-8") == page(lines()), (
        "write it anew: cd server && ../.venv/bin/python tests/asvs/ledger.py"
    )
