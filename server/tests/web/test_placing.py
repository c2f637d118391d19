"""Routes that are ruled out by what is fixed in their path are those, and no others, whose pattern does not fit."""

import re
from typing import Any

import pytest
from fastapi import APIRouter
from starlette.routing import Match
from starlette.types import Scope
from web_shops import Site

from aisle.web.placing import PlacedRoute, placed


def asked(path: str, method: str = "GET", root: str = "") -> Scope:
    return {"type": "http", "path": root + path, "root_path": root, "method": method, "headers": []}


@pytest.fixture
def routes() -> list[Any]:
    router = APIRouter(prefix="/things")

    @router.get("/{thing_id}/parts")
    async def parts(thing_id: str) -> str:
        return thing_id

    return placed(router, "/api")


@pytest.mark.parametrize("root", ["", "/behind/a/proxy"])
def test_a_route_is_found_below_its_prefix_under_its_own_name(routes: list[Any], root: str) -> None:
    match, found = routes[0].matches(asked("/api/things/7/parts", root=root))
    assert (match, found["path_params"], found["route"].path) == (
        Match.FULL,
        {"thing_id": "7"},
        "/things/{thing_id}/parts",
    )
    assert routes[0].matches(asked("/api/things/7/parts", "POST", root))[0] == Match.PARTIAL
    for other in ("/things/7/parts", "/api/things/7", "/api/things/7/parts/8", "/api/things//parts"):
        assert routes[0].matches(asked(other, root=root))[0] == Match.NONE, other


def test_every_route_rules_out_what_its_pattern_does_not_fit(site: Site) -> None:
    ours = [route for route in site.app.routes if isinstance(route, PlacedRoute)]
    assert len(ours) > 500
    for filled in [re.sub(r"\{\w+\}", "x1", route.path) for route in ours][::11]:
        fit = [route.path for route in ours if route.path_regex.match(filled)]
        assert fit
        assert [one.path for one in ours if one.matches(asked(filled))[0] != Match.NONE] == fit


def test_what_is_no_route_of_a_feature_is_refused() -> None:
    outer = APIRouter()
    outer.include_router(APIRouter())
    with pytest.raises(TypeError, match="no route of a feature"):
        placed(outer, "/api")
