"""What an edit makes of a text; pure."""

import re
from dataclasses import replace

from aisle.articles.bulk.types import Edit, Replace
from aisle.articles.types import Content


def edited(content: Content, edit: Edit) -> Content:
    """Return a text as the edit leaves it."""
    removed = {tag.lower() for tag in edit.remove_tags}
    kept = [tag for tag in content.tags if tag.lower() not in removed]
    known = {tag.lower() for tag in kept}
    tags = (*kept, *(tag for tag in edit.add_tags if tag.lower() not in known))
    changed = replace(content, tags=tags)
    if edit.sets_category:
        changed = replace(changed, category_id=edit.category_id)
    if edit.validity is not None:
        changed = replace(changed, validity=edit.validity)
    if edit.replace is None:
        return changed
    title, body = (_replaced(text, edit.replace) for text in (changed.title, changed.body))
    return replace(changed, title=title, body=body)


def _replaced(text: str, wanted: Replace) -> str:
    # A pattern that somebody writes may take for ever; words cannot.
    flags = re.IGNORECASE if wanted.any_case else 0
    return re.sub(re.escape(wanted.search), lambda _: wanted.instead, text, flags=flags)
