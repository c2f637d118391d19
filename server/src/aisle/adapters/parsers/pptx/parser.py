"""The PPTX parser: a slide is a page, its title a heading."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.package import Package

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.office import likeness, open_package
from aisle.adapters.parsers.pptx.content import add_slide
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
)
EXTENSIONS = ("pptx", "pptm", "ppsx", "potx")
_ATTACHMENTS = "ppt/embeddings/"
_MOST_SLIDES = 2_000
# python-pptx raises whatever the missing or wrong part leads to; lxml's errors are SyntaxErrors.
_DAMAGE = (PythonPptxError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError, TypeError)


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a presentation, an encrypted one included."""
    return likeness(data, name, b"ppt/", EXTENSIONS)


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read the slides of a presentation with their notes; macros and attachments are never looked at.

    Raises ParseFailed: `bomb`, `encrypted`, `corrupt`, `no_text`, `too_large`.
    """
    open_package(data, _ATTACHMENTS).close()
    builder = DocumentBuilder(MEDIA_TYPES[0])
    try:
        presentation = Package.open(io.BytesIO(data)).main_document_part
        _add_slides(builder, presentation)
        builder.title = presentation.core_properties.title or builder.first_heading
    except _DAMAGE as error:
        raise ParseFailed(FailureReason.CORRUPT, "the presentation is damaged or none at all") from error
    return builder.build()


def _add_slides(builder: DocumentBuilder, presentation: Any) -> None:
    """Add the slides that are shown; a number counts hidden slides too, as the program's own does."""
    ids = [item.rId for item in presentation.presentation.element.iter(qn("p:sldId"))]
    builder.page_count = len(ids)
    hidden = broken = 0
    for number, part in _slide_parts(presentation, ids):
        if part is None:
            broken += 1
        elif part.slide.element.get("show") in ("0", "false"):
            hidden += 1
        else:
            add_slide(builder, part.slide, number)
    for name, count in (("hidden_slides", hidden), ("broken_slides", broken)):
        if count:
            builder.notes.append(f"{name}: {count} left out")


def _slide_parts(presentation: Any, ids: list[str]) -> Iterator[tuple[int, Any | None]]:
    """Yield every slide's number and part, None for one that the file names but does not hold."""
    if len(ids) > _MOST_SLIDES:
        raise ParseFailed(FailureReason.TOO_LARGE, f"the presentation has more than {_MOST_SLIDES:,} slides")
    for number, relation_id in enumerate(ids, start=1):
        relation = presentation.rels.get(relation_id)
        is_slide = relation is not None and relation.reltype == RELATIONSHIP_TYPE.SLIDE
        part = relation.target_part if is_slide and not relation.is_external else None
        yield number, part if hasattr(part, "slide") else None
