"""What a model that writes may be told when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aisle.core.http import Dialer, Room


@dataclass(frozen=True, slots=True)
class ChatServer:
    """A server behind an HTTP address, with one or more models.

    Attributes:
        name: As messages and logs call it.
        base_url: Up to and without the last parts of the path, such as https://api.openai.com/v1.
        key: Secret; None for servers without.
        key_header: Header that carries the key; "Authorization" carries it as a bearer token. None: its kind's usual one.
        first_seconds: Until the answer's first event, with every attempt and the queue.
        between_seconds: Longest silence while it is written.
        total_seconds: Until its end.
        at_once: Answers under way at the same time.
        dial: What opens connections to an address that somebody else than the operator named.
        room: For answers that are kept in memory, shared with other servers of whoever named it.
    """

    name: str
    base_url: str
    key: str | None = field(default=None, repr=False)
    key_header: str | None = None
    first_seconds: float = 15.0
    between_seconds: float = 10.0
    total_seconds: float = 60.0
    at_once: int = 160
    dial: Dialer | None = field(default=None, repr=False)
    room: Room | None = field(default=None, repr=False, compare=False)

    def headers(self, usual: str = "Authorization") -> dict[str, str]:
        """Return the headers that carry the key. usual: the header where the server is given none."""
        if self.key is None:
            return {}
        header = self.key_header or usual
        return {header: f"Bearer {self.key}" if header == "Authorization" else self.key}
