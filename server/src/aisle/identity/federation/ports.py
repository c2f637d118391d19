"""What sign-in with others needs from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answered well. max_age: seconds that it may be kept, where it says so."""

    body: bytes = field(repr=False)
    max_age: float | None = None


class Endpoints(Protocol):
    """Asks providers. Redirects are not followed; bytes and time are bounded.

    Raises ProviderUnavailable (again later) or SignInFailed (the provider says no: never with this request).
    """

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a document; may be tried again."""
        ...

    async def post_form(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Send a form, once: a code is good for one try."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class EndpointsFor(Protocol):
    """Makes endpoints that ask on behalf of one organization: addresses that it named are not trusted."""

    def __call__(self, organization_id: UUID) -> Endpoints: ...


class DnsResolver(Protocol):
    """Looks up records. Raises ProviderUnavailable when no server answers."""

    async def texts(self, name: str) -> tuple[str, ...]:
        """Return the TXT records of a name; none where the name or the record does not exist."""
        ...


@dataclass(frozen=True, slots=True)
class SamlTrust:
    """Who is believed: an identity provider's name, and its certificates (PEM)."""

    entity_id: str
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SamlExpectation:
    """What a response has to be about. request_id: of our request; None takes none that names one."""

    trust: SamlTrust
    audience: str
    acs_url: str
    request_id: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class SamlAssertion:
    """The one signed assertion of a response, after every check."""

    id: str
    issuer: str
    subject: str = field(repr=False)
    expires_at: datetime
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


class SamlProfile(Protocol):
    """SAML 2.0 in its strictest useful form: redirect out, POST back, assertions signed."""

    def read(self, response: str, expected: SamlExpectation) -> SamlAssertion:
        """Check a response as it was posted (Base64). Raises SignInFailed for whatever is wrong with it."""
        ...

    def request_url(self, sso_url: str, request_id: str, audience: str, acs_url: str, state: str) -> str:
        """Return where the browser is sent with our request."""
        ...

    def metadata(self, audience: str, acs_url: str) -> str:
        """Return the description of ourselves that an identity provider imports."""
        ...

    def read_metadata(self, document: str) -> tuple[str, str, tuple[str, ...]]:
        """Return entity id, sign-on address (redirect binding) and certificates of an identity provider's metadata.

        Raises InvalidInput.
        """
        ...
