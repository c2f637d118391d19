"""`aisle job`."""

from typing import Annotated
from uuid import UUID

import typer

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.cli.whose import ByOrganization, ByPerson, ByStore, whole_tenant
from aisle.core.errors import InvalidInput, NotFound
from aisle.core.jobs import JobView, list_dead, retry_dead

app = typer.Typer(no_args_is_help=True, help="Jobs: what failed for good, and another try.")


@app.command()
def dead(
    store: ByStore = None,
    organization: ByOrganization = None,
    person: ByPerson = None,
    as_json: Json = False,
) -> None:
    """List the dead letters of an organization, or of a person, such as mails that nobody took."""
    found = run(_dead(store, organization, person))
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
    store: ByStore = None,
    organization: ByOrganization = None,
    person: ByPerson = None,
    as_json: Json = False,
) -> None:
    """Give a dead job a fresh set of attempts."""
    run(_retry(_id(job_id), store, organization, person))
    show({"id": job_id, "state": "queued"}, f"{job_id} waits for a worker again.", as_json)


async def _dead(*whose: str | None) -> list[JobView]:
    async with parts_for() as parts:
        # Of the whole tenant: the work of no store, such as sealing under a new key, dies too.
        scope = await whole_tenant(parts, *whose)
        async with parts.database.open_scope(scope) as session:
            return await list_dead(session, 200)


async def _retry(job_id: UUID, *whose: str | None) -> None:
    async with parts_for() as parts:
        scope = await whole_tenant(parts, *whose)
        async with parts.database.open_scope(scope) as session:
            if not await retry_dead(session, job_id):
                raise NotFound("No such job is among the dead letters.")
            await record(session, Event("job.retried", "job", job_id))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"“{text}” is not a job's id.") from None
