"""The parts of one process are opened together and closed together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aisle.bootstrap.assembling import assemble
from aisle.bootstrap.embedders import Embedders, make_embedders
from aisle.bootstrap.engines import make_engines
from aisle.bootstrap.parsers import make_parser
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.roles import refuse_strong_role
from aisle.bootstrap.server import DatabaseServer
from aisle.core.db import ContextSigner, Database
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.llm.ports import ManagedEmbedder

# Connections that look over all tenants: one listens, one claims, and each of two loops of rounds holds its lock with one
# while a round of it uses another.
DISPATCHING = 6
APP_CONTEXT_SECONDS = 30
WORKER_CONTEXT_SECONDS = 300  # a batch may take minutes; the signature must outlive it


async def check_access(server: DatabaseServer, role: str = "app") -> None:
    """Raise SettingsRefused or DatabaseUnavailable when this role or the dispatcher cannot work on the database."""
    if role == "worker":
        await refuse_strong_role(server.urls.worker, "The worker's database address")
    else:
        await refuse_strong_role(server.urls.app, "DATABASE_URL")
    await refuse_strong_role(server.urls.dispatcher, "The dispatcher's database address")


@asynccontextmanager
async def open_resources(
    settings: Settings,
    secrets: Secrets,
    server: DatabaseServer,
    role: str = "app",
    embedder: ManagedEmbedder | None = None,
) -> AsyncIterator[Resources]:
    """Open the parts of an API process (role "app") or of a worker (role "worker").

    embedder: the only one, in place of those that the settings name.
    """
    lifetime = WORKER_CONTEXT_SECONDS if role == "worker" else APP_CONTEXT_SECONDS
    signer = ContextSigner(secrets.key("context"), lifetime)
    url = server.urls.worker if role == "worker" else server.urls.app
    database = Database(url, signer, settings.db_pool_size, f"aisle {role}")
    dispatch = Database(server.urls.dispatcher, signer, DISPATCHING, "aisle dispatcher")
    embedders = Embedders.only(embedder) if embedder else make_embedders(settings)
    parser = make_parser(settings, role)
    engines = make_engines(settings, database)
    try:
        await check_access(server, role)
        await database.open()
        await dispatch.open()
        names = {setting: one.name for setting, one in embedders.by_setting.items()}
        parts = assemble(
            settings,
            secrets,
            database,
            dispatch,
            embedders.default,
            parser,
            embedders.by_recipe,
            engines,
            names,
        )
        try:
            yield parts
        finally:
            await _close(parts)
    finally:
        await parser.close()
        await embedders.close()
        await engines.close()
        await dispatch.close()
        await database.close()


async def _close(parts: Resources) -> None:
    await parts.turns.close(0)
    await parts.ledger.drain()
    await parts.warner.drain()
    await parts.search_log.close()
    await parts.reranking.close()
    await parts.providers.directory.close()
    await parts.local_models.close()
    await parts.chat_models.close()
    await parts.limits.limits.shared.close()
    await parts.accounts.hasher.close()
    await parts.sign_in.close()
    await parts.pictures.source.close()
