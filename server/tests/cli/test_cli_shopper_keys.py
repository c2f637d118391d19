"""`aisle shopper-key`: made, listed, rotated, revoked."""

from collections.abc import Callable
from pathlib import Path

from cli_program import Program
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def test_key_is_made_listed_rotated_and_revoked(
    aisle: Program, new_shop: Callable[[], dict[str, str]]
) -> None:
    store = ("--store", new_shop()["slug"], "--json")
    made = aisle("shopper-key", "create", *store).gives()
    assert len(made["secret"]) >= 43
    new = aisle("shopper-key", "rotate", made["id"], "--overlap", "2", *store).gives()
    aisle("shopper-key", "revoke", new["id"], *store).gives()
    listed = {one["id"]: one for one in aisle("shopper-key", "list", *store).gives()}
    assert listed[made["id"]]["expires_at"]
    assert listed[new["id"]]["revoked_at"]
    assert made["secret"] not in str(listed)


def test_public_key_is_read_from_a_file(
    aisle: Program, new_shop: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    store, file = ("--store", new_shop()["slug"], "--json"), tmp_path / "key.pub"
    key = Ed25519PrivateKey.generate().public_key()
    file.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    made = aisle("shopper-key", "create", "--algorithm", "EdDSA", "--public-key", str(file), *store).gives()
    assert (made["algorithm"], made["secret"]) == ("EdDSA", None)
