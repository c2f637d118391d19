"""What holds for every route at once: methods, addresses, bodies, types, and what a stranger finds beside the API."""

import re
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from web_shops import Caller, Shop, Site, check_problem

from aisle.identity.policy import ORGANIZATION_WIDE
from aisle.web import search as search_routes

# Rights that only look; a GET may ask for nothing else.
LOOKS = (".read", "search", "chat")
# Only who may set single sign-on or providers up sees how they are set up, only who may mend a shop's record sees it as
# it came, only who manages members sees where they are signed in, and only owners take all data along; looking changes nothing.
READ_BY_WRITERS = {"sign_on.write", "models.write", "sources.write", "members.write", "organization.delete"}
SECRET_NAMES = {
    "token",
    "key",
    "password",
    "secret",
    "code",
    "authorization",
    "access_token",
    "refresh_token",
    "session",
    "cookie",
}
# OpenID sends these in the address (RFC 6749, 4.1.2): a code for one use, bound to the browser by a cookie and by PKCE.
BY_PROTOCOL = {"/api/v1/auth/oidc/{provider}/callback", "/api/v1/auth/sign-on/{connection_id}/callback"}
# A publishable key is public, and a request without headers needs no preflight; any other key is refused there.
BY_PROTOCOL |= {"/api/v1/widget/config"}


def actions_of(needs: Dependant) -> set[str]:
    own = {str(part.call.action) for part in needs.dependencies if getattr(part.call, "action", None)}
    return own.union(*(actions_of(part) for part in needs.dependencies)) if needs.dependencies else own


def parts_of(needs: Dependant) -> list[Any]:
    return [part.call for part in needs.dependencies] + [
        call for part in needs.dependencies for call in parts_of(part)
    ]


def test_a_role_in_one_store_is_told_no_right_that_counts_in_the_whole_organization_alone(site: Site) -> None:
    """Pages offer what the session says: what every route refuses to such a role must not be among it."""
    reaches: dict[str, set[bool]] = {}
    for route in iter_route_contexts(site.app.routes):
        for call in parts_of(route.dependant) if getattr(route, "dependant", None) else ():
            if action := getattr(call, "action", None):
                reaches.setdefault(str(action), set()).add(hasattr(call, "organization_wide"))
    assert {action for action, reach in reaches.items() if reach == {True}} == {
        str(one) for one in ORGANIZATION_WIDE
    }


@pytest.fixture
async def document(site: Site) -> Any:
    return (await site.http.get("/openapi.json")).json()


def test_reading_methods_need_no_right_to_write(site: Site) -> None:
    """A link or a picture on a foreign page makes a browser send GET, with the cookie where SameSite lets it."""
    seen = 0
    for route in iter_route_contexts(site.app.routes):
        needs, methods = getattr(route, "dependant", None), getattr(route, "methods", None) or set()
        if needs is None or not methods & {"GET", "HEAD"}:
            continue
        for action in actions_of(needs):
            seen += 1
            assert action.endswith(LOOKS) or action in READ_BY_WRITERS, (route.path, action)
    assert seen > 40


def test_no_address_holds_a_credential(document: Any) -> None:
    found = {
        (path, one["name"])
        for path, operations in document["paths"].items()
        for operation in operations.values()
        for one in operation.get("parameters", [])
        if one.get("in") in ("query", "path") and one["name"].lower() in SECRET_NAMES
    }
    assert {path for path, _ in found} <= BY_PROTOCOL, found


async def test_credential_in_an_address_opens_nothing(site: Site, shop: Shop) -> None:
    for name in ("token", "key", "access_token", "api_key", "authorization"):
        answer = await site.caller(None).get(f"/products?{name}={shop.secret.token}")
        check_problem(answer, 401, "unauthorized")


def bodies_of(document: Any) -> dict[str, Any]:
    """Every object in a JSON body, by its title: those that are named, those written in place, and those within."""
    found: dict[str, Any] = {}

    def follow(part: Any) -> None:
        if isinstance(part, list):
            for value in part:
                follow(value)
        if not isinstance(part, dict):
            return
        if name := str(part.get("$ref", "")).removeprefix("#/components/schemas/"):
            if name not in found:
                follow({**document["components"]["schemas"][name], "title": name})
            return
        if part.get("type") == "object" and "properties" in part:
            found[str(part.get("title"))] = part
        for value in part.values():
            follow(value)

    for operations in document["paths"].values():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {})
            follow(content.get("application/json", {}).get("schema", {}))
    return found


def test_bodies_have_named_fields_alone(document: Any) -> None:
    """What a route does not name is refused or dropped, and cannot be set along with what it does."""
    found = bodies_of(document)
    opened = {name for name, body in found.items() if body.get("additionalProperties") not in (None, False)}
    assert len(found) > 40, sorted(found)
    assert opened == set()


def test_nobody_is_asked_for_hints(document: Any) -> None:
    """Neither hints nor questions about one's first pet stand in for a password."""
    names = {
        name
        for path, operations in document["paths"].items()
        if path.startswith("/api/v1/auth/")
        for body in bodies_of({**document, "paths": {path: operations}}).values()
        for name in body["properties"]
    }
    assert {"password", "email", "token"} <= names
    assert not [name for name in names if re.search("hint|question|answer|remind|maiden|pet", name)]


async def test_answers_say_their_type_and_letters(site: Site, shop: Shop) -> None:
    """Text says its character set; JSON is UTF-8 by its own definition (RFC 8259, 8.1)."""
    shopper: Caller = shop.shopper
    answers = [
        await site.http.get(path) for path in ("/docs", "/account", "/c/unknown", "/nowhere", "/metrics")
    ]
    answers += [await shop.secret.get("/synonyms/export?format=csv"), await shop.secret.get("/products")]
    answers += [
        await shopper.post("/chat", json={"message": "returns?"}, headers={"accept": "text/event-stream"})
    ]
    for answer in answers:
        kind = answer.headers["content-type"]
        assert kind.startswith(("application/json", "application/problem+json")) or "charset=utf-8" in kind, (
            kind
        )


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.git/HEAD", "/.env", "/pyproject.toml", "/secrets.json", "/static/", "/static/.git/config", "/demo/../.env",
     "/server/src/aisle/web/app.py", "/docs/", "/api/v1", "/api/", "/debug", "/admin", "/phpinfo.php", "/.well-known/security.txt"],
)  # fmt: skip
async def test_nothing_lies_beside_the_routes(site: Site, path: str) -> None:
    answer = await site.http.get(path)
    assert answer.status_code in (307, 404), path
    assert "import" not in answer.text
    assert "root_key" not in answer.text


async def test_fault_of_ours_tells_nothing_of_itself(
    site: Site, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the words of an exception, nor places in the source, nor a query."""
    canary = "canary-4711"

    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"SELECT secret FROM vault WHERE key = '{canary}'")

    monkeypatch.setattr(type(site.parts.searcher), "search", fail)
    try:
        answer = await shop.secret.post("/search", json={"query": "rucksack"})
    except RuntimeError:
        pytest.fail("the last handler let an exception through")
    problem = check_problem(answer, 500, "internal")
    for told in (canary, "RuntimeError", "Traceback", "SELECT", search_routes.__file__):
        assert told not in f"{problem}{answer.headers}"
    monkeypatch.undo()
    assert (await shop.secret.post("/search", json={"query": "rucksack"})).status_code == 200
    assert site.app.debug is False
