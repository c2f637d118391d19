"""What the operator of a machine does with accounts. Each deed stands in the person's own audit log."""

from collections.abc import AsyncIterator
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.identity.accounts import repository
from aisle.identity.accounts.errors import PersonNotFound
from aisle.identity.accounts.making import found_organization, make_person, read_name
from aisle.identity.accounts.password_context import words_around
from aisle.identity.accounts.password_rules import check_password
from aisle.identity.accounts.passwords import ENDED_BY_CHANGE
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.accounts.types import NewPerson, Person
from aisle.identity.emails import read_email
from aisle.identity.logins import repository as logins
from aisle.identity.members import repository as members
from aisle.identity.members.types import Newcomer
from aisle.identity.once_tokens.service import Purpose, forget_tokens
from aisle.tenants.walking import every_tenant

OPERATOR = "operator:machine"
SHORTEST_REASON = 5
FOLLOWS = (
    "the person is suspended"  # tells such a suspension from one that the organization's own people made
)


async def find(tools: AccountTools, who: str) -> UUID:
    """Return whose address or id this is. Raises PersonNotFound."""
    try:
        person_id: UUID | None = UUID(who)
    except ValueError:
        person_id = await repository.find_tenant(tools.database, tools.name_of(read_email(who)))
    if person_id is None:
        raise PersonNotFound(f"Nobody has the address or id “{who}”.")
    return person_id


async def create(
    tools: AccountTools, name: str, email: str, password: str, organization: str | None = None
) -> tuple[UUID, UUID | None]:
    """Make a person whose address the operator vouches for, at will with an organization; return both ids.

    Raises InvalidInput, PasswordRefused, EmailTaken.
    """
    name, email, person_id = read_name(name), read_email(email), new_id()
    around = (*tools.installation, organization or "")
    hashed = await tools.hasher.hash(await check_password(password, (name, email), tools.breached, around))
    async with tools.database.open_scope(_scope(person_id)) as session:
        new = NewPerson(name, email, hashed, confirmed=True)
        await make_person(session, tools.vault, tools.secrets, new)
        organization_id = None
        if organization is not None:
            founder = Newcomer(person_id, name, email)
            organization_id = await found_organization(
                tools.database, tools.vault, session, organization, founder
            )
        await record(session, Event("person.created", "person", person_id))
    return person_id, organization_id


async def look_at(tools: AccountTools, person_id: UUID) -> tuple[Person, list[UUID]]:
    """Return a person and their organizations. Raises PersonNotFound."""
    async with tools.database.open_scope(_scope(person_id)) as session:
        return await tools.get_person(session), await repository.list_organizations(session)


async def everybody(tools: AccountTools, dispatch: Database) -> AsyncIterator[Person]:
    """Give out all people by id. dispatch: the database under the dispatcher's role."""
    async for person_id in every_tenant(dispatch, ("person",)):
        yield (await look_at(tools, person_id))[0]


async def suspend(tools: AccountTools, person_id: UUID, why: str) -> None:
    """Let nothing of a person's work any more: sign-ins end, memberships and the keys they made with them.

    Every process obeys within 30 seconds. why: kept, and shown to organizations. Raises PersonNotFound, InvalidInput.
    """
    why = checked_reason(why)
    async with tools.database.open_scope(_scope(person_id)) as session:
        if not await repository.set_suspension(session, why):
            raise PersonNotFound()
        ended = await tools.logins.end_all(session, FOLLOWS)
        await forget_tokens(session, *Purpose)
        await _suspend_memberships(tools, session, FOLLOWS)
        await record(session, Event("person.suspended", "person", person_id, after={"ended": len(ended)}))


def checked_reason(why: str) -> str:
    """Return a reason without blanks around it. Raises InvalidInput for one that says nothing."""
    if len(why.strip()) < SHORTEST_REASON:
        raise InvalidInput(f"Say why, in at least {SHORTEST_REASON} characters.")
    return why.strip()


async def resume(tools: AccountTools, person_id: UUID) -> None:
    """Let a person in again; memberships that their organizations suspended stay so. Raises PersonNotFound."""
    async with tools.database.open_scope(_scope(person_id)) as session:
        if not await repository.set_suspension(session, None):
            raise PersonNotFound()
        await _suspend_memberships(tools, session, None)
        await record(session, Event("person.resumed", "person", person_id))


async def set_password(tools: AccountTools, person_id: UUID, password: str) -> None:
    """Set a password and end every sign-in. Raises PersonNotFound, PasswordRefused."""
    person, _ = await look_at(tools, person_id)
    async with tools.database.open_scope(_scope(person_id)) as session:
        around = await words_around(tools, session)
    hashed = await tools.hasher.hash(
        await check_password(password, (person.name, person.email), tools.breached, around)
    )
    async with tools.database.open_scope(_scope(person_id)) as session:
        await repository.update_password(session, hashed)
        await forget_tokens(session, *ENDED_BY_CHANGE)
        ended = await tools.logins.end_all(session, "the operator set a password")
        await record(session, Event("password.set", "person", person_id, after={"ended": len(ended)}))


async def end_logins(tools: AccountTools, person_id: UUID, login_id: UUID | None) -> int:
    """End one sign-in of a person's, or without login_id all of them; return how many."""
    why = "ended by the operator"
    async with tools.database.open_scope(_scope(person_id)) as session:
        if login_id is None:
            ended = len(await tools.logins.end_all(session, why))
        else:
            ended = int(await logins.end_login(session, login_id, why))
        if ended:
            await record(session, Event("logins.ended", "person", person_id, after={"logins": ended}))
    return ended


async def _suspend_memberships(tools: AccountTools, session: Session, why: str | None) -> None:
    person_id = session.scope.organization_id
    for organization_id in await repository.list_organizations(session):
        async with tools.database.also(session, Scope(organization_id, None, OPERATOR)) as theirs:
            row = await members.find_member(theirs, person_id)
            # One that stands already is the organization's own, and only what followed is lifted again.
            if row is not None and row["suspended_why"] == (None if why else FOLLOWS):
                await members.set_suspension(theirs, person_id, why)
                action = "member.suspended" if why else "member.resumed"
                await record(theirs, Event(action, "member", person_id))


def _scope(person_id: UUID) -> Scope:
    return Scope(person_id, None, OPERATOR)
