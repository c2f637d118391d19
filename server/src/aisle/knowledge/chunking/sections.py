"""A document's sections: what stands under each heading, with the headings above it."""

from dataclasses import dataclass, field, replace
from itertools import zip_longest

from aisle.knowledge.structure import Block, BlockKind, ParsedDocument

# A heading that is really a misread paragraph must not fill the context of every chunk below it.
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks between two headings. `path` is the headings above them, outermost first."""

    path: tuple[str, ...]
    heading: Block | None
    blocks: list[Block] = field(default_factory=list)


def sections(document: ParsedDocument) -> list[Section]:
    """Split a document at its headings, in order; a heading with nothing below it is a section's content."""
    found = [Section((), None)]
    above: list[tuple[int, str]] = []
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if block.kind is not BlockKind.HEADING:
            found[-1].blocks.append(block)
            continue
        while above and above[-1][0] >= block.level:
            above.pop()
        if _is_bare(block, following):
            found.append(Section(_titles(above), None, [replace(block, kind=BlockKind.PARAGRAPH)]))
            continue
        above.append((block.level, heading_text(document, block)))
        found.append(Section(_titles(above), block))
    return [section for section in found if section.blocks]


def heading_text(document: ParsedDocument, block: Block) -> str:
    """Return a heading's words on one line, cut where it is too long for a heading."""
    text = " ".join(document.text[block.start : block.end][: _LONGEST_HEADING * 2].split())
    return text if len(text) <= _LONGEST_HEADING else text[: _LONGEST_HEADING - 1] + "…"


def _titles(above: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in above)


def _is_bare(heading: Block, following: Block | None) -> bool:
    """Say whether nothing stands under the heading, not even a deeper heading."""
    if following is None:
        return True
    return following.kind is BlockKind.HEADING and following.level <= heading.level
