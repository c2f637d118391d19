"""Use cases on sign-ins. Every session is the person's own (`Scope.of_person`); see the package for who calls what."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.client import current_client
from aisle.core.db import Session
from aisle.core.errors import Forbidden
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.identity import tokens
from aisle.identity.logins import repository
from aisle.identity.logins.access_tokens import AccessTokens
from aisle.identity.logins.lifetimes import ABSOLUTE, STEP, VERIFIED
from aisle.identity.logins.refresh_tokens import make_refresh_token
from aisle.identity.logins.types import (
    AccessToken,
    IssuedLogin,
    LoginKind,
    OpenStep,
    RenewedCookie,
    StepNeeded,
)
from aisle.identity.once_tokens import service as once_tokens
from aisle.identity.once_tokens.service import Purpose
from aisle.notifications.sending import send_mail


class PersonSuspended(Forbidden):
    """The account is suspended; said only to who has proven whose it is."""

    code = "person_suspended"
    title = "This account is suspended"


@dataclass(frozen=True, slots=True)
class Logins:
    """Starts, verifies and ends sign-ins. refresh_key, csrf_key: 32 bytes each."""

    access: AccessTokens
    jobs: JobQueue
    refresh_key: bytes = field(repr=False)
    csrf_key: bytes = field(repr=False)

    async def begin(
        self, session: Session, methods: Sequence[str], kind: LoginKind
    ) -> IssuedLogin | StepNeeded:
        """Go on after a first proof: to a sign-in, or to the second step if the person has confirmed factors.

        methods: what was proven, such as password. Raises PersonSuspended.
        """
        steps = await repository.list_second_steps(session)
        if set(steps) <= {"recovery"}:
            return await self.start(session, methods, kind)
        detail = {"methods": list(methods), "kind": str(kind)}
        made = await once_tokens.make_token(session, Purpose.SECOND_STEP, STEP, detail=detail)
        return StepNeeded(made.text, tuple(steps), made.expires_at)

    async def find_step(self, session: Session, text: tokens.KeyText) -> OpenStep:
        """Return a second step that waits. text: of `once_tokens.service.read_token`. Raises TokenSpent.

        Nobody else gets it until the transaction ends, so that one code cannot be tried twice at once.
        """
        found = await once_tokens.find_token(session, text, Purpose.SECOND_STEP, lock=True)
        return OpenStep(found.id, tuple(found.detail["methods"]), LoginKind(found.detail["kind"]))

    async def complete(self, session: Session, step: OpenStep, method: str) -> IssuedLogin:
        """Use the step up and sign in. method: how it was proven: totp, passkey or recovery. Raises TokenSpent."""
        await once_tokens.use_up(session, step.id)
        return await self.start(session, [*step.methods, method], step.kind)

    async def start(
        self, session: Session, methods: Sequence[str], kind: LoginKind, organization_id: UUID | None = None
    ) -> IssuedLogin:
        """Sign the session's person in on the device of the present request.

        organization_id: where it acts at first; without it, where the last one did. Grants nothing: membership does.
        Raises PersonSuspended.
        """
        person_id, login_id, client = session.scope.organization_id, new_id(), current_client()
        organization_id = organization_id or await repository.find_entrance(session)
        is_new_device = await repository.is_new_device(session, client.program or "")
        secret, secret_hash = self._secret(kind, person_id, login_id)
        expires_at = await repository.insert_login(
            session,
            login_id,
            kind,
            secret_hash,
            client.program or "",
            client.address,
            list(methods),
            organization_id,
            ABSOLUTE[kind],
        )
        if expires_at is None:
            raise PersonSuspended("Ask whoever runs this installation.")
        if is_new_device:
            await send_mail(session, self.jobs, "new_sign_in", login=login_id)
        await record(
            session, Event("login.started", "login", login_id, after={"methods": list(methods), "kind": kind})
        )
        return IssuedLogin(person_id, login_id, kind, secret, organization_id, expires_at)

    def access_for(self, login: IssuedLogin) -> AccessToken:
        """Return the first access token of a new sign-in."""
        return self.access.make(login.person_id, login.login_id, login.organization_id)

    async def verify(self, session: Session, login_id: UUID, method: str) -> None:
        """Remember that the person proved to be there, for the next ten minutes."""
        await repository.verify_login(session, login_id)
        await record(session, Event("login.verified", "login", login_id, after={"method": method}))

    async def renew(self, session: Session, login_id: UUID) -> RenewedCookie | None:
        """Give a browser's sign-in another secret, and end the one before; None for a program's, which refreshes."""
        secret, secret_hash = self._secret(LoginKind.BROWSER, session.scope.organization_id, login_id)
        seconds = await repository.replace_secret(session, login_id, secret_hash)
        return None if seconds is None else RenewedCookie(secret, seconds)

    async def is_verified(self, session: Session, login_id: UUID) -> bool:
        """Whether the person proved to be there within ten minutes."""
        return await repository.is_verified(session, login_id, VERIFIED)

    async def end_all(self, session: Session, why: str, besides: UUID | None = None) -> list[UUID]:
        """End the person's sign-ins, all but one, and return which; who calls records why in the audit log."""
        return await repository.end_logins(session, why, besides)

    async def second_steps(self, session: Session) -> list[str]:
        """Return the kinds of second steps that the person can take: totp, passkey, recovery."""
        return await repository.list_second_steps(session)

    def csrf_token(self, login_id: UUID) -> str:
        """Return what a page of ours sends with each change: a foreign page cannot read it."""
        return hmac.new(self.csrf_key, login_id.bytes, hashlib.sha256).hexdigest()

    def _secret(self, kind: LoginKind, person_id: UUID, login_id: UUID) -> tuple[str, bytes]:
        if kind is LoginKind.TOKEN:
            return make_refresh_token(self.refresh_key, person_id, login_id)
        return tokens.make_key(tokens.LOGIN_PREFIX, person_id, login_id)
