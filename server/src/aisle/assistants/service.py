"""Use cases on assistants. Every store starts with one, and one live release of it.

Settings are changed in a draft that no shopper meets, and published as a release. A release never changes: going back
makes a new one with the settings of an earlier one, so that every conversation still tells under which it was answered.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from aisle.assistants import repository
from aisle.assistants.errors import DraftChanged, NothingToPublish, ReleaseChanged, ReleaseNotFound
from aisle.assistants.rules import check
from aisle.assistants.types import (
    AssistantSettings,
    Draft,
    PastRelease,
    Release,
    settings_from_json,
    settings_to_json,
)
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import NotFound
from aisle.core.ids import new_id

MOST_DIGITS = 9  # of a release's number


async def create_assistant(session: Session, name: str) -> Release:
    """Add an assistant with its first release, live at once."""
    release = Release(new_id(), new_id(), name, 1, AssistantSettings())
    await repository.insert(session, release)
    return release


async def get_live_release(session: Session) -> Release:
    """Return the live release of the store's assistant. Raises NotFound."""
    row = await repository.find_live(session)
    if row is None:
        raise NotFound("This store has no live assistant.")
    id_, assistant_id, name, number, settings = row
    return Release(id_, assistant_id, name, number, settings_from_json(settings))


async def get_draft(session: Session) -> Draft:
    """Return the draft beside the live release. Raises NotFound."""
    live = await get_live_release(session)
    settings, at, by, revision = await repository.find_draft(session, live.assistant_id)
    return Draft(live.settings if settings is None else settings, live, at, by, revision)


async def change_draft(
    session: Session, changes: dict[str, Any], models: Collection[str], revision: int | None = None
) -> Draft:
    """Change some settings of the draft; shoppers notice nothing yet.

    Args:
        session: A session of the store.
        changes: New values by the names of `AssistantSettings`, of its types.
        models: The names of the installation's models.
        revision: Of the draft that the changes were made to; None saves over whatever it says.

    Raises DraftChanged, SettingsInvalid, NotFound.
    """
    draft = await _locked(session)
    _check_revision(draft, revision, changes)
    settings = replace(draft.settings, **changes)
    check(settings, models)
    same = settings == draft.live.settings
    await repository.keep_draft(session, draft.live.assistant_id, None if same else settings)
    said = differences(draft.settings, settings)
    await record(session, Event("assistant.draft_changed", "assistant", draft.live.assistant_id, *said))
    return await get_draft(session)


async def publish(session: Session, expected: int, models: Collection[str], note: str = "") -> PastRelease:
    """Make the draft the live release; the next message is answered under it.

    expected: the number of the release that the caller knows as live. note: why, for those who read the history.

    Raises ReleaseChanged, NothingToPublish, SettingsInvalid, NotFound.
    """
    draft = await _locked(session)
    made = await _make_live(session, draft.live, expected, draft.settings, models, note=note)
    await repository.keep_draft(session, draft.live.assistant_id, None)
    await _remember(session, "assistant.published", draft.live, made)
    return made


async def roll_back(
    session: Session, number: int, expected: int, models: Collection[str], note: str = ""
) -> PastRelease:
    """Make a new live release with the settings of an earlier one; a draft stays as it is.

    Raises ReleaseNotFound, ReleaseChanged, NothingToPublish, SettingsInvalid.
    """
    live = (await _locked(session)).live
    earlier = await get_release(session, number)
    made = await _make_live(session, live, expected, earlier.release.settings, models, number, note)
    await _remember(session, "assistant.rolled_back", live, made)
    return made


async def get_release(session: Session, number: int) -> PastRelease:
    """Return a release of the store's assistant. Raises ReleaseNotFound."""
    found = await repository.list_releases(session, None, 1, number)
    if not found:
        raise ReleaseNotFound("The assistant has no release of this number.")
    return found[0]


async def list_releases(session: Session, before: int | None, limit: int) -> list[PastRelease]:
    """Return releases, the newest first, from below a number on."""
    return await repository.list_releases(session, before, limit)


async def _remember(session: Session, action: str, live: Release, made: PastRelease) -> None:
    before, after = differences(live.settings, made.release.settings)
    noted = {"note": made.note} if made.note else {}
    numbers = {"release": live.number, **before}, {"release": made.release.number, **noted, **after}
    await record(session, Event(action, "assistant", live.assistant_id, *numbers))


def differences(before: AssistantSettings, after: AssistantSettings) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return those settings that differ, as they were and as they are."""
    was, now = settings_to_json(before), settings_to_json(after)
    changed = [name for name in now if was[name] != now[name]]
    return {name: was[name] for name in changed}, {name: now[name] for name in changed}


def _check_revision(draft: Draft, known: int | None, changes: dict[str, Any]) -> None:
    if known is None or known == draft.revision:
        return
    raise DraftChanged(
        f"The draft is at revision {draft.revision}, not {known}. Put the two together, then save again.",
        revision=draft.revision,
        changed_by=draft.changed_by,
        draft=settings_to_json(draft.settings),
        sent=sorted(changes),
    )


async def find_settings(session: Session, which: str) -> Release:
    """Return `draft`, `live` or a numbered release as something that could answer. Raises ReleaseNotFound, NotFound.

    The draft stands under the number that it would be published as.
    """
    if which == "draft":
        draft = await get_draft(session)
        return replace(draft.live, number=draft.live.number + 1, settings=draft.settings)
    if which == "live":
        return await get_live_release(session)
    number = int(which) if which.isascii() and which.isdigit() and len(which) <= MOST_DIGITS else 0
    return (await get_release(session, number)).release


async def _locked(session: Session) -> Draft:
    live = await get_live_release(session)
    await repository.lock(session, live.assistant_id)
    # Read once more: whoever held the lock may have published.
    return await get_draft(session)


async def _make_live(
    session: Session,
    live: Release,
    expected: int,
    settings: AssistantSettings,
    models: Collection[str],
    restores: int | None = None,
    note: str = "",
) -> PastRelease:
    if live.number != expected:
        raise ReleaseChanged(
            f"Release {live.number} answers now, not {expected}. Look at it, then publish again.",
            live=live.number,
        )
    if settings == live.settings:
        raise NothingToPublish(f"Release {live.number} has these settings already.")
    check(settings, models)
    release = replace(live, id=new_id(), number=live.number + 1, settings=settings)
    await repository.insert_live(session, release, restores, note)
    return await get_release(session, release.number)
