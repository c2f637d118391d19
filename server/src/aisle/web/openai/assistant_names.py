"""`assistant:<store>/<name>`: a store's assistant as a model, for callers who may chat there."""

import re

from aisle.assistants import service as assistants
from aisle.assistants.types import Release
from aisle.bootstrap.resources import Resources
from aisle.core.errors import NotFound
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller
from aisle.tenants.errors import StoreNotFound
from aisle.web.deps import in_named_store
from aisle.web.openai.errors import ModelNotFound

PREFIX = "assistant:"
BETWEEN_WORDS = re.compile(r"[\W_]+")


def is_assistant(model: str) -> bool:
    """Whether a name is one of an assistant."""
    return model.startswith(PREFIX)


def model_name(slug: str, release: Release) -> str:
    """Return the name of an assistant as a model. slug: of its store."""
    return f"{PREFIX}{slug}/{_plain(release.name)}"


async def find_there(parts: Resources, caller: Caller, model: str) -> Caller:
    """Return the caller in the store whose assistant a name means.

    The store is named by its slug or id; its assistant by the name as it stands or as the list of models has it, or not
    at all, since there is one.

    Raises ModelNotFound, also for a store that the caller does not reach; StoreSuspended, Forbidden.
    """
    store, _, wanted = model.removeprefix(PREFIX).partition("/")
    try:
        there = await in_named_store(parts, caller, store)
    except StoreNotFound:
        raise ModelNotFound(model) from None
    require(there, Action.CALL_MODELS)
    require(there, Action.CHAT)
    if wanted and _plain(wanted) != _plain((await release_in(parts, there, model)).name):
        raise ModelNotFound(model)
    return there


async def release_in(parts: Resources, caller: Caller, model: str) -> Release:
    """Return the live release of the store that the caller is in. Raises ModelNotFound."""
    async with parts.database.open_scope(caller.scope, keep_plans=True) as session:
        try:
            return await assistants.get_live_release(session)
        except NotFound:
            raise ModelNotFound(model) from None


def _plain(name: str) -> str:
    return BETWEEN_WORDS.sub("-", name.casefold()).strip("-")
