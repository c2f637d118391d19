"""Finds an organization's own models for the gateway: read when they are asked for, and looked at again every few seconds."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable
from aisle.core.http import Room, Timing
from aisle.core.secrets import Unreadable
from aisle.core.vault import Vault
from aisle.llm.catalogue import Catalogue
from aisle.llm.chat import ChatModel
from aisle.llm.gateway import Endpoint, Reach
from aisle.llm.gateway.endpoints import Health
from aisle.llm.ports import ManagedEmbedder
from aisle.llm.watching import WatchedEmbedder
from aisle.providers import repository
from aisle.providers.addresses import prices_of, url_of
from aisle.providers.described import card_of
from aisle.providers.names import key_place
from aisle.providers.own import Closing, Opened, OwnModels, shadows_of
from aisle.providers.types import OwnModel, Provider, Server

FRESH_SECONDS = 15.0  # after which another process's changes are looked for
# A change that was told of here may be committed a moment later; until then every call looks.
DOUBT_SECONDS = 5.0
AWAY_SECONDS = 1.0
MOST_ORGANIZATIONS = 1_000
MOST_ANSWERS = 64 * 2**20  # bytes of answers that one organization's providers may have in memory
SECOND_LOOK_SECONDS = 1.0
log = structlog.get_logger()
MakeModel = Callable[[Server], ChatModel]
MakeEmbedder = Callable[[Server, OwnModel], ManagedEmbedder]


@dataclass(slots=True)
class Known:
    """What is known of an organization.

    Attributes:
        until: It is fresh.
        doubt_until: Every call looks again.
        room: For answers of its providers, whichever they are.
    """

    models: OwnModels | None = None
    until: float = 0.0
    doubt_until: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    room: Room = field(default_factory=lambda: Room(MOST_ANSWERS))


class ProviderDirectory:
    """The gateway's `EndpointDirectory`. Belongs to one event loop."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        make: MakeModel,
        make_embedder: MakeEmbedder,
        catalogue: Catalogue,
        timing: Timing | None = None,
    ) -> None:
        """Nothing is read yet.

        Args:
            database: Where providers are kept.
            vault: Opens their keys.
            make, make_embedder: Make what asks a server; its connections pass the egress guard.
            catalogue: What is known of models.
            timing: For freshness and the health of models.
        """
        self._database, self._vault, self._catalogue = database, vault, catalogue
        self._make, self._make_embedder = make, make_embedder
        self._timing = timing or Timing()
        self._known: OrderedDict[UUID, Known] = OrderedDict()
        self._closing = Closing(self._timing)

    async def reach(self, organization_id: UUID, installation: Reach) -> Reach:
        """Return what an organization's calls can reach; see the port."""
        return (await self.models(organization_id, installation)).reach

    async def models(self, organization_id: UUID, installation: Reach) -> OwnModels:
        """Return what an organization brought."""
        known = self._entry(organization_id)
        now = self._timing.now()
        if known.models is not None and known.until > now >= known.doubt_until:
            return known.models
        async with known.lock:
            return await self._looked(organization_id, known, now, installation)

    def changed(self, organization_id: UUID, installation: Reach) -> None:
        """Take note that something was changed here, or is about to be kept: it is felt with the next call.

        Beside that, what runs at a provider that is switched off or gone is ended.
        """
        self._entry(organization_id).doubt_until = self._timing.now() + DOUBT_SECONDS
        self._closing.beside(self._look_twice(organization_id, installation))

    async def close(self) -> None:
        """Close every connection."""
        await self._closing.finish()
        for known in self._known.values():
            for one in known.models.opened if known.models else ():
                await one.close()
        self._known.clear()

    async def _look_twice(self, organization_id: UUID, installation: Reach) -> None:
        await self.models(organization_id, installation)
        await self._timing.sleep(SECOND_LOOK_SECONDS)
        await self.models(organization_id, installation)

    def _entry(self, organization_id: UUID) -> Known:
        known = self._known.get(organization_id)
        if known is None:
            known = self._known[organization_id] = Known()
            while len(self._known) > MOST_ORGANIZATIONS:
                self._forget_oldest()
        self._known.move_to_end(organization_id)
        return known

    def _forget_oldest(self) -> None:
        _, gone = self._known.popitem(last=False)
        for one in gone.models.opened if gone.models else ():
            self._closing.later(one)

    async def _looked(
        self, organization_id: UUID, known: Known, asked_at: float, installation: Reach
    ) -> OwnModels:
        """Read, unless somebody did while this one waited."""
        if known.models is not None and known.until - FRESH_SECONDS > asked_at:
            return known.models
        begun = self._timing.now()
        try:
            known.models = await self._read(organization_id, known, installation)
            known.until = begun + FRESH_SECONDS
        except Unavailable as away:
            log.warning("providers.unread", error=away.detail)
            # What was known holds on for a moment; who is not known has the installation's models.
            known.models = known.models or OwnModels((), (), installation)
            known.until = begun + AWAY_SECONDS
        return known.models

    async def _read(self, organization_id: UUID, known: Known, installation: Reach) -> OwnModels:
        before = known.models
        async with self._database.open_scope(Scope(organization_id, None, "gateway")) as session:
            providers = tuple(await repository.list_providers(session))
            if before is not None and before.providers == providers:
                return before
            asked = [one for one in providers if one.suspended_at is None]
            kept = {one.provider.id: one for one in before.opened if one.provider in asked} if before else {}
            keys = {one.id: await repository.find_key(session, one.id) for one in asked if one.id not in kept}
            opened = []
            for one in asked:
                sealed = keys.get(one.id)
                try:
                    key = (
                        await self._vault.unseal_text(session, sealed, key_place(one.id)) if sealed else None
                    )
                except Unreadable:
                    log.error("providers.key_unreadable", provider_id=str(one.id))
                    continue
                opened.append(kept.get(one.id) or self._opened(one, key, known.room))
        self._leave(before, opened, {one.id for one in asked})
        made = OwnModels(tuple(opened), providers, installation)
        reach = installation.with_own(made.own, shadows_of(one.provider for one in opened))
        return OwnModels(made.opened, providers, reach)

    def _opened(self, provider: Provider, key: str | None, room: Room) -> Opened:
        url = url_of(provider.kind, provider.base_url)
        server = Server(provider.name, provider.kind, url, key, provider.key_header, room)
        model = self._make(server)
        cards: Mapping[str, Endpoint] = {
            one.name: Endpoint(
                one.name, model, one.called, card_of(one, prices_of(url), self._catalogue), is_own=True
            )
            for one in provider.models
            if one.dimensions is None
        }
        health = {name: Health(name, self._timing, is_own=True) for name in cards}
        embedders = {
            one.name: WatchedEmbedder(self._make_embedder(server, one))
            for one in provider.models
            if one.dimensions is not None
        }
        return Opened(provider, model, dict(cards), health, embedders)

    def _leave(self, before: OwnModels | None, now: list[Opened], asked: set[UUID]) -> None:
        """Close what is no longer asked: at once where its provider is switched off or gone."""
        for one in before.opened if before else ():
            if one in now:
                continue
            if one.provider.id in asked:
                self._closing.later(one)
            else:
                self._closing.now(one)
