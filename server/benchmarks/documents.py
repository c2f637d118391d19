"""How fast documents become chunks, and how much memory that takes: `python -m benchmarks.documents`.

Prints one JSON line per figure. Times are processor seconds; the two sides take turns, and the median of the rounds
counts. The peer is bare text extraction with the same library, page by page, with no structure and no chunks.
"""

import asyncio
import io
import json
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

ROUNDS = 7
PAGES = 100
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


def report(figure: str, value: float, unit: str, **more: object) -> None:
    """Print one figure as a line of JSON."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, **more}), flush=True)


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


def throughput() -> None:
    """Compare our pages per processor second with bare extraction's."""
    data = made_pdf(PAGES)
    pages = len(pypdfium2.PdfDocument(data))
    bare(data)
    ours(data)
    rounds = [(cpu(lambda: bare(data)), cpu(lambda: ours(data))) for _ in range(ROUNDS)]
    peer, own = (statistics.median(side) for side in zip(*rounds, strict=True))
    ratios = [peer_s / own_s for peer_s, own_s in rounds]
    report(
        "pdf_to_chunks",
        pages / own,
        "pages per CPU second",
        peer=f"bare pypdfium2: {pages / peer:.0f}",
        ratio=round(statistics.median(ratios), 3),
        spread=f"{min(ratios):.3f} to {max(ratios):.3f}",
    )


def memory() -> None:
    """Compare the peak memory of reading 100 and 1,000 pages, each in a process of its own."""
    peaks = {pages: _peak(pages) for pages in (100, 1_000)}
    report("memory_per_page", (peaks[1_000] - peaks[100]) / 900 / 1024, "KiB a page", peer="peak of 100 pages",
           ratio=round(peaks[1_000] / peaks[100], 3), spread=f"{peaks[100] >> 20} to {peaks[1_000] >> 20} MiB")  # fmt: skip


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
    spread = f"{min(times):.1f} to {max(times):.1f}"
    report("sandbox_overhead", statistics.median(times), "ms a file", peer="none", ratio=None, spread=spread)


def main() -> None:
    """Measure everything."""
    throughput()
    memory()
    asyncio.run(sandbox())


if __name__ == "__main__":
    main()
