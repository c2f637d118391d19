"""Tokens as a shop's server signs them, and as forgers do."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from web_shops import Caller, Json, Shop


def pair(algorithm: str) -> tuple[str, str]:
    """A key pair in PEM: private, public."""
    made: Any = {
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate,
    }[algorithm]()
    private = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return private, public


async def new_key(shop: Shop, algorithm: str = "HS256", public: str | None = None) -> Json:
    """Make a key through the API; old ones of earlier tests make room."""
    await shop.sql(
        "DELETE FROM shopper_key WHERE id NOT IN (SELECT id FROM shopper_key ORDER BY id DESC LIMIT 9)"
    )
    body = {"algorithm": algorithm, **({"public_key": public} if public else {})}
    answer = await (await keeper(shop)).post("/shopper-keys", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


def claims(shop: Shop, customer: str, **more: Any) -> Json:
    """What a shop's server says of a customer, for ten minutes less a few seconds."""
    now = int(datetime.now(UTC).timestamp())
    said = {"sub": customer, "aud": shop.store.slug, "iat": now, "exp": now + 590, "jti": str(uuid4())}
    return {name: value for name, value in {**said, **more}.items() if value is not None}


def signed(key: Json, said: Json, secret: str | None = None, **header: Any) -> str:
    """A token signed with a key. secret: the private half, for keys that are not shared."""
    headers = {"kid": key["id"], **header}
    return jwt.encode(said, secret or key["secret"], algorithm=key["algorithm"], headers=headers)


async def keeper(shop: Shop) -> Caller:
    """A program that may keep the store's keys."""
    return (await shop.key(kind="secret", scopes=["keys.read", "keys.write"]))[1]
