"""Requests that are no JSON posted: documents to be fetched, forms to be sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,;])")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. path: below the base address. form: sent as the body where it is given. headers: may hold a token."""

    path: str
    method: str = "GET"
    form: Mapping[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def body(self) -> bytes | None:
        """The form as bytes."""
        return None if self.form is None else urlencode(self.form).encode()

    @property
    def all_headers(self) -> dict[str, str]:
        """The headers with the type of the body."""
        return {**(FORM if self.form is not None else {}), **self.headers}


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """A good answer. max_age: seconds that it says it holds; None where it does not say."""

    body: bytes = field(repr=False)
    max_age: float | None = None


def lifetime_of(cache_control: str | None) -> float | None:
    """Read max-age of Cache-Control (RFC 9111, 5.2.2.1); None where it cannot be read or nothing may be kept."""
    text = (cache_control or "").lower()
    found = MAX_AGE.search(text)
    return float(found[1]) if found and "no-store" not in text else None
