"""`aisle secrets`."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.bootstrap.rotating import Rotation, Step
from aisle.cli.context import parts_for, run
from aisle.cli.output import Json, show
from aisle.cli.whose import tenant_id
from aisle.core.secrets import load_secrets

app = typer.Typer(no_args_is_help=True, help="Keys that stored secrets are sealed with.")


@app.callback()
def group() -> None:
    """Keys of secrets."""


@app.command("rotate-root")
def rotate_root(
    step: Annotated[
        Step | None, typer.Option(help="One step alone, where several machines have secrets.json.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Change the root key in secrets.json; nothing stops meanwhile, and the old one opens nothing afterwards."""
    wrapped = run(_rotate_root(list(Step) if step is None else [step]))
    show(
        {"wrapped": wrapped},
        f"{wrapped} keys of tenants were wrapped anew. Back up secrets.json now.",
        as_json,
    )


@app.command("rotate")
def rotate_tenant(
    organization: Annotated[str | None, typer.Option(help="Id of an organization.")] = None,
    person: Annotated[str | None, typer.Option(help="Id of a person.")] = None,
    as_json: Json = False,
) -> None:
    """Give an organization or a person a new key; a worker seals everything anew and destroys the old key."""
    job_id = run(_rotate(tenant_id(organization, person)))
    show({"job_id": str(job_id)}, f"A new key seals from now on; job {job_id} seals the rest anew.", as_json)


@app.command("status")
def status(as_json: Json = False) -> None:
    """Print the names of the root keys, and how many keys of tenants each wraps."""
    rows = run(_status())
    lines = [f"{row['root']}  {'current' if row['current'] else 'old'}  {row['keys']} keys" for row in rows]
    show(rows, "\n".join(lines), as_json)


async def _rotate_root(steps: list[Step]) -> int:
    async with parts_for() as parts:
        rotation, wrapped = _rotation(parts), 0
        if Step.ADD in steps:
            rotation.add_root()
        if Step.USE in steps:
            wrapped = await rotation.use_newest_root()
        if Step.DROP in steps:
            await rotation.drop_old_roots()
        return wrapped


async def _rotate(tenant: UUID) -> UUID:
    async with parts_for() as parts:
        return await _rotation(parts).rotate_tenant(parts.vault, tenant)


async def _status() -> list[Mapping[str, object]]:
    async with parts_for() as parts:
        counts = await _rotation(parts).count()
        names = [root.name for root in load_secrets(parts.settings.home).roots]
    unknown = sorted(counts.keys() - set(names))
    return [
        {"root": name, "current": name == names[0], "known": name in names, "keys": counts.get(name, 0)}
        for name in [*names, *unknown]
    ]


def _rotation(parts: Resources) -> Rotation:
    return Rotation(parts.settings.home, parts.database, parts.dispatcher.database, parts.jobs)
