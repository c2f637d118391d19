"""Passages: groups of a section made ready for packing, with what must travel along as context."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from aisle.knowledge.chunking.atoms import Atom, Measure, atoms_of, glued
from aisle.knowledge.chunking.groups import Group, groups
from aisle.knowledge.chunking.sections import Section, heading_text
from aisle.knowledge.chunking.types import ChunkKind
from aisle.knowledge.structure import Block, BlockKind, ParsedDocument

# Context is a help for search, not a second text: a table with hundreds of columns must not fill it.
_LONGEST_CONTEXT = 400
# Characters per token above which a text is taken not to fit without counting it.
_LONGEST_TOKEN = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """Atoms that may share chunks.

    `context` goes with every chunk of the passage; `carried` only with those after the first, whose own text
    lacks it (the lead-in of a list, the question of an answer).
    """

    kind: ChunkKind
    section: tuple[str, ...]
    atoms: tuple[Atom, ...]
    tokens: int
    context: str = ""
    carried: str = ""

    @property
    def start(self) -> int:
        return self.atoms[0].start

    @property
    def end(self) -> int:
        return self.atoms[-1].end


def passages(section: Section, document: ParsedDocument, measure: Measure) -> Iterator[Passage]:
    """Yield the passages of a section, in order."""
    for group in groups(section, document):
        if group.kind is ChunkKind.TABLE:
            yield _table(group, section, document, measure)
        elif group.kind is ChunkKind.FAQ:
            yield _pair(group, section, document, measure)
        else:
            yield _plain(group, section, measure)


def _table(group: Group, section: Section, document: ParsedDocument, measure: Measure) -> Passage:
    index = group.blocks[0].table
    table = document.tables[index] if index is not None else None
    lines = (table.caption, " | ".join(table.headers)) if table else ()
    context = "\n".join(line[:_LONGEST_CONTEXT] for line in lines if line)
    # The headers are embedded with every chunk, so the rows get what they leave of the size.
    size = max(measure.size // 2, measure.size - measure.count(context))
    atoms = tuple(atom for block in group.blocks for atom in atoms_of(block, replace(measure, size=size)))
    return Passage(ChunkKind.TABLE, section.path, atoms, _sum(atoms), context)


def _pair(group: Group, section: Section, document: ParsedDocument, measure: Measure) -> Passage:
    question, *answer = group.blocks
    path = section.path[:-1] if question is section.heading else section.path
    asked = (
        [glued(atom) for atom in atoms_of(question, measure)] if answer else list(atoms_of(question, measure))
    )
    atoms = (*asked, *(atom for block in answer for atom in atoms_of(block, measure)))
    return Passage(ChunkKind.FAQ, path, atoms, _sum(atoms), carried=heading_text(document, question))


def _plain(group: Group, section: Section, measure: Measure) -> Passage:
    return _whole(group, section, measure) or _split(group, section, measure)


def _whole(group: Group, section: Section, measure: Measure) -> Passage | None:
    """Return the group as one atom where it fits the size: most sections do, and need no sentences."""
    start, end = group.blocks[0].start, group.blocks[-1].end
    if end - start > measure.size * _LONGEST_TOKEN or (tokens := measure.tokens(start, end)) > measure.size:
        return None
    return Passage(group.kind, section.path, (Atom(start, end, tokens, group.blocks[0].page),), tokens)


def _split(group: Group, section: Section, measure: Measure) -> Passage:
    atoms: list[Atom] = []
    carried = ""
    for block, following in zip_longest(group.blocks, group.blocks[1:]):
        atoms.extend(atoms_of(block, measure))
        if _leads_in(block, following, measure.text):
            carried = measure.text[atoms[-1].start : atoms[-1].end][:_LONGEST_CONTEXT]
            atoms[-1] = glued(atoms[-1])
    kind = ChunkKind.LIST if carried and group.kind is ChunkKind.LIST else group.kind
    return Passage(
        kind, section.path, tuple(atoms), _sum(atoms), carried=carried if kind is ChunkKind.LIST else ""
    )


def _leads_in(block: Block, following: Block | None, text: str) -> bool:
    """Say whether a paragraph's last sentence must not be parted from what follows: a colon over a list."""
    if following is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    return following.kind is BlockKind.LIST_ITEM and text[block.end - 1] in ":："


def merged(first: Passage, second: Passage) -> Passage:
    """Join two passages under the headings that they share; the heavier one says what they are."""
    heavier = second if second.tokens > first.tokens else first
    section = first.section[: common_path(first.section, second.section)]
    context = first.context or second.context
    tokens = first.tokens + second.tokens
    return Passage(heavier.kind, section, (*first.atoms, *second.atoms), tokens, context, heavier.carried)


def _sum(atoms: Sequence[Atom]) -> int:
    return sum(atom.tokens for atom in atoms)


def common_path(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many headings two sections share, counted from the outermost."""
    shared = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        shared += 1
    return shared
