"""Recovery codes: ten, for one use each, for the day on which the phone is gone."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # none that is read as another
# 24 letters of 30 are 117 bits each, so that a fast hash is enough (ASVS 6.5.2).
COUNT, GROUPS, LETTERS = 10, 4, 6


def new_codes() -> tuple[str, ...]:
    """Return ten codes as they are shown, in groups."""
    return tuple("-".join(_group() for _ in range(GROUPS)) for _ in range(COUNT))


def plain(code: str) -> str:
    """Return a code as it is compared: without groups, blanks and capitals."""
    return "".join(mark for mark in code.lower() if mark.isalnum())


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
