"""Keys: their scopes, their origins, and what each kind of caller may do."""

from uuid import uuid4

import pytest

from aisle.core.errors import Forbidden, InvalidInput
from aisle.identity.authenticator import SELF
from aisle.identity.keys.origins import checked_origin
from aisle.identity.keys.service import create_key
from aisle.identity.policy import allow, allowed, require
from aisle.identity.roles import CHAT, EDITING, INBOX, READ, SCOPES, actions_of
from aisle.identity.types import Action, Caller, CallerKind, Grant, Place


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://shop.example", "https://shop.example"),
        ("https://shop.example/", "https://shop.example"),
        ("HTTPS://Shop.Example", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        (SELF, SELF),
    ],
)
def test_an_origin_is_kept_as_browsers_send_it(given, wanted):
    assert checked_origin(given) == wanted


@pytest.mark.parametrize(
    "given",
    [
        "",
        "*",
        "null",
        "shop.example",
        "//shop.example",
        "https://",
        "https:///path",
        "https://shop.example/path",
        "https://shop.example?x=1",
        "https://me@shop.example",
        "https://me:secret@shop.example",
        "ftp://shop.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_origin_is_refused(given):
    with pytest.raises(InvalidInput, match="origin"):
        checked_origin(given)


async def stored(session, key_id):
    return await session.fetchrow(
        "SELECT * FROM api_key WHERE organization_id = $1 AND id = $2", session.scope.organization_id, key_id
    )


@pytest.mark.parametrize(
    ("scopes", "wanted"),
    [(None, sorted(SCOPES)), ([], []), (["read"], ["read"]), (["chat", "read"], {"chat", "read"})],
)
async def test_a_secret_key_has_the_scopes_it_was_given_and_all_without(store, session_for, scopes, wanted):
    async with session_for(store) as session:
        key = await create_key(session, kind="secret", store_id=store.id, scopes=scopes)
        assert set((await stored(session, key.id))["scopes"]) == set(wanted)


@pytest.mark.parametrize("scope", ["admin", "READ", "", "read,write", "*"])
async def test_an_unknown_scope_is_refused(store, session_for, scope):
    async with session_for(store) as session:
        with pytest.raises(InvalidInput, match="Unknown scopes"):
            await create_key(session, kind="secret", store_id=store.id, scopes=["read", scope])


async def test_a_publishable_key_needs_an_origin_and_gets_no_scope(store, session_for):
    async with session_for(store) as session:
        with pytest.raises(InvalidInput, match="origin"):
            await create_key(session, kind="publishable", store_id=store.id)
        key = await create_key(
            session, kind="publishable", store_id=store.id, origins=["https://Shop.example/"]
        )
        row = await stored(session, key.id)
    assert (row["origins"], row["scopes"], row["public_token"]) == (["https://shop.example"], [], key.token)


async def test_of_a_secret_key_only_the_hash_is_stored(store, session_for):
    async with session_for(store) as session:
        key = await create_key(session, kind="secret", store_id=store.id)
        row = await stored(session, key.id)
    assert row["public_token"] is None
    assert key.token not in str(dict(row))


def caller(kind: CallerKind, *grants: Grant) -> Caller:
    return Caller(kind, uuid4(), uuid4(), uuid4(), grants)


@pytest.mark.parametrize(
    ("scopes", "wanted"),
    [
        ((), frozenset()),
        (("read",), READ),
        (("write",), EDITING),
        (("inbox",), INBOX),
        (("chat",), CHAT),
        (("read", "chat"), READ | CHAT),
        (("documents.write",), {Action.WRITE_DOCUMENTS}),
        (("platform.write", "account.write", "no longer known"), frozenset()),
    ],
)
def test_a_secret_key_may_do_what_its_scopes_say_and_no_more(scopes, wanted):
    one = caller(CallerKind.SECRET_KEY, Grant(None, actions_of(scopes)))
    assert allowed(one, one.place) == wanted
    for action in Action:
        if action in wanted:
            require(one, action)
        else:
            with pytest.raises(Forbidden):
                require(one, action)


def test_a_grant_for_one_store_reaches_neither_another_nor_the_organization():
    mine, other = uuid4(), uuid4()
    one = caller(CallerKind.MEMBER, Grant(mine, frozenset({Action.WRITE_KEYS})))
    here = one.organization_id
    assert allow(one, Action.WRITE_KEYS, Place(here, mine))
    assert not allow(one, Action.WRITE_KEYS, Place(here, other))
    assert not allow(one, Action.WRITE_KEYS, Place(here))


def test_a_grant_for_the_organization_reaches_its_stores_and_no_other_organization():
    one = caller(CallerKind.MEMBER, Grant(None, frozenset({Action.WRITE_KEYS})))
    assert allow(one, Action.WRITE_KEYS, Place(one.organization_id))
    assert allow(one, Action.WRITE_KEYS, Place(one.organization_id, uuid4()))
    assert not allow(one, Action.WRITE_KEYS, Place(uuid4()))


def test_without_grants_nothing_is_allowed():
    for kind in CallerKind:
        nobody = caller(kind)
        assert not allowed(nobody, nobody.place)
