"""Signing in with a provider of the installation: to the one person that an identity belongs to, or to a new one."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.identity.accounts import repository as accounts
from aisle.identity.accounts.errors import EmailTaken
from aisle.identity.accounts.making import make_person, read_name
from aisle.identity.accounts.types import NewPerson
from aisle.identity.emails import read_email
from aisle.identity.federation import repository
from aisle.identity.federation.claims import identity_of
from aisle.identity.federation.errors import (
    AccountExists,
    EmailNotVerified,
    IdentityTaken,
    ProviderUnknown,
    SignInFailed,
    TokenUsed,
)
from aisle.identity.federation.freeing import free_address
from aisle.identity.federation.openid.flow import Callback
from aisle.identity.federation.pending import Pending, first_use
from aisle.identity.federation.tools import FederationTools
from aisle.identity.federation.types import ExternalIdentity
from aisle.identity.logins.types import IssuedLogin, LoginKind, StepNeeded

TOKEN_HOLDS = timedelta(hours=2)  # longer than any id token of Firebase


async def begin(tools: FederationTools, name: str, pending: Pending) -> str:
    """Return where the browser is to go. Raises ProviderUnknown, ProviderUnavailable, TooManyAttempts."""
    await tools.count_try()
    client = tools.client(name)
    if tools.provider(name).kind == "github":
        return tools.github.begin(client, pending)
    return await tools.openid.begin(client, pending)


async def finish(tools: FederationTools, name: str, pending: Pending, callback: Callback) -> ExternalIdentity:
    """Return who came back from a provider. Raises SignInCancelled, SignInFailed, ProviderUnavailable."""
    client = tools.client(name)
    if tools.provider(name).kind == "github":
        return await tools.github.finish(name, client, pending, callback)
    return identity_of(name, "oidc", await tools.openid.finish(client, pending, callback))


async def sign_in_with_firebase(
    tools: FederationTools, token: str, kind: LoginKind
) -> IssuedLogin | StepNeeded:
    """Exchange an id token for a sign-in, once.

    Raises ProviderUnknown where no project is set, SignInFailed, TokenUsed, and what `sign_in` raises.
    """
    if tools.firebase is None:
        raise ProviderUnknown("No Firebase project is set up here.")
    await tools.count_try()
    identity = await tools.firebase.identify(token)
    # Without its signature, which some schemes allow to be written in two ways.
    signed = token.rpartition(".")[0]
    if not await first_use(tools.accounts.database, f"firebase:{signed}", datetime.now(UTC) + TOKEN_HOLDS):
        raise TokenUsed()
    return await sign_in(tools, identity, kind)


async def sign_in(
    tools: FederationTools, identity: ExternalIdentity, kind: LoginKind
) -> IssuedLogin | StepNeeded:
    """Sign in the person of an identity, making them if nobody has its address.

    Raises AccountExists, EmailNotVerified, PersonSuspended.
    """
    person_id = await find_person(tools, identity) or await _welcome(tools, identity)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        if not await repository.touch_identity(session, identity):
            raise SignInFailed("This way of signing in was just unlinked.")
        return await tools.accounts.logins.begin(session, [identity.method], kind)


async def find_person(tools: FederationTools, identity: ExternalIdentity) -> UUID | None:
    """Return whose identity this is."""
    name = repository.name_of(tools.accounts.secrets, identity.provider, identity.issuer, identity.subject)
    return await accounts.find_tenant(tools.accounts.database, name)


async def _welcome(tools: FederationTools, identity: ExternalIdentity) -> UUID:
    if identity.email is None:
        raise EmailNotVerified()
    try:
        return await make_known(tools, identity, identity.email)
    except (
        AccountExists,
        EmailTaken,
        IdentityTaken,
    ):  # somebody was quicker: most likely the same person in another tab
        if (person_id := await find_person(tools, identity)) is not None:
            return person_id
        raise AccountExists() from None


async def make_known(tools: FederationTools, identity: ExternalIdentity, email: str) -> UUID:
    """Make a new person of an identity, whose address its provider has verified. Raises AccountExists, EmailTaken."""
    new, person_id = _new_person(identity, email), new_id()
    parts = tools.accounts
    name = repository.name_of(parts.secrets, identity.provider, identity.issuer, identity.subject)
    async with parts.database.open_scope(Scope.of_person(person_id)) as session:
        await free_address(parts, session, new.email)
        await make_person(session, parts.vault, parts.secrets, new)
        await repository.insert_identity(session, name, identity)
        after = {"by": identity.method, "provider": identity.provider}
        await record(session, Event("person.made", "person", person_id, after=after))
    return person_id


def _new_person(identity: ExternalIdentity, email: str) -> NewPerson:
    try:
        address = read_email(email)
    except InvalidInput:
        raise EmailNotVerified("The provider names an address that no mail can be sent to.") from None
    return NewPerson(read_name(identity.name or address.partition("@")[0]), address, confirmed=True)
