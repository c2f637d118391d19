"""`aisle catalog`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.catalog import service as catalog
from aisle.catalog.importing.dry_run import DryRun
from aisle.catalog.service import ImportRequest
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, show
from aisle.cli.waiting import finish_job
from aisle.core.errors import InvalidInput
from aisle.tenants import service as tenants

app = typer.Typer(no_args_is_help=True, help="Products.")


@app.callback()
def group() -> None:
    """Products."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, JSON or JSONL.", exists=True, dir_okay=False)],
    store: StoreOption,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until the import has ended.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show mapping, first products and errors; store nothing.")
    ] = False,
    mapping: Annotated[
        str | None, typer.Option(help='Corrections of the guess, as JSON: {"title": "Name"}.')
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="Currency of prices without one. Default: the store's.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete products that the file does not have.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Import products. Exit code 1 when rows were left out."""
    result = run(_import(file, store, wait, dry_run, _mapping(mapping), currency, replace, as_json))
    show(result, _text(result), as_json)
    if (
        result.get("state") == "failed"
        or result.get("counts", {}).get("failed")
        or result.get("counts", {}).get("errors")
    ):
        raise typer.Exit(NOT_DONE)


async def _import(
    file: Path,
    store: str,
    wait: bool,
    dry: bool,
    mapping: dict[str, Any] | None,
    currency: str | None,
    replace: bool,
    quiet: bool,
) -> dict[str, Any]:
    async with parts_for("worker" if wait else "app") as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            own = (await tenants.get_store(session, session.tenant[1])).currency
        wanted = ImportRequest(file.name, file.read_bytes(), (currency or own).upper(), mapping, replace)
        wanted = await catalog.readable(wanted, parts.workbooks)
        if dry:
            return _tried(await catalog.try_out(wanted))
        async with parts.database.open_scope(caller.scope) as session:
            started = await catalog.start_import(session, parts.jobs, parts.vault, wanted)
        if wait:
            await finish_job(parts, caller, started.job_id, file.name, quiet)
        async with parts.database.open_scope(caller.scope) as session:
            done = await catalog.get_import(session, started.import_id)
            errors = await catalog.list_import_errors(session, started.import_id, limit=100)
    counts = {name: getattr(done.counts, name) for name in done.counts.__slots__}
    rows = [
        {"line": error.line, "field": error.column, "code": error.code, "reason": error.reason}
        for error in errors.items
    ]
    return {
        "import_id": str(started.import_id),
        "job_id": str(started.job_id),
        "state": str(done.state),
        "unmapped": list(done.unread),
        "counts": counts,
        "errors": rows,
        "error": done.error,
    }


def _tried(tried: DryRun) -> dict[str, Any]:
    counts = {name: getattr(tried.counts, name) for name in tried.counts.__slots__}
    return {
        "kind": tried.kind,
        "columns": list(tried.columns),
        "unmapped": list(tried.unmapped),
        "mapping": tried.mapping,
        "confidence": tried.confidence,
        "sample": [draft.title for draft in tried.sample],
        "counts": counts,
        "errors": [
            {"line": error.line, "field": error.column, "code": error.code, "reason": error.reason}
            for error in tried.errors
        ],
    }


def _mapping(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        mapping = json.loads(text)
    except ValueError:
        mapping = None
    if not isinstance(mapping, dict):
        raise InvalidInput(
            '--mapping takes a JSON object such as {"title": "Name", "price": "Regular price"}.'
        )
    return mapping


def _text(result: dict[str, Any]) -> str:
    lines = (
        [f"State: {result['state']}"]
        if "state" in result
        else [
            f"A dry run; nothing was stored. Read as {result['kind']}.",
            f"Mapping: {json.dumps(result['mapping'], ensure_ascii=False)}",
            f"First products: {', '.join(result['sample'])}",
        ]
    )
    if result.get("state") != "queued":
        lines.append(f"Columns not read: {', '.join(result['unmapped']) or 'none'}")
    lines.append("  ".join(f"{name} {count}" for name, count in result["counts"].items()))
    lines += [f"line {error['line']}: {error['reason']} ({error['code']})" for error in result["errors"][:20]]
    return "\n".join([*lines, *([result["error"]] if result.get("error") else [])])
