"""Writes the figures of docs/measurements.md between its marks; the words around them are written by hand."""

from collections.abc import Mapping
from typing import Any

from benchmarks.places import DOCUMENT, REAL_INPUT
from benchmarks.results import Results, Row, table
from benchmarks.subjects import SUBJECTS


def write_document(results: Results) -> None:
    """Replace the generated parts."""
    text = DOCUMENT.read_text(encoding="utf-8")
    text = _replaced(text, "figures", figures(results.rows()))
    if REAL_INPUT.exists():
        text = _replaced(text, "real input", REAL_INPUT.read_text(encoding="utf-8").strip())
    DOCUMENT.write_text(text, encoding="utf-8")


def figures(rows: list[dict[str, Any]]) -> str:
    """Return every subject with its machine and its table."""
    parts = []
    for name, subject in SUBJECTS.items():
        own = [row for row in rows if row["subject"] == name]
        if any("figure" in row for row in own):
            machine = next(row for row in own if "machine" in row)
            failed = [
                f"\nThis run {row['failed']}; the figures before that stand."
                for row in own
                if "failed" in row
            ]
            parts.append("\n".join([f"### {subject.title}", "", _origin(machine), *failed, "", table(own)]))
    return "\n\n".join(parts)


def _origin(row: Row) -> str:
    told: Mapping[str, Any] = row["machine"]
    return (
        f"`python -m benchmarks` at {row['scale']} size, revision {told['revision']}, {told['taken_at']},"
        f" {told['cores']} cores of {told['processor']}, {told['memory_gib']} GiB, {told['system']},"
        f" Python {told['python']}; load {told['load']} at the start."
    )


def _replaced(text: str, name: str, new: str) -> str:
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, _, rest = text.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{DOCUMENT} has lost its marks {begin} and {end}.")
    return f"{before}{begin}\n\n{new}\n\n{end}{after}"
