"""Mutants of routes, generated from the application: each right gone, each right another one, each further proof gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from types import CellType, FunctionType
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from living_apps import APPS
from mutants import Mutant
from rewriting import rewritten

from aisle.identity.roles import GRANTABLE
from aisle.identity.types import Action
from aisle.web import app as apps
from aisle.web import deps

API = "/api/v1"
HERE = "tests/web/test_rights_of_routes.py::test_"
EVERYBODYS = "everybody's"

# Use cases that ask for the right once more, of the rights of that moment: there both looks are taken away together.
MEMBERS = (
    "aisle.identity.members.service:Members._changing",
    "require(now, Action.WRITE_MEMBERS, Place(caller.organization_id))",
    "pass",
)
ROLES = (
    "aisle.identity.members.custom_roles:Roles._changing",
    "require(now, Action.WRITE_ROLES, Place(caller.organization_id))",
    "pass",
)
INVITING = (
    "aisle.identity.invitations.inviting:Invitations._changing",
    """        if caller.kind not in (CallerKind.MEMBER, CallerKind.OPERATOR):
            raise Forbidden("People are invited by people; sign in for this.")
        async with self.database.open_scope(caller.scope) as session:
            await members.lock_members(session)
            now = await as_of_now(session, caller)
            require(now, Action.WRITE_MEMBERS, Place(caller.organization_id))
""",
    """        async with self.database.open_scope(caller.scope) as session:
            now = caller
""",
)
BUDGETS = (
    "aisle.usage.budgets:_check",
    "require(now, Action.WRITE_BUDGETS, Place(caller.organization_id))",
    "pass",
)
READING_USAGE = (
    "aisle.web.usage:scope_read",
    'raise Forbidden("You see what single stores spend: name one of them (`store`).")',
    "return caller.scope",
)
TWICE = {
    "DELETE /budgets/{budget_id}": BUDGETS,
    "GET /budgets": READING_USAGE,
    "GET /usage": READING_USAGE,
    "GET /usage/export": READING_USAGE,
    "GET /usage/calls": READING_USAGE,
    "GET /usage/calls/export": READING_USAGE,
    "POST /members/{member_id}/resume": MEMBERS,
    "DELETE /members/{member_id}": MEMBERS,
    "DELETE /roles/{role_id}": ROLES,
    "POST /invitations/{invitation_id}/resend": INVITING,
    "DELETE /invitations/{invitation_id}": INVITING,
}
Part = tuple[str, Dependant]


def mutants_of_rights() -> list[Mutant]:
    """Each route's right in place of one that everybody has, and of another one."""
    found = []
    for route, part in _parts(apps._made(None), _names_right):
        cells, action = _cells(part), part.call.action  # type: ignore[union-attr]
        if "by_sign_on" in cells:
            found.append(
                Mutant(
                    f"{route}: open to keys",
                    _noticing(action, route, own=True),
                    _on(route, _names_right, _to_keys),
                )
            )
            if not cells["by_sign_on"].cell_contents:
                change = partial(_with, by_sign_on=True)
                tests = (f"{HERE}single_sign_on_does_not_open_the_account[{route}]",)
                found.append(
                    Mutant(f"{route}: open to single sign-on", tests, _on(route, _names_right, change))
                )
            continue
        tests, other = _noticing(action, route), _another(action)
        found.append(Mutant(f"{route}: {action} -> everybody's", tests, partial(_open_to_everybody, route)))
        change = partial(_with, action=other)
        found.append(Mutant(f"{route}: {action} -> {other}", tests, _on(route, _names_right, change)))
    return found


def mutants_of_proofs() -> list[Mutant]:
    """Each route's need of a recent proof gone."""
    return [
        Mutant(
            f"{route}: no recent proof",
            (f"{HERE}route_needs_a_proof_of_the_last_ten_minutes[{route}]",),
            _on(route, _asks_proof, lambda call: _nothing),
        )
        for route, _ in _parts(apps._made(None), _asks_proof)
        if " /stores/{store}/" not in route  # the same declaration once more
    ]


@contextmanager
def _open_to_everybody(route: str) -> Iterator[None]:
    """Let the route ask for an action that every caller has."""
    known = f"    if action == {EVERYBODYS!r}:\n        return True\n    return any("
    change = partial(_with, action=EVERYBODYS)
    with (
        rewritten("aisle.identity.policy:allow", "    return any(", known),
        _changed(route, _names_right, change),
    ):
        yield


def _noticing(action: Action, route: str, own: bool = False) -> tuple[str, ...]:
    if own:
        return (f"{HERE}account_is_closed_to_keys_with_every_right[{route}]",)
    route = route.replace(":path}", "}")
    bare = route.replace(" /stores/{store}/", " /")
    if bare != route and any(bare == f"{min(one.methods)} {one.path}" for one in _stored()):
        return (f"{HERE}route_below_a_stores_name_needs_the_same[{action}-{bare}]",)
    return (f"{HERE}route_is_closed_to_all_other_rights[{action}-{route}]",)


def _stored() -> list[Any]:
    return [
        route
        for module in apps.IN_STORES
        for route in module.router.routes
        if getattr(route, "methods", None)
    ]


def _another(action: Action) -> Action:
    return next(one for one in Action if one in GRANTABLE and one is not action)


def _parts(app: FastAPI, wanted: Callable[[Any], bool]) -> Iterator[Part]:
    for route in iter_route_contexts(app.routes):
        needs, path = getattr(route, "dependant", None), str(route.path)
        if needs is None or not path.startswith(API) or not getattr(route, "methods", None):
            continue
        for part in _below(needs):
            if wanted(part.call):
                yield f"{min(route.methods)} {path.removeprefix(API)}", part


def _below(needs: Dependant) -> Iterator[Dependant]:
    for part in needs.dependencies:
        yield part
        yield from _below(part)


def _names_right(call: Any) -> bool:
    return getattr(call, "action", None) is not None


def _asks_proof(call: Any) -> bool:
    return call is deps.recently_verified


def _cells(part: Dependant) -> dict[str, CellType]:
    check: Any = part.call.__closure__[0].cell_contents  # type: ignore[union-attr]
    return dict(zip(check.__code__.co_freevars, check.__closure__, strict=True))


def _on(route: str, wanted: Callable[[Any], bool], change: Callable[[Any], Any]) -> Callable[..., Any]:
    return partial(_changed, route, wanted, change)


@contextmanager
def _changed(route: str, wanted: Callable[[Any], bool], change: Callable[[Any], Any]) -> Iterator[None]:
    """Let the route of every living application ask for something else."""
    parts = [part for app in APPS for name, part in _parts(app, wanted) if name == route]
    kept = [part.call for part in parts]
    second = TWICE.get(route) if wanted is _names_right else None
    for part in parts:
        part.call = change(part.call)
    try:
        with rewritten(*second) if second else nullcontext():
            yield
    finally:
        for part, call in zip(parts, kept, strict=True):
            part.call = call


def _with(call: Any, **values: Any) -> Any:
    """The same dependency with other values of what its maker was called with."""
    (outer,) = call.__closure__
    check = outer.cell_contents
    cells = tuple(
        CellType(values[name]) if name in values else cell
        for name, cell in zip(check.__code__.co_freevars, check.__closure__, strict=True)
    )
    return _copy(call, (CellType(_copy(check, cells)),))


def _to_keys(call: Any) -> Any:
    """The same dependency for callers of every kind."""

    async def anybody(request: deps.Request, parts: deps.Parts, credentials: deps.Bearer) -> Any:
        return await deps._recognised(request, credentials.credentials if credentials else None, parts)

    return anybody


async def _nothing(request: deps.Request, parts: deps.Parts, credentials: deps.Bearer) -> None:
    """No proof at all."""


def _copy(function: Any, cells: tuple[CellType, ...]) -> Any:
    made = FunctionType(function.__code__, function.__globals__, function.__name__, None, cells)
    vars(made).update(vars(function))
    return made
