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


async def check_password(
    password: str, own: Iterable[str], breached: BreachedPasswords, around: Iterable[str] = ()
) -> str:
    """Return the password as it is hashed. Raises PasswordRefused with a reason.

    own: the person's name and address. around: names of their organizations and of the installation.
    """
    plain = prepared(password)
    if len(plain) < SHORTEST:
        raise PasswordRefused(
            f"Use at least {SHORTEST} characters; a few words are easy to remember.", reason="short"
        )
    if len(plain) > LONGEST:
        raise PasswordRefused(f"Use at most {LONGEST} characters.", reason="long")
    if is_personal(plain, own):
        raise PasswordRefused("It holds your own name or address; choose something else.", reason="personal")
    if is_made_of(plain, around):
        raise PasswordRefused(
            "It is little more than the name of your organization or of this installation; choose something else.",
            reason="context",
        )
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


def is_made_of(password: str, words: Iterable[str]) -> bool:
    """Whether less than half of a password is anything but these words, however they are written and repeated."""
    letters = _bare(password)
    rest = letters
    for word in sorted({part for text in words for part in _parts(text)}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) * 2 < len(letters) and rest != letters


def _parts(text: str) -> list[str]:
    found = [_bare(text), *(_bare(part) for part in PARTS.split(text))]
    return [part for part in found if len(part) >= SHORTEST_NAME]


def _bare(text: str) -> str:
    """Return letters and digits alone, without accents and case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalnum())
