"""Where benchmarks keep things between runs."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "benchmarks"
DOCUMENT = ROOT / "docs" / "measurements.md"
REAL_INPUT = CACHE / "real_input.md"
