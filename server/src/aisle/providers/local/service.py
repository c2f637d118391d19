"""Loads and unloads models of the registry in this process, and has the other processes do the same."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.core.errors import AisleError
from aisle.llm.ports import ManagedEmbedder, Reranker
from aisle.llm.registry import (
    LocalKind,
    LocalModelInUse,
    LocalModelNotFound,
    LocalModelRefused,
    LocalModelTooLarge,
    Package,
    Registry,
)
from aisle.llm.watching import WatchedEmbedder, WatchedReranker
from aisle.providers.local import repository
from aisle.providers.local.repository import WantedModel
from aisle.providers.local.types import LocalState, LocalView, MakeLocal

LOOK_SECONDS = 15.0
MACHINE = "operator:machine"
Key = tuple[str, str]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory. bytes: of its files, by which its room is counted."""

    package: Package
    model: ManagedEmbedder | Reranker
    bytes: int


@dataclass(slots=True)
class LocalModels:
    """The registry's models in one process.

    Attributes:
        embedders, rerankers: Of the process, by names; what is loaded is put there and taken out again.
        most_bytes: Of the files of all that is loaded.
        dispatch: Sees which embedders the indexes of all tenants need.
    """

    registry: Registry
    make: MakeLocal
    database: Database
    dispatch: Database
    embedders: MutableMapping[str, ManagedEmbedder]
    rerankers: MutableMapping[str, Reranker]
    most_bytes: int
    loaded: dict[Key, Loaded] = field(default_factory=dict)
    troubles: dict[Key, str] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def list(self) -> list[LocalView]:
        """Return what the registry holds, what of it is loaded here, and what went wrong with the rest."""
        wanted = {(one.name, one.version) for one in await repository.list_wanted(self.database)}
        names = await asyncio.to_thread(lambda: list(self.registry.names()))
        return [await asyncio.to_thread(self._view, key, key in wanted) for key in names]

    async def verify(self, name: str, version: str) -> Package:
        """Read every file of a version and compare it. Raises LocalModelNotFound, LocalModelRefused."""
        package = await asyncio.to_thread(self.registry.get, name, version)
        await asyncio.to_thread(package.weigh)
        return package

    async def load(self, scope: Scope | None, name: str, version: str) -> LocalView:
        """Load a version here, and have the other processes load it within seconds.

        scope: of the person whose audit log has it; None for the machine's own command.

        Raises:
            LocalModelNotFound, LocalModelRefused, LocalModelTooLarge: It cannot be loaded; nothing has changed.
        """
        async with self._lock:
            package = await self._load(name, version)
        wanted = WantedModel(name, version, package.digest)
        after = {"version": version, "sha256": package.sha256, "kind": str(package.manifest.kind)}
        async with self._writing(
            scope, Event("local_model.loaded", "local_model", name, after=after)
        ) as writer:
            await repository.want(writer, wanted, scope.principal if scope else MACHINE)
        return self._view((name, version), wanted=True)

    async def unload(self, scope: Scope | None, name: str, version: str) -> None:
        """Unload a version here, and elsewhere within seconds. Raises LocalModelNotFound, LocalModelInUse."""
        known_as = f"{name}-{version}"
        # Of an embedder whose vectors an index holds, nothing can take the place.
        if needing := await repository.count_needing(self.dispatch, known_as):
            raise LocalModelInUse(
                f"{needing} index versions hold vectors of {known_as}; build others and retire them first."
            )
        event = Event("local_model.unloaded", "local_model", name, before={"version": version})
        async with self._writing(scope, event) as writer:
            if not await repository.unwant(writer, name, version) and (name, version) not in self.loaded:
                raise LocalModelNotFound(f"{name}/{version} is not loaded.")
        async with self._lock:
            await self._unload((name, version))

    async def follow(self) -> None:
        """Load and unload what other processes were told to, until cancelled."""
        while True:
            try:
                await self.look()
            except AisleError as error:
                log.warning("local_models.unread", error=error.detail)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Load and unload once what is wanted now. One that cannot be loaded is told of, and takes nothing from the others."""
        wanted = {(one.name, one.version): one.digest for one in await repository.list_wanted(self.database)}
        async with self._lock:
            for key in [key for key, one in self.loaded.items() if wanted.get(key) != one.package.digest]:
                await self._unload(key)
            for key in [key for key in wanted if key not in self.loaded]:
                try:
                    await self._load(*key, digest=wanted[key])
                    self.troubles.pop(key, None)
                except AisleError as error:
                    self.troubles[key] = error.detail
                    log.error("local_models.not_loaded", model="/".join(key), error=error.detail)

    async def close(self) -> None:
        """Unload everything here."""
        for key in list(self.loaded):
            await self._unload(key)

    @asynccontextmanager
    async def _writing(self, scope: Scope | None, event: Event) -> AsyncIterator[repository.Writer]:
        """Write as a person, whose audit log has it, or as the machine, which is no tenant and has none."""
        if scope is None:
            async with self.database.connection() as connection:
                yield connection
            return
        async with self.database.open_scope(scope) as session:
            yield session
            await record(session, event)

    async def _load(self, name: str, version: str, digest: str | None = None) -> Package:
        package = await asyncio.to_thread(self.registry.get, name, version)
        if digest is not None and package.digest != digest:
            raise LocalModelRefused(
                f"{name}/{version} here is not the one that was loaded elsewhere: its manifest is another."
            )
        if (name, version) in self.loaded and self.loaded[name, version].package.digest == package.digest:
            return package
        await asyncio.to_thread(self._require_room, package)
        self._require_name(package)
        self.loaded[name, version] = await asyncio.to_thread(self._opened, package)
        self._put(self.loaded[name, version])
        return package

    def _opened(self, package: Package) -> Loaded:
        weighed = package.weigh()
        if package.manifest.kind is LocalKind.EMBEDDER:
            return Loaded(package, WatchedEmbedder(self.make.embedder(package, weighed)), weighed.bytes)
        return Loaded(package, WatchedReranker(self.make.reranker(package, weighed)), weighed.bytes)

    def _require_room(self, package: Package) -> None:
        taken, size = sum(one.bytes for one in self.loaded.values()), package.size()
        if taken + size > self.most_bytes:
            raise LocalModelTooLarge(
                f"It has {size:,} bytes; {taken:,} of {self.most_bytes:,} are taken (AISLE_MODELS_MAX_BYTES)."
            )

    def _require_name(self, package: Package) -> None:
        known = self.embedders if package.manifest.kind is LocalKind.EMBEDDER else self.rerankers
        if package.known_as in known:
            raise LocalModelRefused(f"Another model is called {package.known_as} here already.")

    def _put(self, one: Loaded) -> None:
        if isinstance(one.model, WatchedEmbedder):
            self.embedders[one.package.known_as] = one.model
        elif isinstance(one.model, WatchedReranker):
            self.rerankers[one.package.known_as] = one.model

    async def _unload(self, key: Key) -> None:
        gone = self.loaded.pop(key, None)
        if gone is None:
            return
        self.embedders.pop(gone.package.known_as, None)
        self.rerankers.pop(gone.package.known_as, None)
        await gone.model.close()

    def _view(self, key: Key, wanted: bool) -> LocalView:
        if key in self.loaded:
            return LocalView(*key, LocalState.LOADED, wanted, self.loaded[key].package)
        try:
            package = self.registry.get(*key)
            package.size()
        except AisleError as error:
            return LocalView(*key, LocalState.DAMAGED, wanted, reason=error.detail)
        trouble = self.troubles.get(key)
        return LocalView(
            *key, LocalState.DAMAGED if trouble else LocalState.AVAILABLE, wanted, package, trouble
        )
