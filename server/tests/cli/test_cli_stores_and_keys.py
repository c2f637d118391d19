"""Organizations, stores and keys from the command line."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from cli_program import Program

from aisle.bootstrap.accounts import make_logins
from aisle.bootstrap.authenticating import make_authenticator
from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import ContextSigner, Database
from aisle.core.errors import Forbidden, Unauthorized
from aisle.core.jobs import JobQueue
from aisle.core.secrets import load_secrets
from aisle.core.settings import Settings
from aisle.identity.authenticator import Authenticator
from aisle.identity.policy import allowed
from aisle.identity.roles import CHAT, EDITING, INBOX, READ, SPENDING
from aisle.identity.types import CallerKind

ABSENT = "0198c0de-0000-7000-8000-000000000000"
ORIGIN = "https://shop.example"


@pytest.fixture
async def authenticator(aisle: Program, urls_at_home: DatabaseUrls) -> AsyncIterator[Authenticator]:
    secrets = load_secrets(aisle.home)
    database = Database(urls_at_home.app, ContextSigner(secrets.key("context")))
    await database.open()
    logins = make_logins(Settings(_env_file=None), secrets, JobQueue(secrets.key("jobs")))
    yield make_authenticator(database, secrets, logins)
    await database.close()


def test_an_organization_is_made_and_named(aisle):
    made = aisle("organization", "create", "Pike & Söhne", "--json").gives()
    assert made == {"id": str(UUID(made["id"])), "name": "Pike & Söhne"}
    assert aisle("organization", "create", "Other").says().startswith("Organization Other: ")


@pytest.mark.parametrize("name", ["", "   ", "n" * 201])
def test_an_organization_without_a_usable_name_is_refused(aisle, name):
    assert "needs a name" in aisle("organization", "create", name, "--json").refuses(2, "invalid_input")


def test_a_store_is_made_in_an_organization_and_printed(aisle):
    organization = aisle("organization", "create", "Chain", "--json").gives()["id"]
    options = ("--organization", organization, "--currency", "eur", "--language", "de", "--json")
    made = aisle("store", "create", "--slug", "chain-1", "--name", "One", *options).gives()
    page = "http://localhost:8080/c/chain-1"
    assert made == {
        "id": str(UUID(made["id"])),
        "slug": "chain-1",
        "organization_id": organization,
        "chat_page": page,
    }
    said = aisle("store", "create", "--slug", "chain-2", "--name", "Two", *options[:-1]).says()
    assert "Store Two: " in said
    assert "Chat page: http://localhost:8080/c/chain-2" in said


@pytest.mark.parametrize(
    ("options", "code", "name"),
    [
        (["--slug", "With Space"], 2, "invalid_input"),
        (["--slug", "-a"], 2, "invalid_input"),
        (["--slug", "a" * 64], 2, "invalid_input"),
        (["--slug", "ünder"], 2, "invalid_input"),
        (["--slug", "ok", "--currency", "XQQ"], 2, "invalid_input"),
        (["--slug", "ok", "--language", "klingon"], 2, "invalid_input"),
        (["--slug", "ok", "--site", "javascript:alert(1)"], 2, "invalid_input"),
        (["--slug", "ok", "--organization", "acme"], 2, "invalid_input"),
        (["--slug", "ok", "--organization", ABSENT], 3, "organization_not_found"),
    ],
)
def test_a_store_that_cannot_be_is_refused_with_a_reason(aisle, options, code, name):
    aisle("store", "create", "--name", "Shop", *options, "--json").refuses(code, name)


def test_a_reranker_that_is_not_here_is_refused_with_those_that_are(aisle, new_shop):
    slug = new_shop()["slug"]
    refused = aisle("store", "set", 'reranking=["rules", "magic"]', "-s", slug, "--json")
    said = refused.refuses(2, "invalid_input")
    assert said == "There is no reranker “magic” here; there is diversity, rules."
    assert aisle("store", "show", "-s", slug, "--json").gives()["settings"]["reranking"] is None
    kept = aisle("store", "set", 'reranking=["rules"]', "-s", slug, "--json").gives()
    assert kept["settings"]["reranking"] == ["rules"]


async def test_a_reranker_that_went_away_keeps_no_other_setting_from_changing(aisle, new_shop, sql):
    made = new_shop()
    await sql.execute(
        "UPDATE aisle.store SET settings = settings || $2::jsonb WHERE store_id = $1",
        UUID(made["id"]),
        '{"reranking": ["gone"]}',
    )
    changed = aisle("store", "set", "greeting=Hello", "-s", made["slug"], "--json").gives()
    assert changed["settings"]["greeting"] == "Hello"
    assert changed["settings"]["reranking"] == ["gone"]


async def test_a_slug_is_used_once_and_the_second_try_leaves_nothing(aisle, sql):
    aisle("store", "create", "--slug", "only-one", "--name", "Only one").says()
    before = await sql.fetchval("SELECT count(*) FROM aisle.organization")
    again = aisle("store", "create", "--slug", "only-one", "--name", "Only one", "--json")
    assert "only-one" in again.refuses(1, "slug_taken")
    assert await sql.fetchval("SELECT count(*) FROM aisle.organization") == before


async def test_a_secret_key_is_printed_on_one_line_and_works(aisle, shop, authenticator):
    said = aisle("key", "create", "--store", shop).says()
    token, note = said.splitlines()
    assert "not shown again" in note
    caller = await authenticator.recognise(token, None, "http://localhost")
    assert caller.kind is CallerKind.SECRET_KEY
    assert allowed(caller, caller.place) == READ | EDITING | CHAT | SPENDING | INBOX


async def test_a_key_has_the_scopes_that_were_asked_for(aisle, shop, authenticator):
    made = aisle("key", "create", "-s", shop, "--scope", "read", "--name", "Reports", "--json").gives()
    assert made.keys() == {"id", "key", "kind"}
    assert made["kind"] == "secret"
    caller = await authenticator.recognise(made["key"], None, "http://localhost")
    assert (str(caller.credential_id), allowed(caller, caller.place)) == (made["id"], READ)


async def test_a_publishable_key_works_on_its_origins_alone(aisle, shop, authenticator):
    made = aisle("key", "create", "-s", shop, "--kind", "publishable", "--origin", ORIGIN, "--json").gives()
    assert (
        await authenticator.recognise(made["key"], ORIGIN, "http://localhost")
    ).kind is CallerKind.PUBLISHABLE_KEY
    with pytest.raises(Forbidden):
        await authenticator.recognise(made["key"], "https://evil.example", "http://localhost")


async def test_a_key_is_stored_as_a_hash_only(aisle, shop, sql, authenticator):
    made = aisle("key", "create", "-s", shop, "--json").gives()
    row = await sql.fetchrow("SELECT * FROM aisle.api_key WHERE id = $1", UUID(made["id"]))
    assert made["key"] not in str(dict(row))
    with pytest.raises(Unauthorized):
        await authenticator.recognise(made["key"][:-2] + "xx", None, "http://localhost")


@pytest.mark.parametrize(
    "options",
    [
        ["--kind", "publishable"],
        ["--kind", "publishable", "--origin", "shop.example/path"],
        ["--scope", "everything"],
    ],
)
def test_a_key_that_makes_no_sense_is_refused(aisle, shop, options):
    aisle("key", "create", "-s", shop, *options, "--json").refuses(2, "invalid_input")


def test_a_store_is_named_by_slug_or_id(aisle, new_shop):
    made = new_shop()
    for name in (made["slug"], made["id"]):
        assert aisle("search", "tent", "--store", name, "--json").gives()["items"] == []


@pytest.mark.parametrize(
    "command",
    [
        ["search", "tent"],
        ["ask", "tent"],
        ["ingest", __file__],
        ["catalog", "import", __file__],
        ["key", "create"],
        ["job", "dead"],
        ["job", "retry", ABSENT],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_command_says_that_a_store_is_unknown(aisle, command):
    assert "nobody" in aisle(*command, "--store", "nobody", "--json").refuses(3, "store_not_found")


@pytest.mark.parametrize("name", [ABSENT, "", "%", "a' OR true --"])
def test_no_odd_name_finds_a_store(aisle, name):
    aisle("search", "tent", "--store", name, "--json").refuses(3, "store_not_found")
