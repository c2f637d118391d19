"""How fast documents become chunks, and how much memory that takes.

Times are processor seconds; the two sides take turns, and the median of the rounds counts. The peer is bare text
extraction with the same library, page by page, with no structure and no chunks.
"""

import asyncio
import io
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from aisle.adapters.parsers import pdf
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.chunking import ChunkingSettings, chunk
from benchmarks.figures import compared, report, spread_of
from benchmarks.scale import Scale

ROUNDS = 7
# Pages for throughput; fewer and more pages for memory.
PAGES = {Scale.TOY: (4, 4, 8), Scale.QUICK: (20, 20, 100), Scale.FULL: (100, 100, 1_000)}
WORDS = [
    "delivery",
    "return",
    "parcel",
    "refund",
    "jacket",
    "merino",
    "wash",
    "warm",
    "size",
    "order",
    "days",
    "within",
    "customer",
    "warranty",
    "policy",
    "colour",
    "stitching",
    "waterproof",
    "zip",
    "hood",
    "seam",
    "fabric",
    "care",
    "label",
]


def made_pdf(pages: int) -> bytes:
    """Return a guide with headings, prose and a list on each page and a table on every fifth."""
    styles, chance = getSampleStyleSheet(), random.Random(1)

    def sentence() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 18))).capitalize() + "."

    def paragraph() -> Paragraph:
        return Paragraph(" ".join(sentence() for _ in range(5)), styles["BodyText"])

    story: list[Flowable] = []
    for number in range(pages):
        story += [Paragraph(f"{number + 1}. About {chance.choice(WORDS)}", styles["Heading1"])]
        story += [paragraph() for _ in range(6)]
        story += [Paragraph("What to know", styles["Heading2"])]
        items = [ListItem(Paragraph(sentence(), styles["BodyText"])) for _ in range(4)]
        story += [ListFlowable(items, bulletType="bullet")]
        if number % 5 == 0:
            rows = [["Size", "Chest in cm", "Price"], *([size, "96", "129.00"] for size in "SML")]
            story += [Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])]
        story += [PageBreak()]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def count_tokens(text: str) -> int:
    """Stand in for the embedder's count, whose time is the embedder's."""
    return len(text) // 4 + 1


def bare(data: bytes) -> None:
    """Extract the text of each page with the library alone."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def ours(data: bytes) -> None:
    """Read the document and cut it."""
    chunk(pdf.parse(data, "guide.pdf"), ChunkingSettings(), count_tokens)


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def throughput(wanted: int) -> None:
    """Compare our pages per processor second with bare extraction's."""
    data = made_pdf(wanted)
    pages = len(pypdfium2.PdfDocument(data))
    bare(data)
    ours(data)
    rounds = [(cpu(lambda: bare(data)), cpu(lambda: ours(data))) for _ in range(ROUNDS)]
    peer, own = zip(*rounds, strict=True)
    report(
        "PDF to chunks",
        pages / statistics.median(own),
        "pages a CPU-second",
        peer=f"bare pypdfium2: {pages / statistics.median(peer):.0f}",
        **compared(peer, own),
        size=f"{pages} pages",
        note="goal: at least 0.6",
    )


def memory(few: int, many: int) -> None:
    """Compare the peak memory of reading few and many pages, each in a process of its own."""
    small, large = _peak(few), _peak(many)
    report(
        "memory a page takes",
        (large - small) / (many - few) / 1024,
        "KiB",
        peer=f"peak of {few} pages: {small >> 20} MiB",
        ratio=large / small,
        size=f"{few} and {many} pages",
        note=f"peak of {many} pages: {large >> 20} MiB",
    )


def _peak(pages: int) -> int:
    """Return the peak memory in bytes of a process that reads a document of so many pages."""
    program = "import sys; from benchmarks.documents import read_and_report; read_and_report(sys.stdin.buffer.read())"
    done = subprocess.run(
        [sys.executable, "-c", program], input=made_pdf(pages), capture_output=True, check=True
    )
    return int(done.stdout)


def read_and_report(data: bytes) -> None:
    """Read a document and print the peak memory of this process in bytes."""
    ours(data)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


async def sandbox() -> None:
    """Measure what the sandbox adds to a small file, in time on the clock."""
    box = ParserSandbox(concurrency=1)
    await box.start()
    times = []
    for _ in range(30):
        started = time.perf_counter()
        await box.parse(b"Returns are free for 30 days.", "a.txt", None)
        times.append((time.perf_counter() - started) * 1_000)
    await box.close()
    report("reading a small file in the sandbox", statistics.median(times), "ms", spread=spread_of(times))


def main(scale: Scale) -> None:
    """Measure everything."""
    pages, few, many = PAGES[scale]
    throughput(pages)
    memory(few, many)
    asyncio.run(sandbox())
