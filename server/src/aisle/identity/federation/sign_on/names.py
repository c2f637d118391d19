"""How connections and domains are called: in the directory, in addresses, in the vault."""

from uuid import UUID

from aisle.core.secrets import Secrets


def connection_name(secrets: Secrets, connection_id: UUID) -> bytes:
    """Return what stands for a connection in the directory."""
    return secrets.name_hash("connection", str(connection_id))


def domain_name(secrets: Secrets, domain: str) -> bytes:
    """Return what stands for a domain in the directory."""
    return secrets.name_hash("domain", domain)


def secret_place(connection_id: UUID) -> str:
    """Where a client's secret is sealed for."""
    return f"sso_connection.secret_sealed:{connection_id}"


def base_of(base_url: str, connection_id: UUID) -> str:
    """Return the address that a connection's own addresses begin with."""
    return f"{base_url}/api/v1/auth/sign-on/{connection_id}"


def acs_of(base_url: str, connection_id: UUID) -> str:
    """Return where SAML answers are posted to."""
    return f"{base_of(base_url, connection_id)}/acs"


def audience_of(base_url: str, connection_id: UUID) -> str:
    """Return what we are called in SAML: where our description is."""
    return f"{base_of(base_url, connection_id)}/metadata"


def callback_of(base_url: str, connection_id: UUID) -> str:
    """Return where an OpenID provider sends people back to."""
    return f"{base_of(base_url, connection_id)}/callback"
