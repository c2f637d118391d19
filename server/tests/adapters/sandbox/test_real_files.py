"""Real files, hostile ones among them, through the whole sandbox: no hang, no dead server, a verdict for each."""

import asyncio
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from aisle.adapters.ocr.engine import NoEngine
from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.knowledge.structure import ParseFailed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3_600)]

FOLDERS = ("docling-tests", "poi-office", "icdar2013-tables")
FUZZED = (".docx", ".xlsx", ".xlsm", ".pptx", ".pdf", ".eml", ".xls")
# The sandbox kills what takes longer than a minute; its clean-up and a busy machine have the rest.
LONGEST_S = 75.0
SEED = 20
MUTANTS = 300


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
    for path in files:
        verdict = await read(sandbox, await asyncio.to_thread(path.read_bytes), path.name)
        verdicts[f"{path.suffix} {verdict}"] += 1
    print(f"\n{len(files)} files", dict(sorted(verdicts.items())))
    assert len(files) > 500
    assert sandbox.server_pid == server
    assert not any(name.endswith(("parser_crashed", "timeout", "out_of_memory")) for name in verdicts)


async def test_damaged_copies_get_a_verdict_and_the_server_lives(
    files: list[Path], sandbox: ParserSandbox
) -> None:
    chance = random.Random(SEED)
    kinds = [path for path in files if path.suffix in FUZZED and path.stat().st_size < 2_000_000]
    server = sandbox.server_pid
    verdicts: Counter[str] = Counter()
    for path in chance.choices(kinds, k=MUTANTS):
        data = mutant(await asyncio.to_thread(path.read_bytes), chance)
        verdicts[await read(sandbox, data, path.name)] += 1
    print(f"\n{MUTANTS} damaged copies", dict(sorted(verdicts.items())))
    assert sandbox.server_pid == server
    assert verdicts.total() == MUTANTS


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return a copy with bytes changed, cut out, repeated, or cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(changed))
        size = min(chance.randint(1, 400), len(changed) - at)
        deed = chance.choice(("change", "remove", "repeat"))
        if deed == "change":
            changed[at] = chance.randrange(256)
        elif deed == "remove" and len(changed) > 2 * size:
            del changed[at : at + size]
        else:
            changed[at:at] = changed[at : at + size]
    return bytes(changed if chance.random() < 0.8 else changed[: chance.randrange(1, len(changed))])


async def read(sandbox: ParserSandbox, data: bytes, name: str) -> str:
    """Return how reading ended; a hang fails the test."""
    parser = RecognisingParser(sandbox, NoEngine("none is wanted here"))
    started = time.monotonic()
    try:
        async with asyncio.timeout(LONGEST_S):
            document = await parser.parse(data, name, None)
    except ParseFailed as failure:
        return failure.state.value
    except TimeoutError:
        pytest.fail(f"{name} hung for {time.monotonic() - started:.0f} s")
    assert chunk(document, ChunkingSettings(), lambda text: len(text.split()))
    return "read"
