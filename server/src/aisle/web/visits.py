"""Visits of operators: begun with a reason, seen and ended by the tenant; and what operators do about whole organizations."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.identity.visits.service import LONGEST_MINUTES
from aisle.identity.visits.types import Visit
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, may_own, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["visits"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_ORGANIZATION))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_ORGANIZATION))]
# The right to one's own account lets a person ask; the signed row of an operator is looked at by the service.
Person = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]
Looker = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]
Reason = Annotated[Storable, Field(min_length=10, max_length=1000)]


class VisitBody(BaseModel):
    """The tenant to visit, and why; the tenant reads the reason."""

    model_config = ConfigDict(extra="forbid")

    organization: UUID
    reason: Reason
    minutes: Annotated[int, Field(ge=1, le=LONGEST_MINUTES)] = 30
    writes: bool = False


class SuspensionBody(BaseModel):
    """Why, for the tenant's audit log."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class ShownVisit(BaseModel):
    """A visit as the tenant sees it."""

    id: UUID
    operator: str
    reason: str
    writes: bool
    began_at: datetime
    expires_at: datetime
    ended_at: datetime | None


class ShownVisits(BaseModel):
    """Visits of operators, the newest first."""

    items: list[ShownVisit]


class OverseenOrganization(BaseModel):
    """An organization as an operator sees it from outside."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: datetime
    suspended_at: datetime | None
    suspended_why: str | None
    deleted_at: datetime | None


class BegunVisit(ShownVisit):
    """A visit with its token, which is shown this once; send it as a bearer token."""

    token: str


@router.get("/visits", summary="List visits of operators")
async def list_visits(parts: Parts, caller: Reader) -> ShownVisits:
    """Return who of the installation's operators entered the organization, why, and until when."""
    return ShownVisits(items=[_shape(one) for one in await parts.visits.list(caller)])


@router.delete("/visits/{visit_id}", status_code=204, summary="End a visit")
async def end_visit(visit_id: str, parts: Parts, caller: Writer) -> None:
    """Put an operator out: at once in this process, within 30 seconds in every other."""
    await parts.visits.end(caller, uuid_of(visit_id))
    parts.authenticator.forget_credentials([uuid_of(visit_id)])


@router.post(
    "/platform/visits",
    status_code=201,
    dependencies=[Verified],
    summary="Visit an organization",
    openapi_extra=json_body(
        VisitBody,
        {"organization": "018f0000-0000-7000-8000-000000000000", "reason": "Ticket 42: imports fail."},
    ),
)
async def begin_visit(request: Request, parts: Parts, person: Person) -> BegunVisit:
    """Enter a tenant for a time and a reason, to look; with `writes` also to change content. For operators."""
    await parts.visits.operators.check(person)
    body = await body_of(request, VisitBody)
    async with parts.database.open_scope(person.scope) as session:
        name = (await parts.accounts.get_person(session)).name
    begun = await parts.visits.begin(
        person, body.organization, name, body.reason, body.minutes, writes=body.writes
    )
    return BegunVisit(**_shape(begun.visit).model_dump(), token=begun.token)


@router.get("/platform/organizations", summary="List all organizations")
async def list_organizations(
    parts: Parts, person: Looker, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return names and states of the installation's organizations, and nothing that is in them. For operators."""
    position = decode_cursor("platform organizations", cursor, UUID)
    found = await parts.visits.organizations(person, position[0] if position else None, limit)
    next_cursor = encode_cursor("platform organizations", found.next_id)
    return {
        "items": [OverseenOrganization.model_validate(one) for one in found.items],
        "next_cursor": next_cursor,
    }


@router.post(
    "/platform/organizations/{organization_id}/suspend",
    status_code=204,
    dependencies=[Verified],
    summary="Suspend an organization",
    openapi_extra=json_body(SuspensionBody, {"reason": "Unpaid since March."}),
)
async def suspend_organization(organization_id: str, request: Request, parts: Parts, person: Person) -> None:
    """Let an organization answer nobody; in force within 30 seconds for every credential. For operators."""
    await parts.visits.operators.check(person)
    body = await body_of(request, SuspensionBody)
    await parts.visits.suspend(person, uuid_of(organization_id), body.reason)


@router.post(
    "/platform/organizations/{organization_id}/resume",
    status_code=204,
    dependencies=[Verified],
    summary="Resume an organization",
)
async def resume_organization(organization_id: str, parts: Parts, person: Person) -> None:
    """Let a suspended organization work again. For operators."""
    await parts.visits.suspend(person, uuid_of(organization_id), None)


def _shape(visit: Visit) -> ShownVisit:
    return ShownVisit(
        id=visit.id,
        operator=visit.operator,
        reason=visit.reason,
        writes=visit.writes,
        began_at=visit.began_at,
        expires_at=visit.expires_at,
        ended_at=visit.ended_at,
    )
