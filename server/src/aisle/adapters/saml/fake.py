"""An identity provider in memory, which signs with python3-saml's own signer: the fake that tests sign in with."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from aisle.adapters.saml.names import BEARER, POST, REDIRECT, SUCCESS, A, P

RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
BY_PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"  # noqa: S105


@dataclass
class Wanted:
    """What a response says; every field may be made wrong."""

    acs_url: str
    audience: str
    request_id: str | None
    subject: str = "bob@corp.example"
    attributes: dict[str, list[str]] = field(default_factory=dict)
    destination: str | None = None
    recipient: str | None = None
    issuer: str | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    lasts: timedelta = timedelta(minutes=5)
    assertion_id: str = "_a1"
    response_id: str = "_r1"
    status: str = SUCCESS


@dataclass
class FakeIdentityProvider:
    """One identity provider with a key of its own."""

    entity_id: str = "https://idp.corp.example/metadata"
    sso_url: str = "https://idp.corp.example/sso"

    def __post_init__(self) -> None:
        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
        now = datetime.now(UTC)
        built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        built = built.serial_number(1).not_valid_before(now - timedelta(days=1))
        signed = built.not_valid_after(now + timedelta(days=30)).sign(key, hashes.SHA256())
        self.certificate = signed.public_bytes(serialization.Encoding.PEM).decode()
        kinds = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        self.key = key.private_bytes(serialization.Encoding.PEM, *kinds).decode()

    def metadata(self) -> str:
        """Describe itself."""
        lines = "".join(self.certificate.splitlines()[1:-1])
        return (
            f'<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{self.entity_id}">'
            f'<md:IDPSSODescriptor protocolSupportEnumeration="{P}"><md:KeyDescriptor use="signing">'
            '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>'
            f"{lines}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            f'<md:SingleSignOnService Binding="{POST}" Location="{self.sso_url}/post"/>'
            f'<md:SingleSignOnService Binding="{REDIRECT}" Location="{self.sso_url}"/>'
            "</md:IDPSSODescriptor></md:EntityDescriptor>"
        )

    def assertion(self, wanted: Wanted) -> str:
        """Write an assertion without a signature."""
        now, ends = _instant(wanted.now), _instant(wanted.now + wanted.lasts)
        answers = "" if wanted.request_id is None else f" InResponseTo={quoteattr(wanted.request_id)}"
        attributes = "".join(
            f"<saml:Attribute Name={quoteattr(name)}>"
            + "".join(f"<saml:AttributeValue>{escape(value)}</saml:AttributeValue>" for value in values)
            + "</saml:Attribute>"
            for name, values in wanted.attributes.items()
        )
        stated = f"<saml:AttributeStatement>{attributes}</saml:AttributeStatement>" if attributes else ""
        return (
            f'<saml:Assertion xmlns:saml="{A}" ID="{wanted.assertion_id}" Version="2.0" IssueInstant="{now}">'
            f"<saml:Issuer>{wanted.issuer or self.entity_id}</saml:Issuer>"
            f"<saml:Subject><saml:NameID>{escape(wanted.subject)}</saml:NameID>"
            f'<saml:SubjectConfirmation Method="{BEARER}"><saml:SubjectConfirmationData NotOnOrAfter="{ends}"'
            f" Recipient={quoteattr(wanted.recipient or wanted.acs_url)}{answers}/></saml:SubjectConfirmation></saml:Subject>"
            f'<saml:Conditions NotBefore="{_instant(wanted.now - timedelta(minutes=1))}" NotOnOrAfter="{ends}">'
            f"<saml:AudienceRestriction><saml:Audience>{wanted.audience}</saml:Audience></saml:AudienceRestriction>"
            f'</saml:Conditions><saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext>'
            f"<saml:AuthnContextClassRef>{BY_PASSWORD}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            f"{stated}</saml:Assertion>"
        )

    def sign(self, xml: str, method: str = RSA_SHA256, digest: str = SHA256) -> str:
        """Sign the outermost element."""
        made = OneLogin_Saml2_Utils.add_sign(
            xml, self.key, self.certificate, sign_algorithm=method, digest_algorithm=digest
        )
        return made.decode() if isinstance(made, bytes) else str(made)

    def envelope(self, wanted: Wanted, assertion: str) -> str:
        """Write a response around an assertion."""
        answers = "" if wanted.request_id is None else f" InResponseTo={quoteattr(wanted.request_id)}"
        destination = wanted.acs_url if wanted.destination is None else wanted.destination
        return (
            f'<samlp:Response xmlns:samlp="{P}" ID="{wanted.response_id}" Version="2.0"'
            f' IssueInstant="{_instant(wanted.now)}" Destination={quoteattr(destination)}{answers}>'
            f'<saml:Issuer xmlns:saml="{A}">{wanted.issuer or self.entity_id}</saml:Issuer>'
            f'<samlp:Status><samlp:StatusCode Value="{wanted.status}"/></samlp:Status>{assertion}</samlp:Response>'
        )

    def respond(self, wanted: Wanted) -> str:
        """Return a genuine response as a browser posts it."""
        return posted(self.envelope(wanted, self.sign(self.assertion(wanted))))


def posted(xml: str | bytes) -> str:
    """Write XML as the POST binding does."""
    return base64.b64encode(xml.encode() if isinstance(xml, str) else xml).decode()


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
