"""E-mail addresses as they are compared: one person's address has one writing."""

import re

import idna

from aisle.core.errors import InvalidInput

LONGEST, LONGEST_LOCAL = 254, 64  # RFC 5321
ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{ATOM}(\.{ATOM})*")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
DIRECTORY_KIND = "email"


def read_email(text: str) -> str:
    """Return an address in small letters with its domain in ASCII (IDNA 2008 with UTS 46 mapping).

    Raises InvalidInput for what no mail can be sent to. Nothing may slip in that a mail header would read as more than
    an address.
    """
    written, found, domain = text.strip().rpartition("@")
    local, plain = written.lower(), _in_ascii(domain.lower())
    # Looked at before letters are made small: the sign of Kelvin would become a k, and its address another person's.
    if (
        not found
        or not written.isascii()
        or not LOCAL.fullmatch(local)
        or len(local) > LONGEST_LOCAL
        or not DOMAIN.fullmatch(plain)
    ):
        raise InvalidInput("This is not an e-mail address such as name@shop.example.")
    if len(local) + 1 + len(plain) > LONGEST:
        raise InvalidInput(f"An e-mail address has at most {LONGEST} characters.")
    return f"{local}@{plain}"


def _in_ascii(domain: str) -> str:
    try:
        return domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return ""
