"""Forged SAML responses: what was tried against other products, built from a genuine response of a real signer.

Sources: Somorovsky et al., "On Breaking SAML" (2012), XSW 1 to 8; advisories of ruby-saml, python3-saml, pysaml2, samlify
and xmlsec about comments, document types, namespaces, two parsers and canonicalisation.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aisle.adapters.saml.fake import FakeIdentityProvider, Wanted, posted

ACS = "https://aisle.example/api/v1/auth/sign-on/c1/acs"
AUDIENCE = "https://aisle.example/api/v1/auth/sign-on/c1/metadata"
REQUEST = "_request"
EVE, BOB = (
    "eve@corp.example",
    "bob@corp.example",
)  # who the forger wants to be, and who was really vouched for
SHA1_RSA = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
Forgery = Callable[[FakeIdentityProvider, FakeIdentityProvider], str]
SIGNATURE = re.compile(r"<ds:Signature .*?</ds:Signature>", re.DOTALL)


def wanted(**changed: object) -> Wanted:
    return replace(Wanted(ACS, AUDIENCE, REQUEST, BOB), **changed)  # type: ignore[arg-type]


def parts(idp: FakeIdentityProvider) -> tuple[str, str, str, str]:
    """A genuine signed assertion, its signature, the same without it, and the forger's own unsigned one."""
    signed = idp.sign(idp.assertion(wanted()))
    found = SIGNATURE.search(signed)
    assert found
    return (
        signed,
        found[0],
        SIGNATURE.sub("", signed),
        idp.assertion(wanted(subject=EVE, assertion_id="_evil")),
    )


def around(idp: FakeIdentityProvider, inside: str, **changed: object) -> str:
    return posted(idp.envelope(wanted(**changed), inside))


def with_child(xml: str, child: str) -> str:
    """Put something where a signature would stand: after the issuer."""
    return xml.replace("</saml:Issuer>", f"</saml:Issuer>{child}", 1)


def wrapped_before(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    return around(idp, evil + signed)


def wrapped_after(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    return around(idp, signed + evil)


def inside_the_evil_one(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    return around(idp, evil.replace("</saml:Assertion>", signed + "</saml:Assertion>"))


def signature_of_the_other_in_it(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, bare, evil = parts(idp)
    return around(idp, with_child(evil, signature) + bare)


def original_in_the_signature(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, bare, evil = parts(idp)
    held = signature.replace("</ds:Signature>", f"<ds:Object>{bare}</ds:Object></ds:Signature>")
    return around(idp, with_child(evil, held))


def original_in_extensions(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    whole = idp.envelope(wanted(), evil)
    return posted(
        whole.replace("<samlp:Status>", f"<samlp:Extensions>{signed}</samlp:Extensions><samlp:Status>", 1)
    )


def original_in_the_status(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    whole = idp.envelope(wanted(), evil)
    return posted(
        whole.replace(
            "</samlp:Status>", f"<samlp:StatusDetail>{signed}</samlp:StatusDetail></samlp:Status>", 1
        )
    )


def original_in_advice(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, signature, _bare, evil = parts(idp)
    nested = evil.replace("</saml:Conditions>", f"</saml:Conditions><saml:Advice>{signed}</saml:Advice>")
    return around(idp, with_child(nested, signature))


def response_in_response(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    inner = idp.envelope(wanted(response_id="_r2"), signed)
    return around(idp, evil + inner)


def whole_response_signed_and_wrapped(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    genuine = idp.sign(idp.envelope(wanted(), idp.assertion(wanted())))
    found = SIGNATURE.search(genuine)
    assert found
    bare = SIGNATURE.sub("", genuine)
    held = found[0].replace("</ds:Signature>", f"<ds:Object>{bare}</ds:Object></ds:Signature>")
    evil = idp.envelope(wanted(response_id="_evilr"), parts(idp)[3])
    return posted(with_child(evil, held))


def same_id_twice(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    return around(idp, evil.replace("_evil", "_a1") + signed)


def id_under_another_name(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, bare, evil = parts(idp)
    return around(
        idp,
        with_child(evil, signature).replace('ID="_evil"', 'ID="_evil" xml:id="_a1"')
        + bare.replace("ID=", "Id="),
    )


def changed_subject(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(idp, parts(idp)[0].replace(BOB, EVE))


def changed_attribute(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed = idp.sign(idp.assertion(wanted(attributes={"groups": ["staff"]})))
    return around(idp, signed.replace("staff", "admin"))


def unsigned(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(idp, parts(idp)[3])


def response_signed_only(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return posted(idp.sign(idp.envelope(wanted(subject=EVE), idp.assertion(wanted(subject=EVE)))))


def empty_signature(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(
        idp, with_child(parts(idp)[3], '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>')
    )


def signed_by_another(idp: FakeIdentityProvider, other: FakeIdentityProvider) -> str:
    return around(idp, other.sign(idp.assertion(wanted(subject=EVE))))


def another_connections_provider(idp: FakeIdentityProvider, other: FakeIdentityProvider) -> str:
    return other.respond(wanted(subject=EVE))


def sha1(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(idp, idp.sign(idp.assertion(wanted()), SHA1_RSA, SHA1))


def sha1_digest(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(idp, idp.sign(idp.assertion(wanted()), digest=SHA1))


def reference_to_everything(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, _bare, evil = parts(idp)
    return around(idp, with_child(evil, signature.replace('URI="#_a1"', 'URI=""')))


def no_reference(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, _bare, evil = parts(idp)
    return around(
        idp, with_child(evil, re.sub(r"<ds:Reference.*?</ds:Reference>", "", signature, flags=re.DOTALL))
    )


def void_canonical_form(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    """A digest of nothing, for a reader whose canonicalisation fails and yields nothing."""
    _signed, signature, _bare, evil = parts(idp)
    nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    void = re.sub(r"<ds:DigestValue>.*?<", f"<ds:DigestValue>{nothing}<", signature).replace("#_a1", "#_evil")
    spoiled = evil.replace("<saml:Assertion ", '<saml:Assertion xmlns:ns="1" ', 1)
    return around(idp, with_child(spoiled, void))


def xslt_transform(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, _bare, evil = parts(idp)
    other = signature.replace(
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116"
    )
    other = other.replace("#_a1", "#_evil")
    return around(idp, with_child(evil, other))


def xpath_transform(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, _bare, evil = parts(idp)
    path = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>false()</ds:XPath></ds:Transform>'
    return around(
        idp,
        with_child(
            evil, signature.replace("</ds:Transforms>", path + "</ds:Transforms>").replace("#_a1", "#_evil")
        ),
    )


def document_type(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return posted("<!DOCTYPE r [<!ENTITY e 'eve'>]>" + idp.envelope(wanted(), parts(idp)[0]))


def external_entity(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    whole = idp.envelope(wanted(), parts(idp)[0].replace(BOB, "&e;"))
    return posted('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + whole)


def defaulted_attribute(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return posted(
        '<!DOCTYPE samlp:Response [<!ATTLIST saml:Assertion ID CDATA "_a1">]>'
        + idp.envelope(wanted(), parts(idp)[0])
    )


def namespace_confusion(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    signed, *_rest, evil = parts(idp)
    foreign = signed.replace(
        'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', 'xmlns:saml="urn:example:other"'
    )
    return around(idp, evil + foreign)


def rebound_prefix(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    _signed, signature, _bare, evil = parts(idp)
    foreign = signature.replace(
        'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', 'xmlns:ds="urn:example:not-a-signature"'
    )
    return around(idp, with_child(evil, foreign))


def utf16(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return posted(idp.envelope(wanted(), parts(idp)[3]).encode("utf-16"))


def stale(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(now=datetime.now(UTC) - timedelta(hours=2)))


def from_the_future(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(now=datetime.now(UTC) + timedelta(hours=2)))


def wrong_audience(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(audience="https://other.example/metadata"))


def wrong_recipient(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(recipient="https://other.example/acs"))


def wrong_destination(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(destination="https://other.example/acs"))


def wrong_issuer(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(issuer="https://other.example/idp"))


def another_request(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    """A response replayed: it answers a request that was made before."""
    return idp.respond(wanted(request_id="_older"))


def no_request(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    """Nobody asked: begun at the identity provider, or by a forger in the victim's browser."""
    return idp.respond(wanted(request_id=None))


def no_success(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return idp.respond(wanted(status="urn:oasis:names:tc:SAML:2.0:status:Responder"))


def two_signed_assertions(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    second = idp.sign(idp.assertion(wanted(assertion_id="_a2")))
    return around(idp, parts(idp)[0] + second)


def no_assertion(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return around(idp, "")


def encrypted_to_nobody(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    data = '<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"><xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>'
    return around(
        idp,
        f'<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{data}</saml:EncryptedAssertion>',
    )


def no_subject(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    bare = re.sub(r"<saml:Subject>.*</saml:Subject>", "", idp.assertion(wanted()))
    return around(idp, idp.sign(bare))


def no_conditions(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    bare = re.sub(r"<saml:Conditions.*</saml:Conditions>", "", idp.assertion(wanted()))
    return around(idp, idp.sign(bare))


def no_xml(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return posted("not XML at all")


def no_base64(idp: FakeIdentityProvider, _: FakeIdentityProvider) -> str:
    return "<samlp:Response/>"


FORGERIES: list[Forgery] = [
    one
    for name, one in list(globals().items())
    if callable(one)
    and getattr(one, "__module__", None) == __name__
    and name not in ("wanted", "parts", "around", "with_child")
]
