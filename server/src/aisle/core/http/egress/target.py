"""An address that somebody named, taken apart once: what is checked here is what is asked."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Self

import idna
from yarl import URL

from aisle.core.http.egress.errors import EgressRefused

LONGEST = 2048
SCHEMES = {"http": 80, "https": 443}
# Blanks and control characters are dropped by some parsers and kept by others; so is the backslash read as a slash.
ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
AUTHORITY = re.compile(r"(?i:https?)://([^/?#]*)")
LABELS = re.compile(
    r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
)
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that lead home by convention, whatever a resolver says (RFC 6761, 6762, 8375, 9476; ICANN: .internal).
HOMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        url: The address, its host in lower-case ASCII.
        host: That host; an address in numbers without brackets.
        port: Named or usual.
        literal: The host, where it is an address in numbers.
    """

    url: URL
    host: str
    port: int
    literal: IPv4Address | IPv6Address | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take an address apart. Raises EgressRefused for every form that two parsers might read differently."""
        authority = _authority(text)
        try:
            url = URL(text)
            port = url.port
        except ValueError:
            raise EgressRefused("This is not an address; write it like https://shop.example/page.") from None
        if url.scheme not in SCHEMES or not port:
            raise EgressRefused("The address must begin with https:// or http://.")
        host, literal = _host(_without_port(authority))
        built = url.with_host(host).with_fragment(None)
        return cls(built, host, port, literal)

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials are bound to."""
        return self.url.scheme, self.host, self.port

    @property
    def has_usual_port(self) -> bool:
        """Whether the port is the scheme's own."""
        return self.port == SCHEMES[self.url.scheme]

    @property
    def leads_home(self) -> bool:
        """Whether the name is one that is not meant for the public internet."""
        if self.literal is not None:
            return False
        return "." not in self.host or any(
            self.host == home or self.host.endswith(f".{home}") for home in HOMES
        )

    def follow(self, location: str) -> "Target":
        """Return where a redirect leads. Raises EgressRefused for what may not be asked, and from https to http."""
        if len(location) > LONGEST or ODD.search(location):
            raise EgressRefused("The address redirects to something that is no address.")
        try:
            there = str(self.url.join(URL(location, encoded=True)))
        except ValueError:
            raise EgressRefused("The address redirects to something that is no address.") from None
        target = Target.parse(there)
        if self.url.scheme == "https" and target.url.scheme == "http":
            raise EgressRefused("The address redirects from https to http, where everybody could read along.")
        return target


def _authority(text: str) -> str:
    if len(text) > LONGEST or ODD.search(text):
        raise EgressRefused("The address is too long, or holds blanks, backslashes or control characters.")
    found = AUTHORITY.match(text)
    if found is None:
        raise EgressRefused("The address must begin with https:// or http://.")
    if "@" in found[1]:
        raise EgressRefused("The address must not hold a user or a password.")
    return found[1]


def _without_port(authority: str) -> str:
    """Return the host as written, its brackets included."""
    if authority.startswith("["):
        return authority[: authority.find("]") + 1]
    return authority.partition(":")[0]


def _host(written: str) -> tuple[str, IPv4Address | IPv6Address | None]:
    if written.startswith("["):
        return _in_brackets(written)
    host = _ascii(written.removesuffix("."))
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        return _in_numbers(host)
    if not (LABELS.fullmatch(host) or LABELS.fullmatch(f"a.{host}")):
        raise EgressRefused("The host of the address is not written like one.")
    return host, None


def _ascii(written: str) -> str:
    """Return the host in ASCII. One that would have to be mapped first is refused: ⑩.0.0.1 is not 10.0.0.1."""
    lower = written.lower() if written.isascii() else written
    try:
        name = lower if lower.isascii() else idna.encode(lower, strict=True, uts46=False).decode("ascii")
        if any(label.startswith("xn--") for label in name.split(".")) and _there_and_back(name) != name:
            raise EgressRefused("The host of the address is not written the usual way.")
    except (idna.IDNAError, UnicodeError):
        raise EgressRefused("The host of the address holds characters that no name may hold.") from None
    return name


def _there_and_back(name: str) -> str:
    return idna.encode(idna.decode(name, strict=True), strict=True, uts46=False).decode("ascii")


def _in_numbers(host: str) -> tuple[str, IPv4Address]:
    """Read an IPv4 address. Decimal, hexadecimal, octal and short forms are refused: they exist to hide an address."""
    try:
        address = IPv4Address(host)
    except ValueError:
        raise EgressRefused("Write an address in numbers as four decimal ones, like 192.0.2.1.") from None
    return str(address), address


def _in_brackets(written: str) -> tuple[str, IPv6Address]:
    try:
        address = IPv6Address(written[1:-1])
    except ValueError:
        raise EgressRefused("The address in brackets is not an IPv6 address.") from None
    if address.scope_id is not None:
        raise EgressRefused("An address with a zone is one of this machine's own network.")
    return str(address), address
