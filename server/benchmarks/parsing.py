"""How well real files are read: their characters, words, tables and page numbers, and whether each gets a verdict.

Reads AISLE_DATA_DIR and skips visibly without it. Text recognition is measured where tesseract is installed.
"""

import asyncio
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pypdfium2

from aisle.adapters.ocr.engine import NoEngine
from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.ocr.tesseract import Tesseract
from aisle.adapters.parsers.inline import read_safely
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.structure import ParsedDocument, ParseFailed
from benchmarks import icdar
from benchmarks.extracted import characters_of, common, page_texts, words_of
from benchmarks.figures import percentile, progress, report
from benchmarks.icdar_tables import in_regions, on_pages
from benchmarks.labelled.sets import data_dir
from benchmarks.scale import Scale

FILES = {Scale.TOY: 6, Scale.QUICK: 60, Scale.FULL: 100_000}
PAGES = {Scale.TOY: 1, Scale.QUICK: 4, Scale.FULL: 12}
FOLDERS = ("docling-tests", "poi-office", "icdar2013-tables")
MOST_BYTES = 50 << 20
FEWEST_WORDS = 60


def main(scale: Scale) -> None:
    """Measure everything."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the real files")
        return
    tables(folder, FILES[scale])
    kept(folder, FILES[scale])
    pages(folder, FILES[scale])
    asyncio.run(verdicts(folder, FILES[scale]))
    asyncio.run(recognition(folder, PAGES[scale]))


def tables(folder: Path, most: int) -> None:
    """Report the ICDAR 2013 measure with the regions given, and with tables to be found on whole pages."""
    known = icdar.documents(folder)[:most]
    for what, find, peer in (
        ("region given", in_regions, "pdfplumber, measured elsewhere: 0.72"),
        ("whole page", on_pages, "pdfplumber, measured elsewhere: 0.59"),
    ):
        pairs = [(find(document), icdar.key_of(document)) for document in known]
        found = icdar.score(pairs)
        report(
            f"ICDAR 2013 tables, {what}",
            found.f,
            "F",
            peer=peer,
            size=f"{len(known)} documents",
            note=f"precision {found.precision:.3f}, recall {found.recall:.3f}"
            + ("; goal: at least 0.72" if find is in_regions else ""),
        )


def kept(folder: Path, most: int) -> None:
    """Report how many of a file's characters are in what was read, by kind; the file's own bare text counts."""
    for kind in ("pdf", "docx", "pptx", "xlsx"):
        shares = []
        for path in _files(folder, (f".{kind}",))[:most]:
            document = _read(path)
            there = characters_of(path) if document is not None else Counter[str]()
            if document is not None and there.total():
                shares.append(common(there, Counter(_bare(document.text))) / there.total())
        if shares:
            note = f"median; tenth percentile {percentile(shares, 10):.3f}"
            report(
                f"characters kept, {kind}",
                percentile(shares, 50),
                "share",
                size=f"{len(shares)} files",
                note=note,
            )
    _like_docling(folder, most)


def _like_docling(folder: Path, most: int) -> None:
    """Report how many words of another converter's output are in ours, and of ours in its."""
    recalls, precisions = [], []
    for path in _files(folder / "docling-tests", (".pdf", ".docx", ".pptx", ".xlsx", ".html"))[:most]:
        other = path.parents[1] / "groundtruth" / f"{path.name}.md"
        document = _read(path) if other.exists() else None
        theirs = words_of(other.read_text(encoding="utf-8")) if document is not None else Counter[str]()
        if document is None or not theirs:
            continue
        own = words_of(document.text)
        recalls.append(common(theirs, own) / theirs.total())
        precisions.append(common(theirs, own) / max(1, own.total()))
    if recalls:
        report(
            "words of docling's output that are in ours",
            sum(recalls) / len(recalls),
            "share",
            size=f"{len(recalls)} files",
            note=f"ours in its: {sum(precisions) / len(precisions):.3f}; its output is no human key",
        )


def pages(folder: Path, most: int) -> None:
    """Report how many blocks of PDFs carry the page that their words stand on."""
    right = wrong = 0
    for path in _files(folder, (".pdf",))[:most]:
        document = _read(path)
        if document is None:
            continue
        texts = page_texts(path)
        for block in document.blocks:
            words = _bare(document.text[block.start : block.end].replace(" | ", ""))[:20]
            found = block.page is not None and words in texts[block.page - 1]
            right, wrong = right + found, wrong + (not found and any(words in text for text in texts))
    report(
        "blocks with the right page, PDF",
        right / max(1, right + wrong),
        "share",
        size=f"{right + wrong} blocks",
    )


async def verdicts(folder: Path, most: int) -> None:
    """Report what becomes of every file in the sandbox, and the longest time one took."""
    sandbox = ParserSandbox()
    await sandbox.start()
    parser = RecognisingParser(sandbox, NoEngine("not asked for"))
    told: Counter[str] = Counter()
    slowest = (0.0, "")
    files = _files(folder, ())[:most]
    for path in files:
        started = time.monotonic()
        try:
            await parser.parse(path.read_bytes(), path.name, None)
            told["read"] += 1
        except ParseFailed as failure:
            told[failure.state.value] += 1
        slowest = max(slowest, (time.monotonic() - started, path.suffix))
    await sandbox.close()
    refused = ", ".join(f"{count} {name}" for name, count in told.most_common() if name != "read")
    report("files read", told["read"], "files", size=f"{len(files)} files", note=f"others: {refused}")
    hangs = sum(told[name] for name in ("timeout", "parser_crashed", "out_of_memory"))
    report("hangs and deaths", hangs, "files", size=f"{len(files)} files", note="goal: 0")
    report("the slowest file", slowest[0], "s", note=slowest[1])


async def recognition(folder: Path, most: int) -> None:
    """Report how many words of drawn pages are recognised; the pages' own text is the key."""
    sandbox, engine = ParserSandbox(), Tesseract()
    if not (await engine.state()).available:
        progress("text recognition: skipped, tesseract is not installed")
        return
    await sandbox.start()
    shares, seconds = [], []
    for path, number, key in islice(_pages_of_words(folder), most):
        picture = await sandbox.convert("picture", path.read_bytes(), path.name, page=number)
        before = _cpu_of_children()
        found = words_of(" ".join(await engine.recognise(picture, ("en",))))
        seconds.append(_cpu_of_children() - before)
        shares.append(common(key, found) / key.total())
    await sandbox.close()
    size = f"{len(shares)} pages"
    report(
        "words recognised on drawn pages",
        sum(shares) / len(shares),
        "share",
        size=size,
        note="key: their own text",
    )
    report("recognising a page, p50", percentile(seconds, 50), "CPU-seconds", size=size)


def _cpu_of_children() -> float:
    """Return the processor seconds of the children that have ended, of which the cell's program is one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pages_of_words(folder: Path) -> Iterator[tuple[Path, int, Counter[str]]]:
    for path in _files(folder / "icdar2013-tables", (".pdf",)):
        if _read(path) is None:
            continue
        document = pypdfium2.PdfDocument(path)
        words = words_of(document[0].get_textpage().get_text_range())
        document.close()
        if words.total() >= FEWEST_WORDS and all(word.isascii() for word in words):
            yield path, 1, words


def _files(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    places = [folder / name for name in FOLDERS if (folder / name).is_dir()] or [folder]
    found = (path for place in places for path in sorted(place.rglob("*")) if path.is_file())
    return [path for path in found if not suffixes or path.suffix.lower() in suffixes]


def _read(path: Path) -> ParsedDocument | None:
    try:
        return read_safely(path.read_bytes(), path.name, None, MOST_BYTES)
    except ParseFailed:
        return None


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
