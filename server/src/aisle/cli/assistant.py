"""`aisle assistant`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from aisle.assistants import service
from aisle.assistants.errors import SettingsInvalid
from aisle.assistants.types import (
    Draft,
    KeptAnswers,
    Length,
    PastRelease,
    Tone,
    Unsupported,
    settings_to_json,
    weights_of,
)
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.db import Session

app = typer.Typer(no_args_is_help=True, help="The assistant: how it speaks, in a draft and in releases.")
T = TypeVar("T")
Models = tuple[str, ...]
MOST_SHOWN = 100
Expected = Annotated[
    int | None, typer.Option(help="Only while the release of this number answers; default: whichever does.")
]

Note = Annotated[str, typer.Option(help="Why, for those who read the history.")]


@app.command("show")
def show_(store: StoreOption, as_json: Json = False) -> None:
    """Show the draft, and what publishing would change."""
    draft = run(_in_store(store, lambda session, _: service.get_draft(session)))
    show(_draft(draft), _draft_text(draft), as_json)


@app.command("set")
def set_(
    store: StoreOption,
    tone: Annotated[Tone | None, typer.Option(help="How it speaks.")] = None,
    words: Annotated[str | None, typer.Option(help="Own words on manner; @FILE reads them.")] = None,
    length: Annotated[Length | None, typer.Option(help="About two, four or eight sentences.")] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(help="A code, repeat for more, the first for shoppers of any other; “any” for all."),
    ] = None,
    unsupported: Annotated[
        Unsupported | None, typer.Option(help="What becomes of sentences without evidence.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="A name; “quote” for none, “usual” for the installation's.")
    ] = None,
    falls_back: Annotated[
        bool | None,
        typer.Option("--falls-back/--no-falls-back", help="Whether to quote when the model fails."),
    ] = None,
    kept_answers: Annotated[
        KeptAnswers | None, typer.Option(help="Which questions an answer given before may answer.")
    ] = None,
    refuse: Annotated[
        list[str] | None, typer.Option(help="A topic to refuse, repeat for more; “none” for none.")
    ] = None,
    refusal: Annotated[str | None, typer.Option(help="What is said then.")] = None,
    avoid: Annotated[
        list[str] | None,
        typer.Option(help="Words that no sentence may hold, repeat for more; “none” for none."),
    ] = None,
    least_evidence: Annotated[
        float | None, typer.Option(help="Score from 0 to 1 below which no passage is used.")
    ] = None,
    weigh: Annotated[
        list[str] | None,
        typer.Option(help="SOURCE-ID=WEIGHT, from 0 to 3; repeat for more; “none” for none."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Change settings of the draft; shoppers notice nothing until it is published."""
    given = {
        "tone": tone,
        "words": _read(words),
        "length": length,
        "unsupported": unsupported,
        "falls_back": falls_back,
        "kept_answers": kept_answers,
        "refusal": refusal,
        "least_evidence": least_evidence,
        "refuses": _several(refuse),
        "avoids": _several(avoid),
        "source_weights": _weights(weigh),
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if language:
        changes["languages"] = () if language == ["any"] else tuple(language)
    if model is not None:
        changes["model"] = None if model == "usual" else model
    draft = run(_in_store(store, lambda session, models: service.change_draft(session, changes, models)))
    show(_draft(draft), _draft_text(draft), as_json)


@app.command()
def publish(store: StoreOption, expected: Expected = None, note: Note = "", as_json: Json = False) -> None:
    """Make the draft the live release; the next message is answered under it."""

    async def work(session: Session, models: Models) -> PastRelease:
        return await service.publish(session, await _known(session, expected), models, note)

    made = run(_in_store(store, work))
    show(_release(made), f"Release {made.release.number} answers now.", as_json)


@app.command()
def releases(store: StoreOption, as_json: Json = False) -> None:
    """List the newest hundred releases; a star marks the one that answers."""
    found = run(_in_store(store, lambda session, _: service.list_releases(session, None, MOST_SHOWN)))
    show([_release(one) for one in found], "\n".join(map(_line, found)), as_json)


@app.command()
def rollback(
    number: Annotated[int, typer.Argument(help="Number of the release to go back to.", min=1, max=2**31 - 1)],
    store: StoreOption,
    expected: Expected = None,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Make a new live release with the settings of an earlier one; a draft stays as it is."""

    async def work(session: Session, models: Models) -> PastRelease:
        return await service.roll_back(session, number, await _known(session, expected), models, note)

    made = run(_in_store(store, work))
    show(_release(made), f"Release {made.release.number} answers now, as {number} did.", as_json)


async def _in_store(store: str, work: Callable[[Session, Models], Awaitable[T]]) -> T:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
        async with parts.database.open_scope(caller.scope) as session:
            return await work(session, names)


async def _known(session: Session, expected: int | None) -> int:
    return expected if expected is not None else (await service.get_live_release(session)).number


def _read(words: str | None) -> str | None:
    """Words as they stand, or out of a file. Raises SettingsInvalid for one that cannot be read."""
    if words is None or not words.startswith("@"):
        return words
    try:
        return Path(words[1:]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsInvalid(f"{words[1:]} is no text file in UTF-8 that can be read.") from None


def _several(given: list[str] | None) -> tuple[str, ...] | None:
    return None if not given else () if given == ["none"] else tuple(given)


def _weights(given: list[str] | None) -> tuple[tuple[str, float], ...] | None:
    """Weights by source. Raises SettingsInvalid for one that is no number."""
    pairs = [one.partition("=") for one in _several(given) or ()]
    try:
        return None if not given else weights_of({source: float(weight) for source, _, weight in pairs})
    except ValueError:
        raise SettingsInvalid("Write each weight as SOURCE-ID=NUMBER.") from None


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "name": draft.live.name,
        "draft": settings_to_json(draft.settings),
        "changed_at": draft.changed_at,
        "changed_by": draft.changed_by,
        "differs": list(draft.differs),
        "revision": draft.revision,
        "live": {"number": draft.live.number, "settings": settings_to_json(draft.live.settings)},
    }


def _draft_text(draft: Draft) -> str:
    live = settings_to_json(draft.live.settings)
    lines = [f"{draft.live.name}, release {draft.live.number} answers"]
    for name, value in settings_to_json(draft.settings).items():
        was = f"   (live: {_value(live[name])})" if name in draft.differs else ""
        lines.append(f"  {name:14} {_value(value)}{was}")
    return "\n".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{name}={one:g}" for name, one in value.items()) or "as found"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "the usual one" if value is None else str(value) or "none"


def _release(one: PastRelease) -> dict[str, Any]:
    return {
        "number": one.release.number,
        "live": one.is_live,
        "settings": settings_to_json(one.release.settings),
        "restores": one.restores,
        "note": one.note,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }


def _line(one: PastRelease) -> str:
    restored = f", as {one.restores}" if one.restores is not None else ""
    made = f"{one.created_at:%Y-%m-%d %H:%M} UTC by {one.created_by}{restored}"
    made += f": {one.note}" if one.note else ""
    return f"{'*' if one.is_live else ' '} {one.release.number:4}  {made}"
