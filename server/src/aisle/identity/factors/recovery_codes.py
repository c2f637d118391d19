"""Recovery codes: ten, for one use each, for the day on which the phone is gone."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # none that is read as another
COUNT, GROUPS, LETTERS = 10, 3, 5  # 15 letters of 30: 73 bits each


def new_codes() -> tuple[str, ...]:
    """Return ten codes as they are shown, in groups."""
    return tuple("-".join(_group() for _ in range(GROUPS)) for _ in range(COUNT))


def plain(code: str) -> str:
    """Return a code as it is compared: without groups, blanks and capitals."""
    return "".join(mark for mark in code.lower() if mark.isalnum())


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
