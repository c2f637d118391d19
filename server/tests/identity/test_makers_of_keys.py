"""Who may stand behind a key: people, keys and the machine; nothing else, and nobody who is not there."""

from uuid import uuid4

import pytest

from aisle.core.clock import SystemClock
from aisle.core.errors import Forbidden, Unauthorized
from aisle.identity.keys.bounds import check_stands
from aisle.identity.keys.managing import Keys
from aisle.identity.keys.service import create_key
from aisle.identity.keys.types import KeyKind, WantedKey
from aisle.identity.types import Action, Caller, CallerKind, Grant

EVERYTHING = (Grant(None, frozenset(Action)),)


@pytest.mark.parametrize(
    "kind", [CallerKind.SHOPPER, CallerKind.VISITOR, CallerKind.JOB, CallerKind.PUBLISHABLE_KEY]
)
async def test_whoever_is_neither_a_person_nor_a_key_makes_none_though_it_had_the_right(
    database, store, kind
):
    caller = Caller(kind, store.organization_id, store.id, uuid4(), EVERYTHING)
    wanted = WantedKey(KeyKind.SECRET, stores=(store.id,), scopes=("read",))
    with pytest.raises(Forbidden, match="members, by keys and on the machine"):
        await Keys(database, SystemClock()).create(caller, wanted)


async def test_what_was_begun_with_a_key_that_is_not_there_does_not_stand(database, store, session_for):
    async with session_for(store) as session:
        key = await create_key(session, kind="secret", store_id=store.id)
    await check_stands(database, store.organization_id, key.id)
    with pytest.raises(Unauthorized):
        await check_stands(database, store.organization_id, uuid4())
