"""What an identity provider may say: addresses of its connection's verified domains, and no others."""

from collections.abc import Mapping

from aisle.core.errors import InvalidInput
from aisle.identity.emails import read_email
from aisle.identity.federation.claims import LONGEST_NAME, plausible_email, text
from aisle.identity.federation.errors import NotThisDomain
from aisle.identity.federation.sign_on.types import Connection, ConnectionKind
from aisle.identity.federation.types import ExternalIdentity

# What identity providers call an address where they do not call it by our name.
USUAL_NAMES = ("email", "mail", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress")


def identity_from(
    connection: Connection, issuer: str, subject: str, attributes: Mapping[str, tuple[str, ...]]
) -> ExternalIdentity:
    """Return who an identity provider says this is; bound to the connection, whatever it says."""
    settings = connection.settings
    names = dict.fromkeys((settings.email_attribute, *USUAL_NAMES))
    said = next((attributes[name][0] for name in names if attributes.get(name)), subject)
    name = next(iter(attributes.get(settings.name_attribute, ())), "")
    method = "oidc" if connection.kind is ConnectionKind.OPENID else "saml"
    return ExternalIdentity(
        str(connection.id),
        issuer,
        subject,
        method,
        plausible_email(said),
        text(name)[:LONGEST_NAME],
        attributes,
    )


def spoken_email(connection: Connection, identity: ExternalIdentity) -> str:
    """Return the address of a person, if the connection may speak for its domain. Raises NotThisDomain."""
    try:
        email = read_email(identity.email or "")
    except InvalidInput:
        raise NotThisDomain("The identity provider sends no e-mail address; set email_attribute.") from None
    if email.rpartition("@")[2] not in connection.verified:
        raise NotThisDomain()
    return email


def groups_of(connection: Connection, identity: ExternalIdentity) -> tuple[str, ...]:
    """Return the groups that roles are made of."""
    return identity.attributes.get(connection.settings.groups_attribute, ())
