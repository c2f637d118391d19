"""Which passwords are taken: long ones that nobody can guess. No rules on their letters (NIST SP 800-63B-4, 3.1.1.2)."""

import re
import unicodedata
from collections.abc import Iterable

from aisle.identity.accounts.errors import PasswordRefused
from aisle.identity.accounts.ports import BreachedPasswords

SHORTEST, LONGEST = 10, 200
SHORTEST_NAME = 4  # parts of names that are shorter are in many good passwords by chance
PARTS = re.compile(r"[\W_]+")


def prepared(password: str) -> str:
    """Return the password in the one form that is hashed (NFC): keyboards write the same letter differently."""
    return unicodedata.normalize("NFC", password)


async def check_password(password: str, own: Iterable[str], breached: BreachedPasswords) -> str:
    """Return the password as it is hashed. own: the person's name and address. Raises PasswordRefused with a reason."""
    plain = prepared(password)
    if len(plain) < SHORTEST:
        raise PasswordRefused(
            f"Use at least {SHORTEST} characters; a few words are easy to remember.", reason="short"
        )
    if len(plain) > LONGEST:
        raise PasswordRefused(f"Use at most {LONGEST} characters.", reason="long")
    if is_personal(plain, own):
        raise PasswordRefused("It holds your own name or address; choose something else.", reason="personal")
    if len(set(plain.lower())) < 4 or await breached.contains(plain):
        raise PasswordRefused(
            "It is on lists of passwords that were stolen elsewhere; choose another.", reason="breached"
        )
    return plain


def is_personal(password: str, own: Iterable[str]) -> bool:
    """Whether a password is made of what anybody knows of the person."""
    small = password.lower()
    for text in own:
        name = text.lower().split("@")[0]
        if name in small and len(name) >= SHORTEST_NAME:
            return True
        parts = [part for part in PARTS.split(name) if len(part) >= SHORTEST_NAME]
        if any(part in small and len(part) * 2 > len(small) for part in parts):
            return True
    return False
