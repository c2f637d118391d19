"""Running the recognition program in a process that has no network, no files but programs, and limits on all it takes.

The parsers' sandbox cannot do it: it forbids starting programs, and opening the files that this one needs. So this
is a second, wider cell. What it lets in is narrower for it: a bitmap that the sandbox drew, never a file that
somebody sent.
"""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import aisle
from aisle.adapters.ocr.engine import RecognitionFailed

_MIB = 1024 * 1024
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class CellLimits:
    """What one run may take: sizes in bytes, times in seconds."""

    memory_bytes: int = 1024 * _MIB
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    output_bytes: int = 8 * _MIB


async def run_in_cell(command: Sequence[str], data: bytes, limits: CellLimits) -> bytes:
    """Run a program with `data` as its input and return what it writes.

    Raises RecognitionFailed when it cannot be started, fails, writes too much or takes too long.
    """
    try:
        process = await _start(command, limits)
    except OSError as error:
        raise RecognitionFailed(f"it cannot be started: {error}") from error
    feeding = asyncio.create_task(_feed(process, data))
    try:
        async with asyncio.timeout(limits.wall_seconds):
            answer = await _read(process, limits.output_bytes)
            status = await process.wait()
    except TimeoutError:
        raise RecognitionFailed(f"it took longer than {limits.wall_seconds:.0f} s") from None
    finally:
        feeding.cancel()
        await _end(process)
    if status != 0:
        raise RecognitionFailed(f"it ended with status {status}")
    return answer


async def _start(command: Sequence[str], limits: CellLimits) -> asyncio.subprocess.Process:
    arguments = json.dumps({"command": list(command), "limits": asdict(limits)})
    environment = {
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(aisle.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Threads would be refused, and one page has one processor.
        "OMP_THREAD_LIMIT": "1",
        **({"TESSDATA_PREFIX": os.environ["TESSDATA_PREFIX"]} if "TESSDATA_PREFIX" in os.environ else {}),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-s", "-m", "aisle.adapters.ocr.inmate", arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd="/",
        env=environment,
        start_new_session=True,
    )


async def _feed(process: asyncio.subprocess.Process, data: bytes) -> None:
    if process.stdin is None:
        return
    # A program that ends without reading everything has its reasons, and its status tells them.
    with suppress(ConnectionError):
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


async def _read(process: asyncio.subprocess.Process, most: int) -> bytes:
    pieces, size = [], 0
    while process.stdout is not None and (piece := await process.stdout.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise RecognitionFailed("it wrote more than a page of text can be")
    return b"".join(pieces)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
