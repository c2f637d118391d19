"""Organizations, members, roles and operators from the command line."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from cli_program import Done, Program
from test_cli_users import typed

from aisle.core.ids import new_id

ABSENT = "0198c0de-0000-7000-8000-000000000000"
WHY = "asked by their employer"


@dataclass
class Firm:
    """An organization with an owner and a person who is no member yet."""

    aisle: Program
    id: str
    owner: str
    guest: str

    def __call__(self, *words: str) -> Done:
        return self.aisle(*words, "--organization", self.id, "--json")

    def add(self, *roles: str) -> Any:
        options = [part for role in roles for part in ("--role", role)]
        return self("member", "add", self.guest, *options).gives()

    @property
    def roles(self) -> dict[str, list[str]]:
        """What each member has."""
        return {one["email"]: one["roles"] for one in self("member", "list").gives()}


def person(aisle: Program, *more: str) -> tuple[str, Any]:
    email = f"ada.{new_id().hex}@people.example"
    return email, typed(aisle, "user", "create", email, "--name", "Ada", *more, "--json").gives()


@pytest.fixture
def firm(aisle: Program) -> Firm:
    owner, made = person(aisle, "--organization", "Pike")
    return Firm(aisle, made["organization_id"], owner, person(aisle)[0])


async def told(sql: Any, tenant: str) -> list[tuple[str, str]]:
    """What a tenant's audit log says of operators: the deeds in order, and who did them."""
    rows = await sql.fetch(
        "SELECT action, actor FROM aisle.audit_entry WHERE organization_id = $1 AND actor LIKE 'operator:%' ORDER BY number",
        UUID(tenant),
    )
    return [(row["action"], row["actor"].partition(":")[0]) for row in rows]


async def test_members_are_added_changed_suspended_and_removed(firm: Firm, sql: Any) -> None:
    assert firm.add("editor")["joined_by"] == "operator"
    assert firm.roles == {firm.owner: ["owner"], firm.guest: ["editor"]}
    assert firm("member", "role", firm.guest, "--role", "support", "--role", "analyst").gives()["roles"]
    assert set(firm.roles[firm.guest]) == {"support", "analyst"}
    assert firm("member", "suspend", firm.guest, "--why", WHY).gives()["suspended_why"] == WHY
    assert firm("member", "resume", firm.guest).gives()["suspended"] is False
    assert firm("member", "remove", firm.guest).gives()["removed"] is True
    assert firm.roles == {firm.owner: ["owner"]}
    deeds = ("added", "roles_changed", "suspended", "resumed", "removed")
    assert (await told(sql, firm.id))[-5:] == [(f"member.{deed}", "operator") for deed in deeds]


def test_people_read_lines(firm: Firm) -> None:
    firm.add("editor")
    lines = firm.aisle("member", "list", "--organization", firm.id).says().splitlines()
    assert sorted(line.split("  ")[1:] for line in lines) == sorted(
        [[firm.owner, "Ada", "owner"], [firm.guest, "Ada", "editor"]]
    )


def test_a_role_in_one_store_is_named_with_the_store(firm: Firm) -> None:
    slug = f"s-{new_id().hex[-12:]}"
    made = firm("store", "create", "--slug", slug, "--name", "One").gives()
    assert firm.add(f"editor@{slug}")["roles"] == [f"editor@{made['id']}"]
    firm("member", "role", firm.guest, "--role", "editor@no-such-store").refuses(3, "store_not_found")


def test_the_last_owner_stays(firm: Firm) -> None:
    firm("member", "remove", firm.owner).refuses(1, "last_owner")
    firm("member", "suspend", firm.owner, "--why", WHY).refuses(1, "last_owner")
    firm("member", "role", firm.owner, "--role", "editor").refuses(1, "last_owner")
    firm.add("owner")
    assert firm("member", "remove", firm.owner).gives()["removed"] is True


def test_members_that_cannot_be_are_refused(firm: Firm, aisle: Program) -> None:
    nobody = f"{new_id().hex}@people.example"
    firm("member", "add", nobody, "--role", "editor").refuses(3, "person_not_found")
    firm("member", "suspend", firm.guest, "--why", WHY).refuses(3, "member_not_found")
    firm("member", "add", firm.guest, "--role", "emperor").refuses(3, "role_not_found")
    firm.add("editor")
    firm("member", "add", firm.guest, "--role", "owner").refuses(1, "already_member")
    firm("member", "suspend", firm.guest, "--why", "x").refuses(2, "invalid_input")
    assert firm.roles[firm.guest] == ["editor"]
    for words in (("member", "list"), ("role", "list")):
        aisle(*words, "-o", ABSENT, "--json").refuses(3, "organization_not_found")
        aisle(*words, "-o", "acme", "--json").refuses(2, "invalid_input")


async def test_roles_of_its_own_are_made_given_and_deleted(firm: Firm, sql: Any) -> None:
    role = firm("role", "create", "Buyer", "--permission", "catalog.write", "--permission", "products.read")
    made = role.gives()
    assert made["permissions"] == ["catalog.write", "products.read"]
    assert firm.add("Buyer")["roles"] == [made["id"]]
    listed = firm("role", "list").gives()
    assert [one["name"] for one in listed if not one["usual"]] == ["Buyer"]
    assert "owner" in [one["name"] for one in listed if one["usual"]]
    firm("role", "delete", "Buyer").refuses(1, "role_in_use")
    firm("role", "delete", made["id"], "--replace-with", "analyst").gives()
    assert firm.roles[firm.guest] == ["analyst"]
    for name in ("Buyer", "owner"):
        firm("role", "delete", name).refuses(3, "role_not_found")
    firm("role", "create", "King", "--permission", "everything").refuses(2, "role_invalid")
    assert ("role.deleted", "operator") in await told(sql, firm.id)


async def test_an_organization_is_listed_suspended_and_resumed(firm: Firm, aisle: Program, sql: Any) -> None:
    listed = {one["id"]: one for one in aisle("organization", "list", "--json").gives()}
    assert listed[firm.id] == aisle("organization", "show", firm.id, "--json").gives()
    assert (listed[firm.id]["name"], listed[firm.id]["suspended"]) == ("Pike", False)
    assert firm.owner not in str(listed)
    assert aisle("organization", "suspend", firm.id, "--why", WHY).says() == "Pike is suspended.\n"
    shown = aisle("organization", "show", firm.id, "--json").gives()
    assert (shown["suspended"], shown["suspended_why"]) == (True, WHY)
    assert aisle("organization", "resume", firm.id).says() == "Pike: active.\n"
    deeds = [("organization.suspended", "operator"), ("organization.resumed", "operator")]
    assert (await told(sql, firm.id))[-2:] == deeds


def test_organizations_that_cannot_rest_are_refused(firm: Firm, aisle: Program) -> None:
    aisle("organization", "suspend", firm.id, "--why", "x", "--json").refuses(2, "invalid_input")
    assert aisle("organization", "suspend", firm.id).code == 2  # without a reason
    assert aisle("organization", "show", firm.id, "--json").gives()["suspended"] is False
    for words in (("show",), ("suspend", "--why", WHY), ("resume",)):
        aisle("organization", words[0], ABSENT, *words[1:], "--json").refuses(3, "organization_not_found")
        aisle("organization", words[0], "acme", *words[1:], "--json").refuses(2, "invalid_input")


async def test_operators_are_made_and_unmade_and_their_own_log_says_so(aisle: Program, sql: Any) -> None:
    email, made = person(aisle)
    assert aisle("operator", "grant", email, "--json").gives() == {"email": email, "operator": True}
    count = "SELECT count(*) FROM aisle.platform_operator WHERE person_id = $1"
    assert await sql.fetchval(count, UUID(made["id"])) == 1
    assert aisle("operator", "revoke", email, "--json").gives() == {"email": email, "operator": False}
    assert await sql.fetchval(count, UUID(made["id"])) == 0
    assert (await told(sql, made["id"]))[-2:] == [
        ("operator.granted", "operator"),
        ("operator.revoked", "operator"),
    ]
    aisle("operator", "revoke", email, "--json").refuses(2, "invalid_input")
    for deed in ("grant", "revoke"):
        aisle("operator", deed, f"{new_id().hex}@people.example", "--json").refuses(3, "person_not_found")


async def test_keys_are_listed_rotated_and_revoked(aisle: Program, new_shop: Any, sql: Any) -> None:
    slug = new_shop()["slug"]
    made = aisle("key", "create", "-s", slug, "--name", "Till", "--scope", "read", "--json").gives()

    def listed() -> dict[str, Any]:
        return {one["id"]: one for one in aisle("key", "list", "-s", slug, "--json").gives()}

    first = listed()[made["id"]]
    assert (first["name"], first["scopes"], first["state"], first["made_by"]) == (
        "Till", ["read"], "active", None,
    )  # fmt: skip
    assert made["key"] not in str(listed())
    new = aisle("key", "rotate", made["id"], "-s", slug, "--hours", "2", "--json").gives()
    keys = listed()
    assert (keys[new["id"]]["scopes"], keys[new["id"]]["state"]) == (["read"], "active")
    assert keys[made["id"]]["expires_at"] is not None
    assert aisle("key", "revoke", new["id"], "-s", slug, "--json").gives()["revoked"] is True
    assert listed()[new["id"]]["state"] == "revoked"
    assert listed()[made["id"]]["state"] != "revoked"
    organization = await sql.fetchval("SELECT organization_id FROM aisle.store WHERE slug = $1", slug)
    assert [deed for deed, _ in await told(sql, str(organization)) if deed.startswith("key.")][-2:] == [
        "key.rotated",
        "key.revoked",
    ]


def test_keys_of_others_and_absent_ones_are_refused_alike(aisle: Program, new_shop: Any) -> None:
    one, other = new_shop()["slug"], new_shop()["slug"]
    key = aisle("key", "create", "-s", other, "--json").gives()["id"]
    for name in (key, ABSENT, "not-an-id"):
        for deed in ("revoke", "rotate"):
            aisle("key", deed, name, "-s", one, "--json").refuses(3, "key_not_found")
    assert [k["state"] for k in aisle("key", "list", "-s", other, "--json").gives() if k["id"] == key] == [
        "active"
    ]
    aisle("key", "list", "-s", "no-such-shop", "--json").refuses(3, "store_not_found")
