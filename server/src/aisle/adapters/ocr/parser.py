"""A document parser that lets an engine read the pages which are only pictures."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

import structlog

from aisle.adapters.ocr.engine import EngineState, OcrEngine, RecognitionFailed
from aisle.adapters.ocr.merging import merged
from aisle.adapters.sandbox import ParserSandbox, SandboxCapabilities, SandboxLimits
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

log = structlog.get_logger()
# A book of scans must not keep a worker for hours: what is not read by then is left out, and said.
_LONGEST_S = 1_200.0
Report = Callable[[int, int], Awaitable[None]]


class RecognisingParser:
    """A `DocumentParser`: the sandbox reads a file, and pages without text are drawn there and read by the engine.

    Args:
        sandbox: reads and draws; started and closed with this.
        engine: reads pictures of pages.
        most_pages: how many pages of one document are recognised; 0 switches recognition off.
    """

    def __init__(self, sandbox: ParserSandbox, engine: OcrEngine, most_pages: int = 100) -> None:
        self._sandbox, self._engine, self._most_pages = sandbox, engine, most_pages

    async def start(self) -> None:
        """Start the sandbox. Raises ServerDied when it does not."""
        await self._sandbox.start()

    async def close(self) -> None:
        """End the sandbox."""
        await self._sandbox.close()

    def capabilities(self) -> SandboxCapabilities:
        """Return what the sandbox keeps a parser from. Raises RuntimeError before the start."""
        return self._sandbox.capabilities()

    async def engine_state(self) -> EngineState:
        """Return whether pages can be recognised here."""
        if not self._most_pages:
            return EngineState(False, "text recognition is switched off by AISLE_OCR_MAX_PAGES=0")
        return await self._engine.state()

    async def convert(
        self, converter: str, data: bytes, name: str, limits: SandboxLimits | None = None, **arguments: int
    ) -> bytes:
        """Make something else than a document of a file; see `ParserSandbox.convert`."""
        return await self._sandbox.convert(converter, data, name, limits, **arguments)

    async def parse(
        self,
        data: bytes,
        name: str,
        declared_type: str | None,
        languages: Sequence[str] = (),
        report: Report | None = None,
    ) -> ParsedDocument:
        """Read one file; see `DocumentParser.parse`."""
        document = await self._sandbox.parse(data, name, declared_type)
        if not document.pictures:
            return document
        state = await self.engine_state()
        if not state.available:
            return _without_engine(document, state)
        read = await self._recognised(document, data, name, languages, report)
        if not document.blocks and not any(read.pages.values()):
            raise read.refusal()
        whole = replace(document, notes=(*document.notes, *read.notes(len(document.pictures))), pictures=())
        return await asyncio.to_thread(merged, whole, read.pages)

    async def _recognised(
        self,
        document: ParsedDocument,
        data: bytes,
        name: str,
        languages: Sequence[str],
        report: Report | None,
    ) -> "_Reading":
        """Read the pages, up to the limits of number and time; one that fails costs only itself."""
        read, until = _Reading(), time.monotonic() + _LONGEST_S
        pages = document.pictures[: self._most_pages]
        for page in pages:
            if time.monotonic() > until:
                break
            try:
                picture = await self._sandbox.convert("picture", data, name, page=page)
                read.pages[page] = await self._engine.recognise(picture, languages)
            except (RecognitionFailed, ParseFailed) as failure:
                read.failures.append(failure)
                log.warning("ocr.page_failed", page=page, reason=str(failure)[:300])
            if report is not None:
                await report(read.tried, len(pages))
        return read


@dataclass(slots=True)
class _Reading:
    """What became of the pages: the paragraphs of those that could be read, and why others could not."""

    pages: dict[int, list[str]] = field(default_factory=dict)
    failures: list[RecognitionFailed | ParseFailed] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many pages were tried so far."""
        return len(self.pages) + len(self.failures)

    def notes(self, wanted: int) -> list[str]:
        """Return notes on the document, of which `wanted` pages had no text."""
        notes = [
            f"recognised_pages: {len(self.pages)} of {wanted} pages without text were read from their pictures"
        ]
        if self.failures:
            notes.append(f"unrecognised_pages: text recognition failed on {len(self.failures)}")
        if self.tried < wanted:
            left = wanted - self.tried
            notes.append(f"pages_left_out: {left} pages without text are past the limit of recognition")
        return notes

    def refusal(self) -> ParseFailed:
        """Return why a document without any words is refused."""
        if self.pages:
            return ParseFailed(FailureReason.NO_TEXT, "text recognition found no words on the pages")
        last = self.failures[-1]
        if isinstance(last, ParseFailed):
            return last
        return ParseFailed(FailureReason.OCR_FAILED, f"text recognition failed on every page: {last}")


def _without_engine(document: ParsedDocument, state: EngineState) -> ParsedDocument:
    """Return what text the document has, with a note; refuse one that has none."""
    if not document.blocks:
        raise ParseFailed(
            FailureReason.OCR_MISSING, f"the pages are pictures without text, and {state.detail}"
        )
    note = f"ocr_missing: {len(document.pictures)} pages are pictures without text, and {state.detail}"
    return replace(document, notes=(*document.notes, note), pictures=())
