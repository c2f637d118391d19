"""A parsed document written as Markdown, so that it can be gone on with as an article."""

from aisle.knowledge.structure import Block, BlockKind, ParsedDocument


def to_markdown(document: ParsedDocument) -> tuple[str | None, str]:
    """Return title and text. The title is the first heading, which the text then does not repeat, or the document's own."""
    blocks = list(document.blocks)
    title = document.title
    if blocks and blocks[0].kind is BlockKind.HEADING:
        title = _words(document, blocks.pop(0))
    lines: list[str] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        if before is not None and not _goes_on(before, block):
            lines.append("")
        lines.append(_line(document, block))
        if _begins_table(document, before, block):
            lines.append("|".join(["", *(" --- " for _ in document.tables[block.table or 0].headers), ""]))
    return title, "\n".join(lines).strip()


def _line(document: ParsedDocument, block: Block) -> str:
    words = _words(document, block)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * max(block.level, 1)} {words}"
    if block.kind is BlockKind.LIST_ITEM:
        return f"{'  ' * max(block.level - 1, 0)}- {words}"
    if block.kind is BlockKind.TABLE_ROW:
        return f"| {words} |"
    if block.kind is BlockKind.QUESTION:
        return f"## {words}"
    return words


def _words(document: ParsedDocument, block: Block) -> str:
    text = document.text[block.start : block.end].strip()
    return (
        text
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ANSWER, BlockKind.CODE)
        else " ".join(text.split())
    )


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind is not block.kind:
        return False
    return block.kind is BlockKind.LIST_ITEM or (
        block.kind is BlockKind.TABLE_ROW and before.table == block.table
    )


def _begins_table(document: ParsedDocument, before: Block | None, block: Block) -> bool:
    if (
        block.kind is not BlockKind.TABLE_ROW
        or block.table is None
        or not document.tables[block.table].headers
    ):
        return False
    return before is None or before.kind is not BlockKind.TABLE_ROW or before.table != block.table
