"""The parts of signing in with others, put together from the settings."""

from functools import partial
from uuid import UUID

from aisle.adapters.dns import UdpResolver
from aisle.adapters.openid import GuardedEndpoints, OperatorEndpoints
from aisle.adapters.saml import StrictSaml
from aisle.core.clock import SystemClock
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings import Settings
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.firebase import Certificates, Firebase
from aisle.identity.federation.github import GitHubFlow
from aisle.identity.federation.openid.flow import CodeFlow
from aisle.identity.federation.pending import PendingSignIns
from aisle.identity.federation.tools import FederationTools, OrganizationFlows


def make_federation(settings: Settings, accounts: AccountTools, fetch: GuardedFetch) -> FederationTools:
    """Return what the use cases of signing in with others work with. fetch: the guarded way out."""
    clock, endpoints = SystemClock(), OperatorEndpoints()
    endpoints_for = partial(_guarded, fetch)
    return FederationTools(
        accounts,
        clock,
        PendingSignIns(accounts.database, clock, accounts.secrets.key("pending sign-ins")),
        settings.sign_in_providers,
        endpoints,
        endpoints_for,
        CodeFlow.over(endpoints, clock),
        GitHubFlow(endpoints),
        _firebase(settings, endpoints),
        StrictSaml(),
        UdpResolver(),
        settings.base_url,
        OrganizationFlows(endpoints_for, clock),
    )


def _guarded(fetch: GuardedFetch, organization_id: UUID) -> GuardedEndpoints:
    return GuardedEndpoints(fetch, organization_id)


def _firebase(settings: Settings, endpoints: OperatorEndpoints) -> Firebase | None:
    if not settings.firebase_project:
        return None
    clock = SystemClock()
    return Firebase(settings.firebase_project, Certificates(endpoints), clock, settings.firebase_emulator)
