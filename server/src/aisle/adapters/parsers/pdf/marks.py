"""The marks that begin the items of a list."""

import re

_BULLETS = "•●○▪■□◦‣⁃∙·➢➤►✓✔\uf0b7\uf0a7"
LIST_MARK = re.compile(rf"^(?:[{_BULLETS}]\s*|[-–*]\s+|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]\s+)(?=\S)")
_BULLET_SET = frozenset(_BULLETS)

Cells = tuple[tuple[float, str], ...]


def after_bullet(words: str) -> int:
    """Return the index of a line's first character that is not part of a bullet."""
    if words[0] not in _BULLET_SET:
        return 0
    match = LIST_MARK.match(words)
    return match.end() if match else 0


def begins_with_bullet(words: str) -> bool:
    """Say whether a line begins with a bullet, as opposed to a number that may belong to a heading."""
    return words[0] in _BULLET_SET or words.startswith(("- ", "– ", "* "))


def columns(cells: Cells) -> Cells:
    """Return a line's cells, or none where the only gap parts a list's mark from its item."""
    is_item = len(cells) == 2 and bool(LIST_MARK.match(f"{cells[0][1]} x")) and len(cells[0][1]) <= 4
    return () if is_item or len(cells) < 2 else cells
