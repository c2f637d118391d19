"""Use cases on the window: a draft that no shopper sees, releases, the way back. Apart from the assistant's own."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.tenants.types import Store
from aisle.widget import repository
from aisle.widget.errors import (
    NothingNewInWidget,
    WidgetDraftChanged,
    WidgetReleaseChanged,
    WidgetReleaseNotFound,
    WidgetSettingsInvalid,
)
from aisle.widget.types import WidgetDraft, WidgetRelease, WidgetSettings

_FAULTS = 20


async def find_live(session: Session) -> WidgetRelease | None:
    """Return the release that shoppers see; None where nothing was published and the store's own settings hold."""
    return await repository.find_live(session)


async def get_draft(session: Session) -> WidgetDraft:
    """Return the draft beside the live release."""
    return await repository.get_draft(session)


async def change_draft(session: Session, changes: Mapping[str, Any], revision: int | None) -> WidgetDraft:
    """Change some settings of the draft; shoppers notice nothing yet.

    Args:
        session: A session of the store.
        changes: New values by the names of `WidgetSettings`.
        revision: Of the draft that the changes were made to; None saves over whatever it says.

    Raises WidgetDraftChanged, WidgetSettingsInvalid.
    """
    await repository.lock(session)
    draft = await repository.get_draft(session)
    _check_revision(draft, revision)
    settings = _settings_of({**draft.settings.model_dump(mode="json"), **changes})
    await repository.keep_draft(session, None if settings == draft.live.settings else settings)
    await record(
        session,
        Event("widget.draft_changed", "widget", session.tenant[1], *_differences(draft.settings, settings)),
    )
    return await repository.get_draft(session)


async def publish(session: Session, expected: int, note: str = "") -> WidgetRelease:
    """Make the draft what shoppers see. expected: the number of the live release as the caller knows it, 0 for none.

    Raises WidgetReleaseChanged, NothingNewInWidget.
    """
    await repository.lock(session)
    draft = await repository.get_draft(session)
    made = await _make_live(session, draft.live, expected, WidgetRelease(0, draft.settings, note=note))
    await repository.keep_draft(session, None)
    await _remember(session, "widget.published", draft.live, made)
    return made


async def roll_back(session: Session, number: int, expected: int, note: str = "") -> WidgetRelease:
    """Make a new release with the settings of an earlier one; a draft stays as it is.

    Raises WidgetReleaseNotFound, WidgetReleaseChanged, NothingNewInWidget.
    """
    await repository.lock(session)
    live = (await repository.get_draft(session)).live
    earlier = await get_release(session, number)
    made = await _make_live(session, live, expected, WidgetRelease(0, earlier.settings, number, note))
    await _remember(session, "widget.rolled_back", live, made)
    return made


async def get_release(session: Session, number: int) -> WidgetRelease:
    """Return a release. Raises WidgetReleaseNotFound."""
    found = await repository.list_releases(session, None, 1, number)
    if not found:
        raise WidgetReleaseNotFound("The window has no release of this number.")
    return found[0]


async def list_releases(session: Session, before: int | None, limit: int) -> list[WidgetRelease]:
    """Return releases, the newest first, from below a number on."""
    return await repository.list_releases(session, before, limit)


async def remember_preview(session: Session) -> None:
    """Tell the audit log that a link to the draft was handed out."""
    await record(session, Event("widget.preview_made", "widget", session.tenant[1]))


def dressed(store: Store, settings: WidgetSettings) -> Store:
    """Return a store with the colour, mark, greeting and suggestions that the window has in their place."""
    texts = next((one.texts for one in settings.suggestions if "*" in one.paths), None)
    given = {
        "brand_color": settings.color,
        "mark": settings.mark,
        "greeting": settings.greeting,
        "suggestions": texts,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return store.model_copy(update={"settings": store.settings.model_copy(update=kept)})


def _check_revision(draft: WidgetDraft, known: int | None) -> None:
    if known is not None and known != draft.revision:
        raise WidgetDraftChanged(
            f"The draft is at revision {draft.revision}, not {known}. Put the two together, then save again.",
            revision=draft.revision,
            changed_by=draft.changed_by,
            draft=draft.settings.model_dump(mode="json"),
        )


def _settings_of(data: dict[str, Any]) -> WidgetSettings:
    try:
        return WidgetSettings.model_validate(data)
    except ValidationError as error:
        faults = [
            {"at": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()[:_FAULTS]
        ]
        told = "; ".join(f"{one['at']}: {one['message']}" for one in faults)
        raise WidgetSettingsInvalid(told[:2000], errors=faults) from None


def _differences(before: WidgetSettings, after: WidgetSettings) -> tuple[dict[str, Any], dict[str, Any]]:
    was, now = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in now if was[name] != now[name]]
    return {name: was[name] for name in changed}, {name: now[name] for name in changed}


async def _make_live(
    session: Session, live: WidgetRelease, expected: int, wanted: WidgetRelease
) -> WidgetRelease:
    if live.number != expected:
        raise WidgetReleaseChanged(
            f"Release {live.number} is live, not {expected}. Look at it, then publish again.",
            live=live.number,
        )
    if live.number and wanted.settings == live.settings:
        raise NothingNewInWidget(f"Release {live.number} has these settings already.")
    made = WidgetRelease(live.number + 1, wanted.settings, wanted.restores, wanted.note)
    await repository.insert_release(session, made)
    return await get_release(session, made.number)


async def _remember(session: Session, action: str, live: WidgetRelease, made: WidgetRelease) -> None:
    before, after = _differences(live.settings, made.settings)
    noted = {"note": made.note} if made.note else {}
    told = {"release": live.number, **before}, {"release": made.number, **noted, **after}
    await record(session, Event(action, "widget", session.tenant[1], *told))
