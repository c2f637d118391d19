"""Real files, hostile ones among them, through the whole sandbox: no hang, no dead server, a verdict for each."""

import asyncio
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.knowledge.structure import ParseFailed

pytestmark = pytest.mark.slow

FOLDERS = (
    "docling-tests/pdf/sources",
    "docling-tests/pdf_password/sources",
    "docling-tests/docx/sources",
    "docling-tests/html/sources",
    "docling-tests/md/sources",
    "docling-tests/csv/sources",
    "poi-office/document",
)
LONGEST_S = 40.0


@pytest.fixture(scope="module")
def files() -> list[Path]:
    place = os.environ.get("AISLE_DATA_DIR")
    if not place:
        pytest.skip("AISLE_DATA_DIR is not set: the real documents are not there")
    return sorted(path for folder in FOLDERS for path in (Path(place) / folder).rglob("*") if path.is_file())


async def test_every_file_gets_a_verdict_and_the_server_lives(
    files: list[Path], sandbox: ParserSandbox
) -> None:
    server = sandbox.server_pid
    verdicts: Counter[str] = Counter()
    slowest = (0.0, "")
    for path in files:
        started = time.monotonic()
        verdict = await read(sandbox, path)
        slowest = max(slowest, (time.monotonic() - started, path.name))
        verdicts[f"{path.suffix} {verdict}"] += 1
    print(f"\n{len(files)} files, slowest {slowest[0]:.2f} s ({slowest[1]})", dict(sorted(verdicts.items())))
    assert len(files) > 100
    assert slowest[0] < LONGEST_S
    assert sandbox.server_pid == server
    assert not any(name.endswith(("parser_crashed", "timeout", "out_of_memory")) for name in verdicts)


async def read(sandbox: ParserSandbox, path: Path) -> str:
    try:
        document = await sandbox.parse(await asyncio.to_thread(path.read_bytes), path.name, None)
    except ParseFailed as failure:
        return failure.state.value
    assert chunk(document, ChunkingSettings(), lambda text: len(text.split()))
    return "read"
