"""The outside service that carries mail."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address. key: the same for every try to send it, so that a receiver can tell a second copy."""

    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    key: str = ""


class Mailer(Protocol):
    """Hands a message on. Raises MailUnavailable (again later) or MailRefused (never)."""

    async def send(self, mail: Mail) -> None: ...
