"""Which cryptography there is, and that there is no other: hashes, ciphers, paddings, random numbers."""

import ast
import math

import pytest
from source_files import Tree, calls, imported, places

from aisle.identity.factors.recovery_codes import ALPHABET, COUNT, GROUPS, LETTERS, new_codes, plain

# The range API of stolen passwords is asked by SHA-1, which protects nothing there; see adapters/passwords/ranges.py.
ASKS_BY_SHA1 = {"adapters/passwords/ranges.py"}
# Checks a signature of RSA; nothing is encrypted with it.
CHECKS_RSA = {"adapters/saml/signature.py"}
# Pauses, samples and a made-up shop: no secret depends on these.
DICE = {
    "adapters/limits/postgres.py", "bootstrap/sources.py", "sources/syncing/running.py", "conversations/running.py", "core/db/channel.py", "core/http/patience.py",
    "core/idempotency/service.py", "core/jobs/runner.py", "core/telemetry/traces.py", "demo/catalogue/variants.py", "demo/history.py", "retrieval/calibration.py", "worker/upkeep.py",
}  # fmt: skip
GOOD_HASHES = {"sha256", "sha512", "blake2b", "file_digest", "new"}


def weak_hash(tree: Tree) -> bool:
    """Whether another hash than those above is used; `new` has to begin with sha2's names."""
    for name, call in calls(tree):
        if not name.startswith("hashlib.") or name.count(".") > 1:  # a method of what was made is no new hash
            continue
        if name == "hashlib.new" and not ast.unparse(call.args[0]).startswith(
            ("f'sha", "'sha256", "'sha384", "'sha512")
        ):
            return True
        if name.removeprefix("hashlib.") not in GOOD_HASHES:
            return True
    return bool(
        {"cryptography.hazmat.primitives.hashes.MD5", "cryptography.hazmat.primitives.hashes.SHA1"}
        & imported(tree)
    )


def other_cipher(tree: Tree) -> bool:
    """Whether anything but AES in GCM is used to encrypt."""
    ciphers = {
        name for name in imported(tree) if ".ciphers" in name or name.startswith(("Crypto", "nacl", "fernet"))
    }
    good = {
        "cryptography.hazmat.primitives.ciphers.aead",
        "cryptography.hazmat.primitives.ciphers.aead.AESGCM",
    }
    return bool(ciphers - good) or "cryptography.fernet" in imported(tree)


def old_padding(tree: Tree) -> bool:
    return any("PKCS1v15" in name for name, _ in calls(tree))


def encrypts_with_rsa(tree: Tree) -> bool:
    """Whether a key that is no AES key encrypts: such a call names a padding."""
    return any(
        name.endswith((".encrypt", ".decrypt")) and any("padding" in ast.unparse(one) for one in call.args)
        for name, call in calls(tree)
    )


def throws_dice(tree: Tree) -> bool:
    return "random" in imported(tree)


def test_only_approved_hashes_are_used() -> None:
    assert places(weak_hash) == ASKS_BY_SHA1


def test_only_aes_gcm_encrypts() -> None:
    assert places(other_cipher) == set()
    assert len(places(lambda tree: any(name == "AESGCM" for name, _ in calls(tree)))) >= 3


def test_nothing_is_encrypted_with_rsa() -> None:
    assert places(old_padding) == CHECKS_RSA
    assert places(encrypts_with_rsa) == set()


def test_predictable_numbers_are_for_pauses_and_samples_alone() -> None:
    assert places(throws_dice) == DICE


def test_recovery_codes_are_too_many_to_be_tried_though_their_hash_is_fast() -> None:
    assert math.log2(len(ALPHABET)) * GROUPS * LETTERS >= 112
    codes = new_codes()
    assert len({plain(one) for one in codes}) == COUNT
    assert all(len(plain(one)) == GROUPS * LETTERS and set(plain(one)) <= set(ALPHABET) for one in codes)


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (weak_hash, "import hashlib\nhashlib.md5(b'')"),
        (weak_hash, "import hashlib\nhashlib.new('md5', b'')"),
        (other_cipher, "from cryptography.hazmat.primitives.ciphers import Cipher, modes"),
        (other_cipher, "from cryptography.fernet import Fernet"),
        (encrypts_with_rsa, "key.encrypt(b'x', padding.PKCS1v15())"),
        (throws_dice, "def f():\n    import random"),
    ],
)
def test_what_is_planted_is_found(look, text: str) -> None:  # type: ignore[no-untyped-def]
    assert look(ast.parse(text))
