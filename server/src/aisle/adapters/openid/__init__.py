"""Providers that speak OpenID Connect or OAuth 2, over HTTP."""

from aisle.adapters.openid.guarded import GuardedEndpoints
from aisle.adapters.openid.operator import OperatorEndpoints

__all__ = ["GuardedEndpoints", "OperatorEndpoints"]
