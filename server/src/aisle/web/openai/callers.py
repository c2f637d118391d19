"""Who calls below /v1, and in which store: a key of a store is confined to it."""

from typing import Annotated

from fastapi import Depends, Request

from aisle.bootstrap.resources import Resources
from aisle.core.errors import Forbidden
from aisle.identity.policy import allow
from aisle.identity.types import Action, Caller
from aisle.llm.gateway import Payer
from aisle.web.chat_stream import Check
from aisle.web.deps import Bearer, in_named_store, may_across, somewhere
from aisle.web.errors import request_id_of

spender = may_across(Action.CALL_MODELS)
Spender = Annotated[Caller, Depends(spender)]
Reader = Annotated[Caller, Depends(may_across(Action.READ_MODELS))]


async def placed(parts: Resources, caller: Caller, action: Action) -> Caller:
    """Return the caller where it may do this: in its store, its organization, or the one store that its right is for.

    Raises Forbidden for whom several single stores are open, and StoreSuspended.
    """
    if allow(caller, action, caller.place):
        return caller
    stores = {grant.store_id for grant in caller.grants if action in grant.actions and grant.store_id}
    if len(stores) != 1:
        raise Forbidden("Your right is for several stores; use a key that is bound to one of them.")
    return await in_named_store(parts, caller, str(stores.pop()))


def payer_of(request: Request, caller: Caller) -> Payer:
    """Return who pays for what this request has models write."""
    return Payer.of(caller, request_id_of(request))


def still_may(request: Request, parts: Resources, credentials: Bearer) -> Check:
    """Return what asks anew whether the credential holds: one that is revoked must not go on reading an open stream."""
    return lambda: somewhere(request, parts, credentials, Action.CALL_MODELS)
