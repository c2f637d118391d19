"""Signing up: somebody new, at will with an organization of their own."""

from dataclasses import dataclass, field

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.core.ids import new_id
from aisle.identity.accounts import repository
from aisle.identity.accounts.confirming import ask_to_confirm
from aisle.identity.accounts.errors import EmailTaken
from aisle.identity.accounts.limits import SIGN_UPS, client_counted
from aisle.identity.accounts.making import found_organization, make_person, read_name
from aisle.identity.accounts.password_rules import check_password
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.accounts.types import NewPerson
from aisle.identity.emails import read_email
from aisle.identity.logins.types import IssuedLogin, LoginKind
from aisle.identity.members.types import Newcomer


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody sends who is new. organization: the name of one to found."""

    name: str
    email: str = field(repr=False)
    password: str = field(repr=False)
    organization: str | None = None
    language: str = "en"


async def sign_up(tools: AccountTools, wanted: SignUp, kind: LoginKind) -> IssuedLogin:
    """Make a person and sign them in. Person, organization and ownership are kept or lost together.

    Raises InvalidInput, PasswordRefused, EmailTaken, TooManyTries, HashingBusy.
    """
    new = await _new_person(tools, wanted)
    person_id = new_id()
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        await make_person(session, tools.vault, tools.secrets, new)
        organization_id = None
        if wanted.organization is not None:
            founder = Newcomer(person_id, new.name, new.email)
            organization_id = await found_organization(
                tools.database, tools.vault, session, wanted.organization, founder
            )
        await ask_to_confirm(tools, session)
        issued = await tools.logins.start(session, ["password"], kind, organization_id)
        await _record(tools, session, issued)
    return issued


async def _new_person(tools: AccountTools, wanted: SignUp) -> NewPerson:
    tools.hasher.check_room()
    email, name = read_email(wanted.email), read_name(wanted.name)
    await tools.attempts.take(tools.limits.clients, client_counted())
    await tools.attempts.take(SIGN_UPS, email)
    around = (*tools.installation, wanted.organization or "")
    password = await check_password(wanted.password, (name, email), tools.breached, around)
    if await repository.find_tenant(tools.database, tools.name_of(email)):
        raise EmailTaken(repository.TAKEN)  # before the slow part; the directory itself decides once more
    return NewPerson(name, email, await tools.hasher.hash(password), language=wanted.language)


async def _record(tools: AccountTools, session: Session, issued: IssuedLogin) -> None:
    await record(session, Event("person.signed_up", "person", issued.person_id))
    if issued.organization_id is not None:
        scope = Scope(issued.organization_id, None, session.scope.principal)
        async with tools.database.also(session, scope) as theirs:
            await record(theirs, Event("organization.founded", "organization", issued.organization_id))
