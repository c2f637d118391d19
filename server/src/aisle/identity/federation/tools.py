"""The parts of one process that signing in with others needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.clock import Clock
from aisle.core.settings.sign_in import SignInProviderSettings
from aisle.identity.accounts.limits import client_counted
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.errors import ProviderUnknown
from aisle.identity.federation.firebase import Firebase
from aisle.identity.federation.github import GitHubFlow
from aisle.identity.federation.openid.flow import Client, CodeFlow
from aisle.identity.federation.pending import PendingSignIns
from aisle.identity.federation.ports import DnsResolver, Endpoints, EndpointsFor, SamlProfile

REMEMBER_MOST = 1_000


@dataclass(slots=True)
class OrganizationFlows:
    """What asks the OpenID providers that organizations named: one for each, so that none reads what another's says."""

    endpoints_for: EndpointsFor
    clock: Clock
    _flows: dict[UUID, CodeFlow] = field(default_factory=dict)

    def of(self, organization_id: UUID) -> CodeFlow:
        """Return the flow of an organization."""
        if organization_id not in self._flows:
            if len(self._flows) >= REMEMBER_MOST:
                self._flows.clear()
            self._flows[organization_id] = CodeFlow.over(self.endpoints_for(organization_id), self.clock)
        return self._flows[organization_id]


@dataclass(slots=True)
class FederationTools:
    """What the use cases work with.

    providers: those of the settings, by name. endpoints: asks addresses of the settings. endpoints_for: asks those that an
    organization named, through the guard. base_url: where browsers find this server.
    """

    accounts: AccountTools
    clock: Clock
    pending: PendingSignIns
    providers: Mapping[str, SignInProviderSettings]
    endpoints: Endpoints
    endpoints_for: EndpointsFor
    openid: CodeFlow
    github: GitHubFlow
    firebase: Firebase | None
    saml: SamlProfile
    resolver: DnsResolver
    base_url: str
    flows: "OrganizationFlows"

    async def count_try(self) -> None:
        """Count a try of the present client. Raises TooManyTries."""
        await self.accounts.attempts.take(self.accounts.limits.clients, client_counted())

    async def close(self) -> None:
        """Close the connections to providers."""
        await self.endpoints.close()

    def provider(self, name: str) -> SignInProviderSettings:
        """Return a provider of the settings. Raises ProviderUnknown."""
        if name not in self.providers:
            raise ProviderUnknown()
        return self.providers[name]

    def client(self, name: str) -> Client:
        """Return what Aisle is to a provider; the way back is one exact address for each. Raises ProviderUnknown."""
        provider = self.provider(name)
        return Client(
            provider.address,
            provider.client_id,
            provider.client_secret.get_secret_value(),
            f"{self.base_url}/api/v1/auth/oidc/{name}/callback",
        )
