"""Our own check of an XML signature, for the one form that is accepted (XML Signature 1.1; SAML core 5.4).

Enveloped, exclusive canonicalisation, SHA-2, one reference, to the element that it stands in. What is read afterwards is
parsed from the very bytes whose digest was signed, so nobody can show the check one thing and the reader another.
"""

import base64
import binascii
import copy
import hmac
from collections.abc import Sequence
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from lxml import etree

from aisle.adapters.saml.names import ENVELOPED, EXC_C14N, a, ds
from aisle.adapters.saml.reading import Refused, parse, require, text_of
from aisle.adapters.saml.structure import only_child

MORE = "http://www.w3.org/2001/04/xmldsig-more#"
HASHES: dict[str, hashes.HashAlgorithm] = {
    "256": hashes.SHA256(),
    "384": hashes.SHA384(),
    "512": hashes.SHA512(),
}
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "256",
    MORE + "sha384": "384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "512",
}
METHODS = {f"{MORE}{kind}-sha{bits}": (kind, bits) for kind in ("rsa", "ecdsa") for bits in HASHES}
SMALLEST_RSA = 2048
Key = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


def signed_copy(element: Any, certificates: Sequence[str]) -> Any:
    """Return the element as it was signed by one of these certificates, parsed anew. Raises Refused.

    Certificates and keys inside the signature are never looked at.
    """
    signature = only_child(element, ds("Signature"))
    info = only_child(signature, ds("SignedInfo"))
    reference = only_child(info, ds("Reference"))
    require(reference.get("URI") == "#" + str(element.get("ID")), "the signature is of something else")
    prefixes = _check_transforms(reference)
    content = canonical(_without(element, signature), prefixes)
    _check_digest(reference, content)
    _check_value(signature, info, certificates)
    return _read_anew(content, element)


def canonical(element: Any, prefixes: Sequence[str] = ()) -> bytes:
    """Return the exclusive canonical form; an empty one, which would fit any digest of nothing, is refused."""
    try:
        made: bytes = etree.tostring(
            element,
            method="c14n",
            exclusive=True,
            with_comments=False,
            inclusive_ns_prefixes=list(prefixes) or None,
        )
    except (etree.LxmlError, ValueError):
        raise Refused("no canonical form") from None
    require(made.startswith(b"<") and made.endswith(b">"), "empty canonical form")
    return made


def _check_transforms(reference: Any) -> list[str]:
    """Require exactly: without the signature, then canonical. Returns the prefixes that are kept."""
    transforms = list(only_child(reference, ds("Transforms")))
    require([one.tag for one in transforms] == [ds("Transform")] * 2, "other transforms")
    require([one.get("Algorithm") for one in transforms] == [ENVELOPED, EXC_C14N], "other transforms")
    require(len(transforms[0]) == 0, "other transforms")
    return _prefixes(transforms[1])


def _prefixes(method: Any) -> list[str]:
    inside = list(method)
    require(len(inside) <= 1, "an unknown parameter of canonicalisation")
    if not inside:
        return []
    require(
        inside[0].tag == f"{{{EXC_C14N}}}InclusiveNamespaces" and len(inside[0]) == 0, "an unknown parameter"
    )
    # lxml knows the default namespace by no name; what needs it is refused rather than read in another way.
    names = str(inside[0].get("PrefixList", "")).split()
    require("#default" not in names, "the default namespace as a kept prefix")
    return names


def _without(element: Any, signature: Any) -> Any:
    """Return the element without its signature, in a copy of the whole tree: prefixes may be declared further out."""
    root = element.getroottree().getroot()
    twin = copy.deepcopy(root)[list(root).index(element)]
    mine = twin[list(element).index(signature)]
    before, tail = mine.getprevious(), mine.tail or ""
    twin.remove(mine)  # takes the text behind it along, which was signed
    if before is None:
        twin.text = (twin.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    return twin


def _check_digest(reference: Any, content: bytes) -> None:
    method = only_child(reference, ds("DigestMethod")).get("Algorithm")
    require(method in DIGESTS, "a digest that is not accepted")
    digest = hashes.Hash(HASHES[DIGESTS[method]])
    digest.update(content)
    said = _bytes(only_child(reference, ds("DigestValue")))
    require(hmac.compare_digest(digest.finalize(), said), "the content was changed")


def _check_value(signature: Any, info: Any, certificates: Sequence[str]) -> None:
    form = only_child(info, ds("CanonicalizationMethod"))
    require(form.get("Algorithm") == EXC_C14N, "a canonicalisation that is not accepted")
    method = only_child(info, ds("SignatureMethod"))
    require(
        method.get("Algorithm") in METHODS and len(method) == 0, "a signature method that is not accepted"
    )
    kind, bits = METHODS[method.get("Algorithm")]
    content, value = canonical(info, _prefixes(form)), _bytes(only_child(signature, ds("SignatureValue")))
    keys = [_key(one) for one in certificates]
    require(any(_fits(key, kind, bits, content, value) for key in keys), "signed by somebody else")


def _fits(key: Key, kind: str, bits: str, content: bytes, value: bytes) -> bool:
    try:
        if kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(value, content, padding.PKCS1v15(), HASHES[bits])
            return True
        if kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey) and len(value) % 2 == 0:
            half = len(value) // 2
            pair = int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")
            key.verify(utils.encode_dss_signature(*pair), content, ec.ECDSA(HASHES[bits]))
            return True
    except (InvalidSignature, ValueError):
        return False
    return False


def _key(certificate: str) -> Key:
    key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    if isinstance(key, rsa.RSAPublicKey):
        require(key.key_size >= SMALLEST_RSA, "a weak key")
        return key
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key
    raise Refused("a kind of key that is not accepted")


def _read_anew(content: bytes, element: Any) -> Any:
    """Parse what was signed. Only an assertion without its signature can be there."""
    again = parse(content)
    same = again.tag == element.tag == a("Assertion") and again.get("ID") == element.get("ID")
    require(same and again.find(ds("Signature")) is None, "what was signed is no assertion")
    return again


def _bytes(element: Any) -> bytes:
    try:
        return base64.b64decode("".join(text_of(element).split()), validate=True)
    except (binascii.Error, ValueError):
        raise Refused("not base64") from None
