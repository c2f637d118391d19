"""`aisle job`."""

from typing import Annotated
from uuid import UUID

import typer

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.errors import InvalidInput, NotFound
from aisle.core.jobs import JobView, list_dead, retry_dead

app = typer.Typer(no_args_is_help=True, help="Jobs: what failed for good, and another try.")


@app.command()
def dead(store: StoreOption, as_json: Json = False) -> None:
    """List the dead letters of a store's organization."""
    found = run(_dead(store))
    rows = [
        {
            "id": str(job.id),
            "kind": job.kind,
            "attempts": job.attempt,
            "error": job.error,
            "finished_at": job.finished_at,
        }
        for job in found
    ]
    show(
        rows,
        "\n".join(f"{row['id']}  {row['kind']}  {row['error']}" for row in rows) or "Nothing is stuck.",
        as_json,
    )


@app.command()
def retry(
    job_id: Annotated[str, typer.Argument(help="Id of a dead job.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Give a dead job a fresh set of attempts."""
    run(_retry(store, job_id))
    show({"id": job_id, "state": "queued"}, f"{job_id} waits for a worker again.", as_json)


async def _dead(store: str) -> list[JobView]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await list_dead(session, 200)


async def _retry(store: str, job_id: str) -> None:
    try:
        wanted = UUID(job_id)
    except ValueError:
        raise InvalidInput(f"“{job_id}” is not a job's id.") from None
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            if not await retry_dead(session, wanted):
                raise NotFound("No such job is among the dead letters.")
            await record(session, Event("job.retried", "job", wanted))
