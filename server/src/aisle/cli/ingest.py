"""`aisle ingest`: files, folders and globs into a store's knowledge."""

import glob
import mimetypes
import os
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, show
from aisle.cli.waiting import finish_job
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import AcceptedDocument, IncomingFile, IntakeLimits
from aisle.knowledge.types import Document

HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the name it gets: two files of one name in a folder must not replace each other."""

    path: Path
    name: str


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders (read whole) and globs.")],
    store: StoreOption,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until every file has ended in a state.")] = False,
    category: Annotated[str | None, typer.Option(help="Category of all these documents.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="Tag of all these documents; repeat for more.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read documents into a store. Exit code 1 when a file could not be read."""
    files = find_files(paths)
    rows = run(_ingest(files, store, wait, category, tuple(tag or ()), as_json))
    show(
        rows,
        "\n".join(
            f"{row['state']:9} {row['name']}"
            + (f"  ({row['reason']}: {row['detail']})" if row["reason"] else "")
            for row in rows
        ),
        as_json,
    )
    if any(row["state"] == "failed" for row in rows):
        raise typer.Exit(NOT_DONE)


def find_files(paths: list[str]) -> list[Found]:
    """Return the files that paths, folders and globs name. Raises InvalidInput when a path names nothing.

    Hidden files and Word's lock files are left out, except where one is named itself.
    """
    found: dict[Path, PurePath] = {}
    for text in paths:
        below = _below(text)
        if below is None:
            raise InvalidInput(f"No files at {text}.")
        for file, name in below:
            found.setdefault(Path(os.path.abspath(file)), name)
    if not found:
        raise InvalidInput(f"No files at {', '.join(paths)}.")
    return _named_apart(found)


def _below(text: str) -> list[tuple[Path, PurePath]] | None:
    """Return files with their names below what was given, or None if nothing is there."""
    path = Path(text)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [(path, PurePath(path.name))]
    matches = [Path(match) for match in sorted(glob.glob(text, recursive=True))]
    if not matches:
        return None
    start = Path(*takewhile(lambda part: not glob.has_magic(part), path.parts))
    return [
        (file, file.relative_to(start))
        for match in matches
        for file in ([match] if match.is_file() else [one for one, _ in _in_folder(match)])
        if not _is_hidden(file.relative_to(start))
    ]


def _in_folder(folder: Path) -> list[tuple[Path, PurePath]]:
    names = ((file, file.relative_to(folder)) for file in sorted(folder.rglob("*")) if file.is_file())
    return [(file, name) for file, name in names if not _is_hidden(name)]


def _is_hidden(name: PurePath) -> bool:
    return any(part.startswith(HIDDEN) for part in name.parts)


def _named_apart(found: dict[Path, PurePath]) -> list[Found]:
    """Name each file so that none replaces another: files of one name get as many of their folders as tell them apart."""
    lengths = {file: len(name.parts) for file, name in found.items()}
    while True:
        names = {file: "/".join(file.parts[1:][-length:]) for file, length in lengths.items()}
        counts = Counter(names.values())
        if len(counts) == len(names):
            return [Found(file, name) for file, name in names.items()]
        for file, name in names.items():
            lengths[file] += counts[name] > 1


async def _ingest(
    files: list[Found], store: str, wait: bool, category: str | None, tags: tuple[str, ...], quiet: bool
) -> list[dict[str, Any]]:
    async with parts_for("worker" if wait else "app") as parts:
        caller = await operator_in(parts, store)
        rows = []
        # In portions, so that a folder of ten thousand files is neither one transaction nor all in memory.
        for start in range(0, len(files), parts.settings.upload_max_files):
            rows += await _portion(
                parts,
                caller,
                files[start : start + parts.settings.upload_max_files],
                wait,
                category,
                tags,
                quiet,
            )
        return rows


async def _portion(
    parts: Resources,
    caller: Caller,
    files: list[Found],
    wait: bool,
    category: str | None,
    tags: tuple[str, ...],
    quiet: bool,
) -> list[dict[str, Any]]:
    limits = IntakeLimits(parts.settings.upload_max_bytes, parts.settings.upload_max_files)
    read = [_incoming(file, limits.max_bytes, category, tags) for file in files]
    unread = [one for one in read if isinstance(one, dict)]
    incoming = [one for one in read if isinstance(one, IncomingFile)]
    if not incoming:
        return unread
    async with parts.database.open_scope(caller.scope) as session:
        accepted = await knowledge.accept(session, parts.jobs, parts.vault, incoming, None, limits)
    if wait and accepted.job_id is not None:
        await finish_job(parts, caller, accepted.job_id, f"{len(incoming)} files", quiet)
    async with parts.database.open_scope(caller.scope) as session:
        return [
            *unread,
            *[
                _row(one, (await knowledge.get_document(session, one.id, limit=1)).document)
                for one in accepted.documents
            ],
        ]


def _incoming(
    file: Found, max_bytes: int, category: str | None, tags: tuple[str, ...]
) -> IncomingFile | dict[str, Any]:
    """Read a file; one that cannot be read gets its row at once, and the others go on."""
    try:
        with file.path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        return {
            "id": None,
            "name": file.name,
            "state": "failed",
            "reason": "unreadable",
            "detail": f"The file cannot be read: {error.strerror}.",
            "unchanged": False,
        }
    return IncomingFile(file.name, data, mimetypes.guess_type(file.name)[0], category=category, tags=tags)


def _row(one: AcceptedDocument, document: Document) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "state": str(document.state),
        "reason": document.reason,
        "detail": document.detail,
        "unchanged": one.unchanged,
    }
