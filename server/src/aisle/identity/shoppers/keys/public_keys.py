"""Which public keys are strong enough, and of the right kind, to say who a customer is."""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from aisle.core.errors import InvalidInput
from aisle.identity.shoppers.keys.types import Algorithm

SHORTEST_RSA = 2048  # bits, as RFC 7518 section 3.3 requires
LONGEST_RSA = 8192  # a longer one only makes checking slow
LONGEST_PEM = 4000
WANTED = {
    Algorithm.RS256: f"an RSA key of {SHORTEST_RSA} to {LONGEST_RSA} bits",
    Algorithm.ES256: "a key on the curve P-256",
    Algorithm.EDDSA: "an Ed25519 key",
}


def checked_public_key(algorithm: Algorithm, pem: str | None) -> str:
    """Return a public key as we write it (PEM, SubjectPublicKeyInfo). Raises InvalidInput."""
    if "PRIVATE KEY" in (pem or ""):
        raise InvalidInput(
            "This is a private key. Keep it on your server, make a new pair, and send the public half alone."
        )
    try:
        key = load_pem_public_key((pem or "")[:LONGEST_PEM].encode())
    except (ValueError, UnsupportedAlgorithm):
        raise InvalidInput(_wanted(algorithm)) from None
    if not _fits(algorithm, key):
        raise InvalidInput(_wanted(algorithm))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _fits(algorithm: Algorithm, key: object) -> bool:
    if algorithm is Algorithm.RS256:
        return isinstance(key, RSAPublicKey) and SHORTEST_RSA <= key.key_size <= LONGEST_RSA
    if algorithm is Algorithm.ES256:
        return isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    return isinstance(key, Ed25519PublicKey)


def _wanted(algorithm: Algorithm) -> str:
    return f"{algorithm} needs {WANTED[algorithm]} as public_key, in PEM (-----BEGIN PUBLIC KEY-----)."
