"""The tesseract program, where it is installed (https://tesseract-ocr.github.io), as an `OcrEngine`."""

import asyncio
import os
import re
import shutil
from collections.abc import Sequence

from aisle.adapters.ocr.cell import CellLimits, run_in_cell
from aisle.adapters.ocr.engine import EngineState, RecognitionFailed
from aisle.adapters.ocr.languages import choose
from aisle.adapters.ocr.tsv import paragraphs

MISSING = (
    "no text recognition is installed: install tesseract (the package tesseract-ocr, and tesseract-ocr-deu and so on "
    "for other languages) where the worker runs, or send the file with a text layer"
)
_LANGUAGE = re.compile(r"[A-Za-z_]{3,20}")
_VERSION = re.compile(r"tesseract (v?\d[\w.]{0,20})")
_MOST_AT_ONCE = 4


class Tesseract:
    """Reads pages with tesseract, each in a process that has no network and ends in time.

    Args:
        program: the program's path; searched for on PATH when not given.
        limits: what reading one page may take.
    """

    def __init__(self, program: str | None = None, limits: CellLimits | None = None) -> None:
        self._program = program or shutil.which("tesseract")
        self._limits = limits or CellLimits()
        self._places = asyncio.Semaphore(max(1, min((os.cpu_count() or 1) // 2, _MOST_AT_ONCE)))
        self._finding: asyncio.Task[EngineState] | None = None

    async def state(self) -> EngineState:
        """Return version and languages, asked of the program once; who stops waiting does not stop the asking."""
        if self._finding is None:
            self._finding = asyncio.create_task(self._found())
        return await asyncio.shield(self._finding)

    async def recognise(self, picture: bytes, languages: Sequence[str]) -> list[str]:
        """Read one page; see `OcrEngine.recognise`."""
        names = choose(languages, (await self.state()).languages)
        arguments = ("stdin", "stdout", "-l", "+".join(names), "--psm", "3", "tsv")
        return paragraphs(await self._run(arguments, picture))

    async def _found(self) -> EngineState:
        if self._program is None:
            return EngineState(False, MISSING)
        try:
            version = _VERSION.search(await self._run(("--version",), b""))
            lines = (await self._run(("--list-langs",), b"")).splitlines()[1:]
        except RecognitionFailed as failure:
            return EngineState(False, f"tesseract is installed but does not work: {failure}")
        languages = tuple(line.strip() for line in lines if _LANGUAGE.fullmatch(line.strip()))
        if version is None or not choose((), languages):
            return EngineState(False, "tesseract is installed without a language: install tesseract-ocr-eng")
        return EngineState(True, f"tesseract {version.group(1)}: {', '.join(languages)}", languages)

    async def _run(self, arguments: Sequence[str], data: bytes) -> str:
        if self._program is None:
            raise RecognitionFailed(MISSING)
        async with self._places:
            answer = await run_in_cell([self._program, *arguments], data, self._limits)
        return answer.decode("utf-8", errors="replace")
