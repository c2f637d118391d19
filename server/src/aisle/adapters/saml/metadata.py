"""Metadata: how identity providers and we describe ourselves to each other (SAML metadata 2.4)."""

import textwrap
from typing import Any

from lxml import etree

from aisle.adapters.saml.names import DS, MD, POST, REDIRECT, P, ds, md
from aisle.adapters.saml.reading import Refused, parse
from aisle.core.errors import InvalidInput

LONGEST = 256 * 1024
UNREADABLE = "This is not the metadata of one SAML identity provider, with a redirect address and a signing certificate."


def own_metadata(audience: str, acs_url: str) -> str:
    """Describe ourselves: where answers go, and that we want assertions signed."""
    root = etree.Element(md("EntityDescriptor"), {"entityID": audience}, nsmap={"md": MD})
    wants = {"AuthnRequestsSigned": "false", "WantAssertionsSigned": "true", "protocolSupportEnumeration": P}
    role = etree.SubElement(root, md("SPSSODescriptor"), wants)
    where = {"Binding": POST, "Location": acs_url, "index": "0", "isDefault": "true"}
    etree.SubElement(role, md("AssertionConsumerService"), where)
    written: str = etree.tostring(root, encoding="unicode")
    return written


def read_metadata(document: str) -> tuple[str, str, tuple[str, ...]]:
    """Return entity id, sign-on address and certificates (PEM). Raises InvalidInput."""
    try:
        root = parse(document.strip().encode())
    except Refused:
        raise InvalidInput(UNREADABLE) from None
    roles = root.findall(md("IDPSSODescriptor")) if root.tag == md("EntityDescriptor") else []
    if len(roles) != 1:
        raise InvalidInput(UNREADABLE)
    places = [
        one.get("Location")
        for one in roles[0].findall(md("SingleSignOnService"))
        if one.get("Binding") == REDIRECT
    ]
    certificates = tuple(pem for key in roles[0].findall(md("KeyDescriptor")) for pem in _certificates(key))
    entity_id = root.get("entityID")
    if not (entity_id and places and places[0] and certificates):
        raise InvalidInput(UNREADABLE)
    return entity_id, places[0], certificates


def _certificates(key: Any) -> list[str]:
    if key.get("use", "signing") != "signing":
        return []
    found = key.iterfind(f"{ds('KeyInfo')}/{ds('X509Data')}/{{{DS}}}X509Certificate")
    return [as_pem(one.text or "") for one in found]


def as_pem(base64_text: str) -> str:
    """Write a certificate as PEM."""
    lines = "\n".join(textwrap.wrap("".join(base64_text.split()), 64))
    return f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
