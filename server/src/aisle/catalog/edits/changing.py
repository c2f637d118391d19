"""What an edit makes of one product. Reads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.catalog.edits.types import WORDS, AddWords, Change, ChangeState, ProductEdit, Replace
from aisle.catalog.errors import InvalidOverride
from aisle.catalog.overriding.fields import VARIANTS, checked, value_of
from aisle.catalog.overriding.laying import Standing
from aisle.catalog.overriding.types import Override, Wanted

MOST_FIELDS = 20
ALL = "*"


def checked_edit(edit: ProductEdit) -> ProductEdit:
    """Return an edit with its values as they are kept. Raises InvalidOverride."""
    named = [*edit.set, *edit.take_back]
    if odd := next((name for name in named if name.startswith(VARIANTS)), None):
        raise InvalidOverride("Variants are edited one product at a time.", field=odd)
    if len(named) > MOST_FIELDS or len(set(named)) < len(named):
        raise InvalidOverride(f"Name at most {MOST_FIELDS} fields, each once.")
    values = {name: checked(name, value) for name, value in edit.set.items()}
    add, remove = (tuple(checked("tags", list(tags))) for tags in (edit.add_tags, edit.remove_tags))
    return replace(edit, set=values, add_tags=add, remove_tags=remove)


def changes_of(edit: ProductEdit, standing: Standing, place: int, change_id: UUID) -> list[Change]:
    """Return what an edit changes of a product as it is; nothing where it says so already. Raises InvalidOverride."""
    return [
        Change(
            place,
            name,
            standing.product.id,
            standing.product.title,
            shown(standing, name),
            value,
            takes_back,
            standing.overrides.by_field.get(name),
            change_id,
        )
        for name, (value, takes_back) in _wanted(edit, standing).items()
        if takes_back or value != shown(standing, name)
    ]


def _wanted(edit: ProductEdit, standing: Standing) -> dict[str, tuple[Any, bool]]:
    """Values by field, and whether they are the source's own."""
    own = standing.overrides.own
    back = own if ALL in edit.take_back else edit.take_back
    found: dict[str, tuple[Any, bool]] = {name: (own[name], True) for name in back if name in own}
    found |= {name: (value, False) for name, value in edit.set.items()}
    found |= {name: (value, False) for name, value in _reworked(edit, standing, found)}
    return found


def _reworked(
    edit: ProductEdit, standing: Standing, found: Mapping[str, tuple[Any, bool]]
) -> Iterator[tuple[str, Any]]:
    def now(name: str) -> Any:
        return found[name][0] if name in found else shown(standing, name)

    if edit.add_tags or edit.remove_tags:
        tags = [tag for tag in now("tags") if tag not in edit.remove_tags]
        if (wanted := list(dict.fromkeys([*tags, *edit.add_tags]))) != now("tags"):
            yield "tags", checked("tags", wanted)
    for name in WORDS:
        text = now(name)
        if edit.replace and name in edit.replace.fields:
            text = _replaced(text, edit.replace)
        if edit.add_words and name in edit.add_words.fields:
            text = _added(text, edit.add_words)
        if text != now(name):
            yield name, checked(name, text)


def _replaced(text: str, rule: Replace) -> str:
    flags = re.IGNORECASE if rule.any_case else 0
    return re.sub(re.escape(rule.search), lambda _: rule.instead, text, flags=flags)


def _added(text: str, rule: AddWords) -> str:
    # What is kept has no blanks at its ends, so the words are looked for without theirs.
    before = "" if text.startswith(rule.before.lstrip()) else rule.before
    after = "" if text.endswith(rule.after.rstrip()) else rule.after
    return f"{before}{text}{after}"


def shown(standing: Standing, name: str) -> Any:
    """Return what a product says in a field now."""
    if name == "hidden":
        return standing.overrides.hidden
    return value_of(standing.product, name, [one.id for one in standing.product.variants])


def fits(change: Change, standing: Standing) -> bool:
    """Whether a field still is as it was when the change was shown."""
    now = standing.overrides.by_field.get(change.field)
    if now is None or change.stood is None:
        return now is change.stood and shown(standing, change.field) == change.before
    return now.change_id == change.stood.change_id


def undoes(change: Change, standing: Standing) -> bool:
    """Whether a field still is as the change left it."""
    now = standing.overrides.by_field.get(change.field)
    if change.takes_back:
        return now is None
    return now is not None and now.change_id == change.change_id


def as_wanted(one: Override) -> Wanted:
    """Return an override that stood, to stand again as it did."""
    return Wanted(one.value, one.change_id, one.why, one.set_by, one.set_at, one.edit_id, one.own_then)


def made(change: Change, why: str, by: str, at: datetime, edit_id: UUID) -> Wanted | None:
    """Return the word that a change sets; None: the source speaks again."""
    if change.takes_back:
        return None
    return Wanted(change.after, change.change_id, why, by, at, edit_id)


OUTCOMES = {
    False: (ChangeState.DONE, ChangeState.KEPT),
    True: (ChangeState.UNDONE, ChangeState.NOT_UNDONE),
}
