"""Connections to an organization's identity provider."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.identity.federation.ports import SamlTrust
from aisle.identity.members.types import Given
from aisle.identity.roles import OWNER


class ConnectionKind(StrEnum):
    """What the identity provider speaks."""

    OPENID = "oidc"
    SAML = "saml"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Whoever is in the group gets the role: one of the usual, or one of the organization's own by its id."""

    group: str
    role: str | None = None
    role_id: str | None = None
    store_id: str | None = None

    @property
    def given(self) -> Given:
        """The role as members have it."""
        role_id = UUID(self.role_id) if self.role_id else None
        return Given(self.role, role_id, UUID(self.store_id) if self.store_id else None)


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """Who is believed, and what of it means which role. Nothing here is secret.

    issuer, client_id: of OpenID. entity_id, sso_url, certificates: of SAML. default_role: for members in none of the groups
    of `rules`; None: they are refused. takes_unasked: SAML answers that nobody asked for here.
    """

    issuer: str = ""
    client_id: str = ""
    entity_id: str = ""
    sso_url: str = ""
    certificates: tuple[str, ...] = ()
    takes_unasked: bool = False
    email_attribute: str = "email"
    name_attribute: str = "name"
    groups_attribute: str = "groups"
    rules: tuple[RoleRule, ...] = ()
    default_role: str | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "ConnectionSettings":
        """Take apart what is stored."""
        rules = tuple(RoleRule(**one) for one in stored.get("rules", ()))
        return replace(cls(**{**stored, "rules": rules}), certificates=tuple(stored.get("certificates", ())))

    @property
    def stored(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @property
    def makes_owners(self) -> bool:
        """Whether somebody becomes an owner by a group."""
        return self.default_role == OWNER or any(rule.role == OWNER for rule in self.rules)

    @property
    def sets_roles(self) -> bool:
        """Whether roles follow the identity provider; otherwise they are set by hand."""
        return bool(self.rules or self.default_role)

    @property
    def trust(self) -> SamlTrust:
        """Who is believed by SAML."""
        return SamlTrust(self.entity_id, self.certificates)


@dataclass(frozen=True, slots=True)
class Connection:
    """One single sign-on. domains: of e-mail addresses, verified ones alone."""

    id: UUID
    organization_id: UUID
    kind: ConnectionKind
    name: str
    settings: ConnectionSettings
    enabled: bool
    required: bool
    created_at: datetime
    has_secret: bool
    domains: tuple["Domain", ...] = field(default=())

    @property
    def verified(self) -> frozenset[str]:
        """The domains that its provider may speak for."""
        return frozenset(one.domain for one in self.domains if one.verified_at)


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain that an organization says is its own. proof: what has to be found there."""

    domain: str
    connection_id: UUID
    proof: str
    verified_at: datetime | None
