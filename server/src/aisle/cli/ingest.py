"""`aisle ingest`: files, folders and globs into a store's knowledge."""

import glob
import mimetypes
from dataclasses import dataclass
from pathlib import Path
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
    """Return the files that paths, folders and globs name, without hidden ones. Raises InvalidInput for nothing."""
    found: dict[Path, Found] = {}
    for text in paths:
        for path in [Path(text)] if Path(text).exists() else map(Path, glob.glob(text, recursive=True)):
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file() and not _is_hidden(file):
                    found[file] = Found(file, str(file.relative_to(path)) if path.is_dir() else file.name)
    if not found:
        raise InvalidInput(f"No files at {', '.join(paths)}.")
    return list(found.values())


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(HIDDEN) for part in file.parts if part not in (".", ".."))


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
    incoming = [_incoming(file, limits.max_bytes, category, tags) for file in files]
    async with parts.database.open_scope(caller.scope) as session:
        accepted = await knowledge.accept(session, parts.jobs, parts.secrets, incoming, None, limits)
    if wait and accepted.job_id is not None:
        await finish_job(parts, caller, accepted.job_id, f"{len(files)} files", quiet)
    async with parts.database.open_scope(caller.scope) as session:
        return [
            _row(one, (await knowledge.get_document(session, one.id, limit=1)).document)
            for one in accepted.documents
        ]


def _incoming(file: Found, max_bytes: int, category: str | None, tags: tuple[str, ...]) -> IncomingFile:
    with file.path.open("rb") as stream:
        data = stream.read(max_bytes + 1)
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
