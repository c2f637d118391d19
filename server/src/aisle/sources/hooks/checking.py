"""Webhooks at the shop: made when a source is connected, looked at daily, mended where the shop has switched them off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event as Entry
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobContext, JobQueue
from aisle.knowledge.errors import SourceNotFound
from aisle.sources.connections import repository as connections
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.types import Connection, ConnectionState
from aisle.sources.errors import RetryLater, ShopError, ShopRefused
from aisle.sources.hooks import repository
from aisle.sources.hooks.addresses import Addresses
from aisle.sources.hooks.errors import DeliveryNotFound, NoHooks
from aisle.sources.hooks.jobs import CheckHooks, ReadDeliveries
from aisle.sources.hooks.secrets import SecretBox, new_secret
from aisle.sources.hooks.types import DeliveryState, HookState, Received
from aisle.sources.ports import Hooks, Publishing, Subscription, hooks_of

DAILY, SOON = timedelta(days=1), timedelta(minutes=15)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class HookKeeper:
    """Keeps webhooks as they should be.

    public_url: where shops reach this installation; None: nowhere, then nothing is registered.
    """

    opening: Opening
    jobs: JobQueue
    addresses: Addresses
    public_url: str | None

    def address(self, scope: Scope, source_id: UUID) -> str | None:
        """Return where a source's deliveries go."""
        return (
            self.public_url and f"{self.public_url}/api/v1/hooks/{self.addresses.name_of(scope, source_id)}"
        )

    async def state(self, scope: Scope, source_id: UUID) -> HookState:
        """Return how a source's webhooks stand. Raises SourceNotFound, NoHooks."""
        async with self.opening.database.open_scope(scope) as session:
            self._hooks(await connections.get(session, source_id))
            return await repository.find_state(session, source_id) or HookState(())

    async def ask(self, scope: Scope, source_id: UUID, *, rotates: bool = False) -> None:
        """Have a source's webhooks made or mended soon. rotates: with another secret. Raises SourceNotFound, NoHooks."""
        async with self.opening.database.open_scope(scope) as session:
            connection = await connections.get(session, source_id)
            hooks = self._hooks(connection)
            if rotates:
                if hooks.own_secret(await self.opening.stored_credentials(session, connection)) is not None:
                    raise NoHooks(
                        "The shop chooses what it signs with: change the secret there, then the credentials here."
                    )
                await SecretBox(self.opening.vault).put(session, source_id, new_secret(), self.opening.now())
            await self.jobs.defer(session, CheckHooks(source_id), dedup_key=str(source_id))
            what = "source.hooks_rotated" if rotates else "source.hooks_checked"
            await record(session, Entry(what, "source", source_id))

    async def check(self, context: JobContext, message: CheckHooks) -> None:
        """Look at the shop, make what is missing, mend what is broken, and say how it stands."""
        async with context.scope() as session:
            found = await self._found(session, message.source_id)
        if found is None:
            return
        connection, hooks = found
        now = self.opening.now()
        try:
            there = await self._mend(context, connection, hooks)
        except RetryLater as error:
            await self._say(context, connection, None, error.code, error.detail, now + SOON)
        except ShopError as error:
            await self._say(context, connection, None, error.code, error.detail, now + DAILY)
        else:
            broken = "; ".join(f"{one.topic}: {one.broken}" for one in there if one.broken)
            code = "hooks_broken" if broken else None
            await self._say(context, connection, there, code, broken or None, now + DAILY)

    async def _found(self, session: Session, source_id: UUID) -> tuple[Connection, Hooks] | None:
        try:
            connection = await connections.get(session, source_id)
            hooks = self._hooks(connection)
        except (SourceNotFound, NoHooks):
            return None
        return (connection, hooks) if connection.state is ConnectionState.ACTIVE else None

    async def _mend(
        self, context: JobContext, connection: Connection, hooks: Hooks
    ) -> Sequence[Subscription]:
        async with context.scope() as session:
            own = hooks.own_secret(await self.opening.stored_credentials(session, connection))
            secret = "" if own == "" else await self._secret(session, connection, own)
        address = self.address(context.tenant, connection.source_id)
        if address is None or not address.startswith("https://"):
            raise ShopRefused(NO_ADDRESS)
        async with self.opening.of(context.tenant, connection) as connector:
            if isinstance(hooks, Publishing) and (keys := await hooks.published(connector)) is not None:
                await self._keep(context, connection, keys)
            return await hooks.subscribe(connector, address, secret)

    async def _keep(self, context: JobContext, connection: Connection, keys: str) -> None:
        """Believe the keys that the shop publishes now; those before for a day."""
        async with context.scope() as session:
            await SecretBox(self.opening.vault).put(session, connection.source_id, keys, self.opening.now())

    async def _say(
        self,
        context: JobContext,
        connection: Connection,
        there: Sequence[Subscription] | None,
        code: str | None,
        detail: str | None,
        following: datetime,
    ) -> None:
        async with context.scope() as session:
            await repository.save_state(session, connection.source_id, there, code, detail, following)

    async def _secret(self, session: Session, connection: Connection, own: str | None) -> str:
        """Return what deliveries are to be signed with: the shop's own, one that was chosen before, or a new one."""
        box = SecretBox(self.opening.vault)
        kept = await box.get(session, connection.source_id)
        wanted = own or (kept[0].value if kept else new_secret())
        await box.put(session, connection.source_id, wanted, self.opening.now())
        return wanted

    # deliveries as people see them --------------------------------------------------------------------------------
    async def deliveries(
        self, scope: Scope, source_id: UUID, state: DeliveryState | None, before: UUID | None, most: int
    ) -> list[Received]:
        """Return a source's deliveries, the newest first. Raises SourceNotFound."""
        async with self.opening.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            return await repository.list_deliveries(session, source_id, state, before, most)

    async def replay(self, scope: Scope, source_id: UUID, delivery_id: UUID) -> None:
        """Have a delivery read again that could not be read. Raises SourceNotFound, DeliveryNotFound."""
        async with self.opening.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            if not await repository.replay(session, source_id, delivery_id):
                raise DeliveryNotFound("Only a delivery that could not be read can be read again.")
            await self.jobs.defer(session, ReadDeliveries(source_id), dedup_key=str(source_id), priority=5)
            await record(
                session,
                Entry("source.delivery_replayed", "source", source_id, after={"id": str(delivery_id)}),
            )

    def _hooks(self, connection: Connection) -> Hooks:
        hooks = hooks_of(self.opening.kind(connection), self.opening.options(connection))
        if hooks is None:
            raise NoHooks(
                "Shops of this kind tell nothing by themselves; the source is read on its schedule."
            )
        return hooks


async def ask_for_checks(database: Database, dispatch: Database, jobs: JobQueue) -> int:
    """Have all webhooks looked at whose time has come; return how many. dispatch: under the dispatcher's role."""
    async with dispatch.connection() as connection:
        due = [tuple(row) for row in await connection.fetch(repository.DUE, AT_ONCE)]
    for organization_id, store_id, source_id in due:
        async with database.open_scope(Scope(organization_id, store_id, "system:upkeep")) as session:
            await jobs.defer(session, CheckHooks(source_id), dedup_key=str(source_id))
            # A job that dies must not stand before all others in every round.
            await repository.put_off_check(session, source_id, SOON)
    return len(due)


NO_ADDRESS = (
    "Shops cannot reach this installation. Set AISLE_PUBLIC_URL to an address that begins with https://."
)
