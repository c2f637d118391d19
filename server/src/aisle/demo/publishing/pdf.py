"""Guides as PDF with a real text layer. Needs reportlab, which only makers of the demo shop install."""

from html import escape
from pathlib import Path
from typing import Any

from aisle.demo.publishing.blocks import Block, Heading, Listing, Paragraph, Table, Text, read_blocks
from aisle.demo.publishing.source import GuideSource

_INK, _RUST, _LINE, _SHADE = "#20302a", "#b5532a", "#c9c6ba", "#ecebe4"


def write_pdf(source: GuideSource, path: Path) -> None:
    """Write one guide; the same source always gives the same bytes."""
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.platypus import SimpleDocTemplate  # type: ignore[import-untyped]

    # Uncompressed and invariant: the bytes then depend neither on the clock nor on the zlib at hand.
    document = SimpleDocTemplate(
        str(path), pagesize=A4, invariant=1, pageCompression=0, lang="en-GB", title=source.title,
        author="Pike & Tarn", leftMargin=62, rightMargin=62, topMargin=64, bottomMargin=60,
    )  # fmt: skip
    styles = _styles()
    story = [_paragraph(escape(source.title), styles["title"])]
    for block in read_blocks(source.body):
        story.extend(_flowables(block, styles, document.width))
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]

    body = ParagraphStyle(
        "body", fontName="Helvetica", fontSize=10.5, leading=15.5, textColor=_INK, spaceAfter=8
    )
    bold = {"parent": body, "fontName": "Helvetica-Bold"}
    return {
        "body": body,
        "title": ParagraphStyle("title", fontSize=24, leading=28, spaceAfter=14, **bold),
        "h2": ParagraphStyle(
            "h2", fontSize=14, leading=18, spaceBefore=10, spaceAfter=6, keepWithNext=1, **bold
        ),
        "cell": ParagraphStyle("cell", parent=body, fontSize=9.5, leading=12.5, spaceAfter=0),
        "head": ParagraphStyle("head", fontSize=9.5, leading=12.5, spaceAfter=0, **bold),
    }


def _flowables(block: Block, styles: dict[str, Any], width: float) -> list[Any]:
    match block:
        case Heading():
            return [_paragraph(escape(block.text), styles["h2"])]
        case Paragraph():
            return [_paragraph(_markup(block.text), styles["body"])]
        case Listing():
            return [_list(block, styles)]
        case Table():
            return [_table(block, styles, width)]


def _list(block: Listing, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import ListFlowable

    items = [_paragraph(_markup(item), styles["body"]) for item in block.items]
    if block.numbered:
        return ListFlowable(items, bulletType="1", leftIndent=18, bulletFormat="%s.", bulletFontSize=10.5)
    return ListFlowable(items, bulletType="bullet", start="•", leftIndent=14, bulletColor=_RUST)


def _table(block: Table, styles: dict[str, Any], width: float) -> Any:
    from reportlab.platypus import Table as Grid

    rows = [
        [_paragraph(_markup(cell), styles["cell" if number else "head"]) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    grid = Grid(rows, colWidths=_column_widths(block, width), repeatRows=1, spaceBefore=2, spaceAfter=12)
    grid.setStyle([
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE), ("LINEBELOW", (0, 0), (-1, -1), 0.6, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ])  # fmt: skip
    return grid


def _column_widths(block: Table, width: float) -> list[float]:
    # Long columns get more room, but never so much that a short one has to break a word.
    longest = [max(len(_plain(row[i])) for row in block.rows) for i in range(len(block.rows[0]))]
    shares = [min(max(length, 12), 42) for length in longest]
    return [width * share / sum(shares) for share in shares]


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8.5)
    canvas.setFillColor(_RUST)
    canvas.drawString(62, 34, "Pike & Tarn, Kendal")
    canvas.drawRightString(document.pagesize[0] - 62, 34, f"Page {document.page}")


def _paragraph(markup: str, style: Any) -> Any:
    from reportlab.platypus import Paragraph as Flowing

    return Flowing(markup, style)


def _markup(text: Text) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in text)


def _plain(text: Text) -> str:
    return "".join(run.text for run in text)
