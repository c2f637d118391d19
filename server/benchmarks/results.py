"""Figures kept in a file of JSON lines, each added the moment it is known; a subject's older ones give way."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from benchmarks.places import CACHE, ROOT
from benchmarks.scale import Scale

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    """A file of figures, whole after every line."""

    path: Path

    @classmethod
    def of(cls, scale: Scale, path: Path | None) -> "Results":
        """Return the file that was named, or the usual one of a scale."""
        return cls(path or CACHE / f"results-{scale}.jsonl")

    def begin(self, subject: str, scale: Scale) -> None:
        """Drop what is kept of a subject and write down where the new figures come from."""
        rows = [row for row in self.rows() if row["subject"] != subject]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        draft.replace(self.path)
        self.add(subject, {"scale": scale, "machine": machine()})

    def add(self, subject: str, row: Row) -> None:
        """Keep a row."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"subject": subject, **row}) + "\n")

    def rows(self) -> list[dict[str, Any]]:
        """Return every row."""
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


def machine() -> dict[str, Any]:
    """Say what is measured on, and how busy it was at the start."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "revision": _revision(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def table(rows: Iterable[Row]) -> str:
    """Return figures as a Markdown table."""
    lines = [
        "| what | figure | unit | size | against | ratio | spread | note |",
        "|---|---:|---|---|---|---:|---|---|",
    ]
    for row in rows:
        if "figure" in row:
            cells = [
                row["figure"],
                _number(row["value"]),
                *(row[name] for name in ("unit", "size", "peer")),
                _number(row["ratio"]),
                row["spread"],
                row["note"],
            ]
            lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _revision() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
