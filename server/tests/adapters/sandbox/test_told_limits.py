"""The limits that are in force are those that the documentation tells: none of them is raised or dropped unseen."""

from pathlib import Path

from aisle.adapters.ocr.cell import CellLimits
from aisle.adapters.sandbox import SandboxLimits

DOCS = Path(__file__).parents[4] / "docs"
MIB = 1 << 20


def _told(name: str) -> str:
    return " ".join((DOCS / name).read_text(encoding="utf-8").split())


def test_a_file_may_take_what_the_documentation_says() -> None:
    limits = SandboxLimits()
    said = (
        f"{limits.cpu_seconds} seconds of processor time and {limits.memory_bytes // MIB} MB of address space"
    )
    assert said in _told("reference/formats.md")
    assert f"{limits.input_bytes // MIB} MiB a file" in _told("reference/formats.md")


def test_recognising_a_page_may_take_what_the_documentation_says() -> None:
    limits = CellLimits()
    said = (
        f"{limits.cpu_seconds} seconds of processor time, {limits.wall_seconds:.0f} seconds in all,"
        f" {limits.memory_bytes // MIB} MB of address space and {limits.output_bytes // MIB} MB of output"
    )
    assert said in _told("how-to/read-scanned-documents.md")
