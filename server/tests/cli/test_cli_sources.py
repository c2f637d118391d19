"""Sources from the command line: a shop on this machine is connected, read, changed, and removed."""

import json

import pytest
from items_server import CONFIGURATION, open_items

from aisle.adapters.connectors import KINDS
from aisle.cli.source_lines import run_lines

OPEN = {"AISLE_EGRESS_ALLOW": "127.0.0.1"}


@pytest.fixture
def slug(new_shop):
    return new_shop()["slug"]


@pytest.fixture
def shop():
    with open_items() as items:
        for number in range(1, 6):
            items.put(number, f"{number}0.00")
        yield items


@pytest.fixture
def options(shop, tmp_path):
    """What connects the shop; its token is read from a file."""
    (tmp_path / "api.json").write_text(json.dumps({"address": shop.address, "configuration": CONFIGURATION}))
    (tmp_path / "token").write_text(f"{shop.token}\n")
    return ["-o", f"@{tmp_path / 'api.json'}", "-o", f"token=@{tmp_path / 'token'}"]


async def titles(sql, slug):
    rows = await sql.fetch(
        "SELECT p.title FROM aisle.product p JOIN aisle.store s USING (organization_id, store_id) WHERE s.slug = $1",
        slug,
    )
    return sorted(row["title"] for row in rows)


def test_kinds_tell_which_options_and_credentials_they_ask_for(aisle):
    found = {one["kind"]: one for one in aisle("source", "kinds", "--json").gives()}
    assert found.keys() == KINDS.keys()
    assert "address" in found["woocommerce"]["form"]["options"]["properties"]
    assert "woocommerce" in aisle("source", "kinds").says()


async def test_a_shop_is_connected_read_changed_and_removed(aisle, sql, slug, shop, options):
    tried = aisle("source", "test", "api", "-s", slug, *options, "--json", **OPEN).gives()
    assert [one["title"] for one in tried["samples"]["products"]["items"]] == ["Lamp 1", "Lamp 2", "Lamp 3"]
    assert aisle("source", "list", "-s", slug, "--json").gives() == [], "a test stores nothing"

    made = aisle(
        "source",
        "add",
        "api",
        "-s",
        slug,
        "--name",
        "Lamps",
        "--schedule",
        "never",
        *options,
        "--json",
        **OPEN,
    ).gives()
    assert (made["name"], made["health"]["state"], made["schedule"]) == ("Lamps", "new", None)
    assert shop.token not in json.dumps(made)

    run = aisle("source", "sync", "Lamps", "-s", slug, "--wait", "--json", **OPEN).gives()
    assert (run["state"], run["counts"]["products"]["added"]) == ("live", 5)
    assert await titles(sql, slug) == [f"Lamp {number}" for number in range(1, 6)]

    shop.put(2, "25.00", "Lantern 2")
    del shop.items["5"]
    run = aisle("source", "sync", "Lamps", "-s", slug, "--wait", "--json", **OPEN).gives()
    assert (run["counts"]["products"]["changed"], run["counts"]["products"]["removed"]) == (1, 1)
    assert await titles(sql, slug) == ["Lamp 1", "Lamp 3", "Lamp 4", "Lantern 2"]

    said = aisle("source", "show", "Lamps", "-s", slug).says()
    assert "well" in said
    assert "1 changed" in said
    removed = aisle("source", "remove", "Lamps", "-s", slug, "--wait", "--json", **OPEN).gives()
    assert removed["state"] == "live"
    assert await titles(sql, slug) == []
    assert aisle("source", "list", "-s", slug, "--json").gives() == []


def test_wrong_credentials_are_told_and_nothing_is_kept(aisle, slug, shop, options):
    shop.token = "another"
    refused = aisle("source", "add", "api", "-s", slug, *options, "--json", **OPEN)
    assert refused.gives(2)["error"]["code"] == "source_credentials"
    assert aisle("source", "list", "-s", slug, "--json").gives() == []
    aisle("source", "add", "api", "-s", slug, "--unchecked", *options, "--json", **OPEN).gives()
    failed = aisle("source", "sync", "api", "-s", slug, "--wait", "--json", **OPEN).gives(1)
    assert (failed["state"], failed["code"]) == ("failed", "source_credentials")
    (one,) = aisle("source", "list", "-s", slug, "--json").gives()
    assert (one["state"], one["health"]["code"]) == ("broken", "source_credentials")


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (["add", "nothing", "-o", "a=b"], 3, "source_kind_not_found"),
        (["add", "woocommerce", "-o", "address=https://shop.example"], 2, "invalid_source"),
        (["add", "woocommerce", "-o", "whatever"], 2, "invalid_input"),
        (["add", "woocommerce", "-o", "token=@/nowhere"], 2, "invalid_input"),
        (["sync", "nobody"], 3, "source_not_found"),
        (["sync", "nobody", "--mode", "sometimes"], 3, "source_not_found"),
    ],
    ids=["kind", "missing credentials", "no pair", "no file", "no source", "no mode"],
)
def test_what_is_wrong_is_said(aisle, slug, words, code, name):
    aisle("source", *words, "-s", slug, "--json").refuses(code, name)


def test_a_paused_source_is_not_read(aisle, slug, options):
    aisle("source", "add", "api", "-s", slug, *options, "--json", **OPEN).gives()
    assert aisle("source", "pause", "api", "-s", slug, "--json").gives()["state"] == "paused"
    aisle("source", "sync", "api", "-s", slug, "--json").refuses(1, "source_not_active")
    assert aisle("source", "resume", "api", "-s", slug, "--json").gives()["state"] == "active"


async def test_rules_are_tried_and_webhooks_are_shown(aisle, slug, shop, options, tmp_path):
    aisle("source", "add", "api", "-s", slug, "--name", "Lamps", *options, **OPEN).says()
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps([{"resource": "products", "do": "drop", "where": "id == '2'", "id": "no-2"}]))
    tried = aisle("source", "rules", "Lamps", "products", "-s", slug, "--rules", str(rules), **OPEN)
    assert "2: left out by no-2" in tried.says()
    cause = ["Lamps", "products", "unreadable", "price"]
    for deed in ("dismiss", "retry"):
        aisle("source", deed, *cause, "-s", slug, "--json").refuses(3, "source_cause_not_found")
    aisle("source", "hooks", "Lamps", "-s", slug, "--json").refuses(1, "no_hooks")
    assert aisle("source", "deliveries", "Lamps", "-s", slug, "--json").gives() == []


def test_a_description_is_read_from_a_file_of_its_own_and_an_unknown_host_is_told(
    aisle, slug, shop, tmp_path
):
    (tmp_path / "configuration.json").write_text(json.dumps(CONFIGURATION))
    (tmp_path / "token").write_text(f"{shop.token}\n")
    options = [
        "-o",
        f"configuration=@{tmp_path / 'configuration.json'}",
        "-o",
        f"token=@{tmp_path / 'token'}",
    ]
    options += ["-o", f"address={shop.address}"]
    tried = aisle("source", "test", "api", "-s", slug, *options, "--json", **OPEN).gives()
    assert len(tried["samples"]["products"]["items"]) == 3
    closed = aisle("source", "test", "api", "-s", slug, *options, "--json")  # without the operator's leave
    assert closed.json["error"]["code"] == "address_refused"


def test_one_error_is_told_once():
    run = {"id": "r", "mode": "full", "state": "failed", "code": "source_credentials", "counts": {}}
    runs = [{**run, "detail": "Wrong key."}, {**run, "detail": "Away."}, {**run, "detail": "Away."}]
    lines = run_lines(runs, "Shop failing (products, stock: Wrong key.)")
    assert [line.partition("failed ")[2] for line in lines] == [
        "source_credentials",
        "source_credentials: Away.",
        "source_credentials",
    ]


def test_the_address_for_a_consent_is_printed_and_only_a_whole_answer_is_taken(aisle, slug):
    add = ["source", "add", "google", "-s", slug, "-o", 'places=["folder-shop"]', "-o", "client_id=client-1"]
    made = aisle(*add, "-o", "client_secret=client-secret-1", "--json").gives()
    assert (made["state"], made["health"]["code"]) == ("awaiting_consent", None)
    going = aisle("source", "connect", "google", "-s", slug, "--json").gives()
    assert going["location"].startswith("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&")
    assert going["redirect"].endswith("/account/consent")
    assert "client-secret-1" not in going["location"]
    assert "https://accounts.google.com/" in aisle("source", "connect", "google", "-s", slug).says()
    for answer, code, exit_code in (
        (f"{going['redirect']}?error=access_denied&state=x", "invalid_input", 2),
        (going["redirect"], "invalid_input", 2),
        (f"{going['redirect']}?state=a.b.c&code=4/x", "consent_not_begun", 1),
    ):
        aisle("source", "connect", "google", "-s", slug, "--answer", answer, "--json").refuses(
            exit_code, code
        )
