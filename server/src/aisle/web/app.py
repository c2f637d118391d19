"""The API as one ASGI application."""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import chain
from typing import Any

import structlog
from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from aisle.bootstrap.resources import Resources
from aisle.bootstrap.usage import journals_of
from aisle.core.errors import Unavailable
from aisle.core.settings import Settings
from aisle.identity.accounts.ports import PasswordHasher
from aisle.usage.recovering import recover
from aisle.web import (
    account,
    account_email,
    account_logins,
    account_password,
    analyses,
    answers,
    article_batches,
    article_categories,
    article_versions,
    articles,
    assistant,
    assistant_preview,
    audit,
    browsing,
    budgets,
    cache,
    catalog,
    chat,
    chat_socket,
    console,
    conversations,
    demo,
    documents,
    errors,
    exports,
    factors,
    faq,
    federated,
    federation,
    frame,
    health,
    home,
    hooks,
    identities,
    inbox,
    inbox_work,
    index_questions,
    index_versions,
    invitations,
    job_lists,
    jobs,
    keys,
    linting,
    local_models,
    member_logins,
    members,
    model_routes,
    models,
    notices,
    organization_limits,
    organizations,
    pages,
    passkeys,
    photos,
    privacy,
    product_edits,
    product_overrides,
    product_quality,
    products,
    prompts,
    providers,
    reference,
    retention,
    roles,
    schemas,
    search,
    sessions,
    shopper_identity,
    shopper_keys,
    sign_in,
    sign_on,
    sign_on_settings,
    source_decisions,
    source_hooks,
    source_problems,
    source_syncs,
    source_truth,
    sources,
    sources_oauth,
    stores,
    synonyms,
    usage,
    visits,
    widget,
    widget_config,
)
from aisle.web.cors import ApiCors
from aisle.web.deps import named_store
from aisle.web.edge.door import Door
from aisle.web.full_line import FullLine
from aisle.web.middleware import RequestFrame
from aisle.web.once import recording
from aisle.web.once.describing import describe_keys
from aisle.web.once.recording import Repeatable
from aisle.web.openai import completions, embeddings, model_list, responses
from aisle.web.openai.errors import OpenAiErrors
from aisle.web.openai.shortcut import Shortcut
from aisle.web.openapi import describe_problems
from aisle.web.placing import placed
from aisle.web.routes import check_policies

log = structlog.get_logger()
API = "/api/v1"
FEATURES = (
    factors,
    passkeys,
    sign_in,
    account,
    account_email,
    account_logins,
    account_password,
    sessions,
    federation,
    identities,
    sign_on,
    sign_on_settings,
    shopper_identity,
    shopper_keys,
    chat,
    chat_socket,
    photos,
    home,
    inbox,
    inbox_work,
    privacy,
    retention,
    conversations,
    answers,
    search,
    faq,
    browsing,
    federated,
    products,
    product_edits,
    product_overrides,
    product_quality,
    documents,
    catalog,
    sources,
    sources_oauth,
    source_syncs,
    source_decisions,
    source_problems,
    source_truth,
    articles,
    article_versions,
    article_categories,
    article_batches,
    source_hooks,
    hooks,
    linting,
    synonyms,
    assistant,
    assistant_preview,
    widget,
    widget_config,
    cache,
    index_versions,
    index_questions,
    job_lists,
    jobs,
    notices,
    analyses,
    schemas,
    prompts,
    keys,
    audit,
    member_logins,
    members,
    model_routes,
    roles,
    invitations,
    exports,
    organization_limits,
    organizations,
    stores,
    visits,
    models,
    usage,
    budgets,
    providers,
    local_models,
)
# What callers who are bound to no single store find below the store's name, too.
IN_STORES = (
    shopper_keys,
    chat,
    photos,
    home,
    inbox,
    inbox_work,
    privacy,
    retention,
    conversations,
    answers,
    search,
    faq,
    browsing,
    products,
    product_edits,
    product_overrides,
    product_quality,
    documents,
    catalog,
    sources,
    sources_oauth,
    source_syncs,
    source_decisions,
    source_problems,
    source_truth,
    articles,
    article_versions,
    article_categories,
    article_batches,
    source_hooks,
    linting,
    synonyms,
    assistant,
    assistant_preview,
    widget,
    cache,
    index_versions,
    index_questions,
    job_lists,
    jobs,
    notices,
    analyses,
)
DESCRIPTION = (
    "Answers shoppers' questions from a shop's own catalogue and documents, with evidence that can be opened."
)
# In OpenAI's form.
COMPATIBLE = (completions, responses, embeddings, model_list)
COMPATIBLE_ROOT = "/v1"
DRAIN_SECONDS = 8.0


def create_app(
    open_parts: AbstractAsyncContextManager[Resources], ending: asyncio.Event | None = None
) -> ASGIApp:
    """Make the application.

    Args:
        open_parts: Opened when the server starts and closed when it stops.
        ending: Set when the server is asked to stop, before it waits for its connections: open streams end then.
    """
    stopping = ending or asyncio.Event()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_parts as resources:
            app.state.resources = resources
            await resources.embedder.warm_up()
            probing = asyncio.create_task(_probe_sandbox(resources))
            recovering = asyncio.create_task(_recover_calls(resources))
            following = asyncio.create_task(resources.local_models.follow())
            draining = asyncio.create_task(_drain(resources, stopping))
            yield
            stopping.set()
            probing.cancel()
            following.cancel()
            recovering.cancel()
            await draining
            await resources.turns.close(0)

    app = _made(lifespan)

    def settings() -> Settings:
        return app.state.resources.settings  # type: ignore[no-any-return]

    def hasher() -> PasswordHasher:
        return app.state.resources.accounts.hasher  # type: ignore[no-any-return]

    def parts() -> Resources:
        return app.state.resources  # type: ignore[no-any-return]

    straight = Shortcut(app, parts)
    inner = FullLine(ApiCors(Door(Repeatable(straight), settings)), hasher)
    return RequestFrame(OpenAiErrors(inner), settings)


def describe() -> dict[str, Any]:
    """Return the OpenAPI document; nothing is opened for it."""
    return _made(None).openapi()


def _made(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None) -> FastAPI:
    app = FastAPI(
        title="Aisle", version="1", description=DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.router.routes.extend(_routes())
    errors.install(app)
    recording.install(app)
    check_policies(app)
    describe_problems(app)
    describe_keys(app)
    return app


async def _drain(resources: Resources, stopping: asyncio.Event) -> None:
    """End what would keep connections open, once the server is asked to stop."""
    await stopping.wait()
    resources.streams.end()
    await resources.turns.drain(DRAIN_SECONDS)


async def _probe_sandbox(resources: Resources) -> None:
    """Learn what this system grants, for /ready; the process itself reads files only for previews."""
    await resources.parser.start()
    await resources.parser.close()


@functools.cache
def _routes() -> tuple[BaseRoute, ...]:
    """Every route of Aisle; to read their signatures takes half a second, and once is enough for a process."""
    roots = APIRouter()
    for root in (health, pages, frame, demo, reference, console):
        roots.include_router(root.router)
    below = [Depends(named_store)]
    return (
        *chain.from_iterable(placed(feature.router, API) for feature in FEATURES),
        *chain.from_iterable(
            placed(feature.router, f"{API}/stores/{{store}}", below) for feature in IN_STORES
        ),
        *chain.from_iterable(placed(feature.router, COMPATIBLE_ROOT) for feature in COMPATIBLE),
        *roots.routes,
    )


async def _recover_calls(resources: Resources) -> None:
    """Write down what the process before this one had under way; workers on other machines do not find its journal."""
    try:
        await recover(resources.database, journals_of(resources.settings))
    except (Unavailable, OSError) as error:
        log.warning("usage.unrecovered", error=type(error).__name__)
