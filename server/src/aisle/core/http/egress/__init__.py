"""The guarded way out: every address that a tenant, a document, a model or a request names is asked through here.

Addresses of the operator's settings go by `OutsideService`. Source of the rules: OWASP, "Server-Side Request Forgery
Prevention Cheat Sheet"; the registries of special-purpose addresses of IANA.
"""

from aisle.core.http.egress.client import Answered, Call, GuardedClient
from aisle.core.http.egress.dialing import GuardedDialer
from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.fetching import INSTALLATION, Fetched, GuardedFetch
from aisle.core.http.egress.limits import Limits
from aisle.core.http.egress.pace import EgressPaceExceeded, Pace
from aisle.core.http.egress.places import Place, Places
from aisle.core.http.egress.resolving import Resolver, SystemResolver
from aisle.core.http.egress.target import Target

__all__ = [
    "INSTALLATION",
    "Answered",
    "Call",
    "EgressPaceExceeded",
    "EgressRefused",
    "Fetched",
    "GuardedClient",
    "GuardedDialer",
    "GuardedFetch",
    "Limits",
    "Pace",
    "Place",
    "Places",
    "Resolver",
    "SystemResolver",
    "Target",
]
