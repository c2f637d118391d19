"""Each check of rights and tenancy taken away, one at a time: at least one test has to go red for each."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from catalogue import FAMILIES

HERE = Path(__file__).parent
SERVER = HERE.parents[1]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_mutant_is_noticed(family: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tried(family, tmp_path / "told.json")
    with capsys.disabled():
        print(f"\n{family}")
        for one in found["outcomes"]:
            print(f"  {one['name']:<90} {one['by']}")
    assert found["red"] == [], "red without any mutant"
    assert found["outcomes"]
    assert [
        one for one in found["outcomes"] if "::" not in one["by"] or ": " in one["by"].partition("[")[0]
    ] == []


def tried(family: str, told: Path) -> Any:
    """Run the mutants in a process of their own, for they change its functions."""
    around = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "AISLE_MUTANTS": family,
        "AISLE_MUTANTS_TOLD": str(told),
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "running",
        "-q",
        "--tb=line",
        "-m",
        "",
        "-p",
        "no:cacheprovider",
    ]
    ran = subprocess.run(command, cwd=SERVER, env=around, capture_output=True, text=True, check=False)
    assert told.exists(), ran.stdout[-3000:] + ran.stderr[-3000:]
    return json.loads(told.read_text("utf-8"))
