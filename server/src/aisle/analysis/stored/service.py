"""Use cases on schemas by name."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from aisle.analysis.errors import (
    ExampleInvalid,
    SchemaInvalid,
    SchemaNameTaken,
    SchemaNotFound,
    SchemaTooLarge,
    TooManySchemas,
)
from aisle.analysis.schemas.checking import check_schema
from aisle.analysis.stored import repository
from aisle.analysis.stored.shipped import find_shipped, shipped
from aisle.analysis.stored.types import NAME, NamedSchema, SchemaText
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.identity.types import Caller

MOST_SCHEMAS, MOST_VERSIONS = 200, 1_000
MOST_BYTES = 262_144  # of one version with its examples


@dataclass(frozen=True, slots=True)
class Schemas:
    """Works on the schemas that a caller's organization can name: those that Aisle brings, and its own."""

    database: Database

    async def list(self, caller: Caller, after: str | None, limit: int) -> list[NamedSchema]:
        """Return the newest version of each schema by name. after: the last name of the page before."""
        async with self.database.open_scope(caller.scope) as session:
            own = await repository.list_newest(session, after, limit)
        brought = [versions[-1] for name, versions in shipped().items() if after is None or name > after]
        return sorted([*own, *brought], key=lambda one: one.name)[:limit]

    async def get(self, caller: Caller, name: str, version: int | None = None) -> NamedSchema:
        """Return a version of a schema, the newest where none is named. Raises SchemaNotFound."""
        found = find_shipped(name, version)
        if found is None and name not in shipped():
            async with self.database.open_scope(caller.scope) as session:
                found = await repository.find(session, name, version)
        if found is None:
            raise SchemaNotFound(_absent(name, version))
        return found

    async def versions(
        self, caller: Caller, name: str, before: int | None, limit: int
    ) -> Sequence[NamedSchema]:
        """Return a schema's versions, the newest first. before: the last number of the page before. Raises SchemaNotFound."""
        await self.get(caller, name)
        if name in shipped():
            found = [one for one in reversed(shipped()[name]) if before is None or one.version < before]
            return found[:limit]
        async with self.database.open_scope(caller.scope) as session:
            return await repository.list_versions(session, name, before, limit)

    async def create(self, caller: Caller, name: str, text: SchemaText) -> NamedSchema:
        """Make a schema of the organization's own.

        Raises SchemaInvalid and the other refusals of schemas, SchemaNameTaken, TooManySchemas.
        """
        _check_name(name)
        await asyncio.to_thread(check, text)
        async with self.database.open_scope(caller.scope) as session:
            if await repository.count(session) >= MOST_SCHEMAS:
                raise TooManySchemas(f"An organization has at most {MOST_SCHEMAS} schemas; delete one first.")
            number = await repository.take_version(session, name, anew=True)
            if number is None:
                raise SchemaNameTaken(
                    f"There is a schema “{name}”; put a new version of it, or choose another name."
                )
            return await _added(session, name, number, text, "schema.created")

    async def put(self, caller: Caller, name: str, text: SchemaText) -> NamedSchema:
        """Add a version, which is the newest from now on.

        Raises SchemaNotFound, SchemaNameTaken for a shipped one, TooManySchemas, and the refusals of schemas.
        """
        _check_name(name)
        await asyncio.to_thread(check, text)
        async with self.database.open_scope(caller.scope) as session:
            number = await repository.take_version(session, name, anew=False)
            if number is None:
                raise SchemaNotFound(_absent(name, None))
            if number > MOST_VERSIONS:
                raise TooManySchemas(f"A schema has at most {MOST_VERSIONS:,} versions; make another one.")
            return await _added(session, name, number, text, "schema.changed")

    async def delete(self, caller: Caller, name: str) -> None:
        """Remove a schema with all its versions. Raises SchemaNotFound, SchemaNameTaken for a shipped one."""
        _check_own(name)
        async with self.database.open_scope(caller.scope) as session:
            if not await repository.delete(session, name):
                raise SchemaNotFound(_absent(name, None))
            await record(session, Event("schema.deleted", "schema", name))


def check(text: SchemaText) -> None:
    """Check a schema and that its examples validate. Raises ExampleInvalid and the refusals of schemas."""
    checked = check_schema(text.schema)
    _check_storable(text)
    for number, one in enumerate(text.examples, 1):
        if faults := checked.validator.faults(one.value):
            raise ExampleInvalid(f"Example {number}: {faults[0]}", errors=faults)


def _check_storable(text: SchemaText) -> None:
    try:
        size = len(json.dumps(text.plain(), ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, RecursionError):
        raise ExampleInvalid("An example holds something that JSON cannot say.") from None
    if size > MOST_BYTES:
        raise SchemaTooLarge(
            f"With its examples the schema has {size:,} bytes; at most {MOST_BYTES:,} are kept."
        )


def _check_own(name: str) -> None:
    if name in shipped():
        raise SchemaNameTaken(f"“{name}” is a shipped schema, which cannot be changed; choose another name.")


def _check_name(name: str) -> None:
    _check_own(name)
    if not NAME.fullmatch(name):
        raise SchemaInvalid(
            "A schema's name begins with a small letter and has up to 60 small letters, digits, _ and -."
        )


async def _added(session: Session, name: str, number: int, text: SchemaText, action: str) -> NamedSchema:
    made = await repository.insert_version(session, name, number, text)
    await record(session, Event(action, "schema", name, after={"version": number}))
    return made


def _absent(name: str, version: int | None) -> str:
    return f"There is no schema “{name[:60]}”" + ("." if version is None else f" with a version {version}.")
