"""From an identity provider's word to a sign-in in its organization, and nowhere else.

An identity provider can say anything. So an identity is bound to connection and subject; a new person is made only for an
address of a verified domain; a person who exists is matched by address only if they belong to this organization entirely;
everybody else links it themselves, once, while signed in. The sign-in acts in the connection's organization alone.
"""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository as accounts
from aisle.identity.accounts.errors import EmailTaken
from aisle.identity.federation import repository as identities
from aisle.identity.federation.errors import (
    AccountExists,
    ConnectionNotFound,
    IdentityTaken,
    MemberSuspended,
    NoRole,
    SignInFailed,
)
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.mapping import keeps_owner, roles_for
from aisle.identity.federation.sign_on.speaking import groups_of, spoken_email
from aisle.identity.federation.sign_on.types import Connection
from aisle.identity.federation.signing_in import find_person, make_known
from aisle.identity.federation.tools import FederationTools
from aisle.identity.federation.types import ExternalIdentity
from aisle.identity.logins.types import IssuedLogin, LoginKind
from aisle.identity.members import repository as members
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.roles import OWNER


async def enter(tools: FederationTools, connection: Connection, identity: ExternalIdentity) -> IssuedLogin:
    """Sign in somebody whom a connection vouches for, with the roles that their groups stand for now.

    Raises NotThisDomain, AccountExists, NoRole, MemberSuspended, PersonSuspended.
    """
    person_id = await find_person(tools, identity) or await _welcome(tools, connection, identity)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        if not await identities.touch_identity(session, identity):
            raise SignInFailed("This way of signing in was just unlinked.")
        await _seat(tools, session, connection, identity)
        login = await tools.accounts.logins.start(
            session, [identity.method], LoginKind.BROWSER, connection.organization_id
        )
        await repository.bind_login(session, login.login_id, connection.id)
    return login


async def link(
    tools: FederationTools,
    connection: Connection,
    identity: ExternalIdentity,
    person_id: UUID,
    login_id: UUID,
) -> None:
    """Link an identity to a member who began it and has proven to be there; their account stays their own.

    Raises IdentityTaken, SignInFailed, ConnectionNotFound for who is no member.
    """
    name = identities.name_of(tools.accounts.secrets, identity.provider, identity.issuer, identity.subject)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        if not await tools.accounts.logins.is_verified(session, login_id):
            raise SignInFailed("Prove again that it is you, then link.")
        async with tools.accounts.database.also(session, _scope(connection, person_id)) as theirs:
            if await repository.find_standing(theirs, person_id) is None:
                raise ConnectionNotFound()
            await repository.assign(theirs, [person_id], connection.id)
            event = Event("member.linked", "member", person_id, after={"connection": str(connection.id)})
            await record(theirs, event)
        if not await identities.touch_identity(session, identity):
            identity_id = await identities.insert_identity(session, name, identity)
            after = {"provider": identity.provider, "issuer": identity.issuer}
            await record(session, Event("identity.linked", "identity", identity_id, after=after))


async def _welcome(tools: FederationTools, connection: Connection, identity: ExternalIdentity) -> UUID:
    """Match or make the person of an address that the connection may speak for."""
    email = spoken_email(connection, identity)
    roles = roles_for(connection.settings, groups_of(connection, identity))
    owner_id = await accounts.find_tenant(tools.accounts.database, tools.accounts.name_of(email))
    if owner_id is not None and await _adopt(tools, connection, identity, owner_id):
        return owner_id
    if not roles:
        raise NoRole()
    try:
        return await make_known(tools, identity, email)
    except (AccountExists, EmailTaken, IdentityTaken):
        if (person_id := await find_person(tools, identity)) is not None:
            return person_id
        raise AccountExists() from None


async def _adopt(
    tools: FederationTools, connection: Connection, identity: ExternalIdentity, person_id: UUID
) -> bool:
    """Match a person by address if they are this organization's entirely: made by its single sign-on, and nowhere else.

    No password, no factor, no provider and no organization of their own, and no owner, who may change what admins may not.
    """
    name = identities.name_of(tools.accounts.secrets, identity.provider, identity.issuer, identity.subject)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        has_own, organizations, providers = await repository.list_ties(session)
        if has_own or organizations != {connection.organization_id} or not providers:
            return False
        async with tools.accounts.database.also(session, _scope(connection, person_id)) as theirs:
            known = {str(one.id) for one in await repository.list_connections(theirs)}
            if not providers <= known or await members.is_owner(theirs, person_id):
                return False
            await repository.assign(theirs, [person_id], connection.id)
        identity_id = await identities.insert_identity(session, name, identity)
        after = {"provider": identity.provider, "issuer": identity.issuer}
        await record(session, Event("identity.linked", "identity", identity_id, after=after))
    return True


async def _seat(
    tools: FederationTools, session: Session, connection: Connection, identity: ExternalIdentity
) -> None:
    """Make the session's person a member, or bring their roles up to date. Raises NoRole, MemberSuspended."""
    person_id = session.scope.organization_id
    roles = roles_for(connection.settings, groups_of(connection, identity))
    person = await tools.accounts.get_person(session)
    async with tools.accounts.database.also(session, _scope(connection, person_id)) as theirs:
        standing = await repository.find_standing(theirs, person_id)
        if standing is None:
            await _join(tools, theirs, connection, Newcomer(person_id, person.name, person.email), roles)
        elif standing["suspended_at"] is not None:
            raise MemberSuspended()
        elif standing["connection_id"] != connection.id:
            # Who may change a connection is judged by the members who belong to it; it speaks for no others.
            raise SignInFailed("This member comes another way now; link this one again while signed in.")
        elif connection.settings.sets_roles:
            await _update_roles(theirs, connection, person_id, roles)
        await record(
            theirs, Event("member.signed_on", "member", person_id, after={"connection": str(connection.id)})
        )


async def _join(
    tools: FederationTools,
    session: Session,
    connection: Connection,
    newcomer: Newcomer,
    roles: tuple[Given, ...],
) -> None:
    if not roles:
        raise NoRole()
    parts = tools.accounts
    await join(parts.database, parts.vault, session, newcomer, roles, "sso", connection.id)
    after = {"by": "sso", "roles": [one.role or str(one.role_id) for one in roles]}
    await record(session, Event("member.joined", "member", newcomer.person_id, after=after))


async def _update_roles(
    session: Session, connection: Connection, person_id: UUID, roles: tuple[Given, ...]
) -> None:
    await members.lock_members(session)
    before = [
        Given(row["role"], row["role_id"], row["store_id"])
        for row in await members.list_roles(session, [person_id])
    ]
    is_owner = await members.is_owner(session, person_id)
    others = await members.count_owners(session) - int(is_owner)
    keeps = keeps_owner(connection.settings, is_owner, roles, others)
    wanted = tuple(dict.fromkeys((*roles, *((Given(OWNER),) if keeps else ()))))
    if not wanted:
        raise NoRole()
    if set(wanted) == set(before):
        return
    await members.delete_roles(session, person_id)
    await members.insert_roles(session, person_id, wanted)
    told = [[one.role or str(one.role_id) for one in some] for some in (before, wanted)]
    event = Event(
        "member.roles_changed", "member", person_id, {"roles": told[0]}, {"roles": told[1], "by": "sso"}
    )
    await record(session, event)


def _scope(connection: Connection, person_id: UUID) -> Scope:
    return Scope(connection.organization_id, None, f"person:{person_id}")
