"""Our request to an identity provider, by the redirect binding (SAML bindings 3.4)."""

import base64
import zlib
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from lxml import etree

from aisle.adapters.saml.names import ANY_NAME_ID, POST, A, P, a, p


def request_url(sso_url: str, request_id: str, audience: str, acs_url: str, state: str) -> str:
    """Return the address with the request and the state in it."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = packed.compress(authn_request(sso_url, request_id, audience, acs_url)) + packed.flush()
    asked = urlencode({"SAMLRequest": base64.b64encode(raw).decode(), "RelayState": state})
    return f"{sso_url}{'&' if urlsplit(sso_url).query else '?'}{asked}"


def authn_request(sso_url: str, request_id: str, audience: str, acs_url: str) -> bytes:
    """Write the request."""
    root = etree.Element(
        p("AuthnRequest"),
        {
            "ID": request_id,
            "Version": "2.0",
            "IssueInstant": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Destination": sso_url,
            "AssertionConsumerServiceURL": acs_url,
            "ProtocolBinding": POST,
        },
        nsmap={"samlp": P, "saml": A},
    )
    etree.SubElement(root, a("Issuer")).text = audience
    etree.SubElement(root, p("NameIDPolicy"), {"Format": ANY_NAME_ID, "AllowCreate": "true"})
    written: bytes = etree.tostring(root)
    return written
