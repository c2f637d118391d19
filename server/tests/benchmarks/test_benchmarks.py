"""Every benchmark runs at toy size, and its figures are kept, shown and written whatever else happens."""

import json
from pathlib import Path

import pytest
from benchmarks.labelled.sets import data_dir
from benchmarks.results import Results, table
from benchmarks.scale import Scale
from benchmarks.subjects import SUBJECTS, USUAL, Subject

from benchmarks import __main__ as command
from benchmarks import document, runner

QUICK = ("documents", "jobs")
NEED_DATA = ("quality", "reranking", "parsing", "real_input")
FROM_OUTSIDE = ("peers",)  # installs what it measures
FIGURE = {
    "figure": "jobs, one at a time",
    "value": 331.26,
    "unit": "jobs/s",
    "peer": "bare: 3063",
    "ratio": 0.108,
    "spread": "0.1 to 0.2",
    "size": "10 jobs",
    "note": "",
}


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "results.jsonl")


def figures_of(results: Results, subject: str) -> list[str]:
    return [row["figure"] for row in results.rows() if row["subject"] == subject and "figure" in row]


@pytest.mark.timeout(200)
@pytest.mark.parametrize(
    "name",
    [
        name if name in QUICK else pytest.param(name, marks=pytest.mark.slow)
        for name in SUBJECTS
        if name not in FROM_OUTSIDE
    ],
)
def test_benchmark_runs_at_toy_size(name: str, results: Results) -> None:
    if name in NEED_DATA and data_dir() is None:
        pytest.skip("AISLE_DATA_DIR names no folder")
    assert runner.run_subjects([name], Scale.TOY, results)
    assert figures_of(results, name)


def test_a_failing_benchmark_stops_no_other_and_is_written_down(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"nothing_of_the_kind": Subject("Missing", 30), "quality": Subject("Skips without data", 30)}
    monkeypatch.setattr(runner, "SUBJECTS", known)
    monkeypatch.delenv("AISLE_DATA_DIR", raising=False)
    assert not runner.run_subjects(known, Scale.TOY, results)
    assert [row["subject"] for row in results.rows() if "failed" in row] == ["nothing_of_the_kind"]
    assert [row["subject"] for row in results.rows() if "machine" in row] == list(known)


def test_a_benchmark_that_hangs_is_ended_at_its_limit(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "SUBJECTS", {"embedding": Subject("Cut short", 0)})
    assert not runner.run_subjects(["embedding"], Scale.TOY, results)
    assert results.rows()[-1]["failed"] == "stopped at its limit of 0 s"


def test_measuring_again_replaces_a_subject_and_keeps_the_others(results: Results) -> None:
    for subject in ("jobs", "search", "jobs"):
        results.begin(subject, Scale.TOY)
        results.add(subject, FIGURE)
    assert [row["subject"] for row in results.rows() if "figure" in row] == ["search", "jobs"]


def test_figures_are_written_between_their_marks_and_nowhere_else(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "measurements.md"
    page.write_text("Before\n<!-- begin figures -->old<!-- end figures -->\nAfter\n")
    monkeypatch.setattr(document, "DOCUMENT", page)
    monkeypatch.setattr(document, "REAL_INPUT", tmp_path / "absent.md")
    results.begin("jobs", Scale.FULL)
    results.add("jobs", FIGURE)
    document.write_document(results)
    text = page.read_text()
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    assert "old" not in text
    assert "| jobs, one at a time | 331 | jobs/s | 10 jobs | bare: 3063 | 0.108 | 0.1 to 0.2 |  |" in text


def test_a_run_that_names_nothing_needs_no_data() -> None:
    assert not set(USUAL) & set(NEED_DATA)


@pytest.mark.parametrize(
    ("given", "measured", "written"),
    [
        ([], USUAL, 0),
        (["all", "quality", "jobs"], (*USUAL, "quality"), 0),
        (["jobs", "--write"], ("jobs",), 1),
        (["--write"], (), 1),
    ],
)
def test_command_measures_what_is_named_and_writes_when_told(
    given: list[str],
    measured: tuple[str, ...],
    written: int,
    results: Results,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    writings: list[Results] = []
    monkeypatch.setattr("sys.argv", ["benchmarks", *given, "--json", str(results.path)])
    monkeypatch.setattr(command, "run_subjects", lambda names, *_: asked.extend(names) or True)
    monkeypatch.setattr(command, "write_document", writings.append)
    assert command.main() == 0
    assert (tuple(asked), len(writings)) == (measured, written)


def test_results_are_lines_of_json(results: Results) -> None:
    results.begin("jobs", Scale.TOY)
    results.add("jobs", FIGURE)
    assert [json.loads(line)["subject"] for line in results.path.read_text().splitlines()] == ["jobs", "jobs"]
    assert table([]).count("\n") == 1
