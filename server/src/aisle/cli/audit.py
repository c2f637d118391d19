"""`aisle audit`."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from aisle.adapters.kept_heads import read_heads
from aisle.audit.heads import KeptHead
from aisle.audit.verifying import Verdict
from aisle.bootstrap.auditing import Auditing
from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput

app = typer.Typer(no_args_is_help=True, help="The audit log: whether it is as it was written.")


@app.callback()
def group() -> None:
    """The audit log."""


@app.command("verify")
def verify_chains(
    organization: Annotated[str | None, typer.Option(help="Id of an organization.")] = None,
    person: Annotated[str | None, typer.Option(help="Id of a person.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Every organization and person.")] = False,
    heads: Annotated[
        Path | None, typer.Option(help="File or folder of kept heads; without, AISLE_AUDIT_HEADS.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Take every entry's hash anew, and compare with the heads that were kept outside the database."""
    if [organization is not None, person is not None, everybody].count(True) != 1:
        raise InvalidInput("Name one: --organization ID, --person ID or --all.")
    verdicts = run(_verify(_id(organization or person), heads))
    rows = [_row(tenant, verdict) for tenant, verdict in verdicts]
    show(rows, "\n".join(map(_line, verdicts)) or "There is nothing to check yet.", as_json)
    if not all(verdict.holds for _, verdict in verdicts):
        raise typer.Exit(1)


@app.command("heads")
def keep_heads(as_json: Json = False) -> None:
    """Write the head of every chain to the folder of heads now; the worker does so every hour."""
    written = run(_keep())
    show({"written": written}, f"{written} heads were written.", as_json)


async def _verify(tenant: UUID | None, heads: Path | None) -> list[tuple[UUID, Verdict]]:
    async with parts_for() as parts:
        kept = _kept(parts.auditing, heads) if heads else None
        if tenant is not None:
            return [(tenant, await parts.auditing.verify(tenant, kept))]
        return [found async for found in parts.auditing.verify_all(kept)]


def _kept(auditing: Auditing, heads: Path) -> list[KeptHead]:
    files = sorted(heads.glob("heads-*.jsonl")) if heads.is_dir() else [heads]
    return read_heads(files, auditing.heads.signer)


async def _keep() -> int:
    async with parts_for() as parts:
        return await parts.auditing.keep_heads()


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput(f"“{text}” is not an id.") from None


def _row(tenant: UUID, verdict: Verdict) -> dict[str, object]:
    faults = [{"number": fault.number, "what": fault.what} for fault in verdict.faults]
    counted = {"entries": verdict.entries, "head": verdict.head, "compared": verdict.compared}
    return {"tenant": str(tenant), "holds": verdict.holds, **counted, "faults": faults}


def _line(found: tuple[UUID, Verdict]) -> str:
    tenant, verdict = found
    if verdict.holds:
        return f"{tenant}  {verdict.entries} entries hold; {verdict.compared} heads compared"
    return "\n".join(f"{tenant}  CHANGED at {fault.number}: {fault.what}" for fault in verdict.faults)
