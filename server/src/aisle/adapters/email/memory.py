"""The fake: keeps what was sent."""

from dataclasses import dataclass, field

from aisle.adapters.email.message import make_message
from aisle.core.clock import Clock, SystemClock
from aisle.notifications.ports import Mail


@dataclass(slots=True)
class MemoryMailer:
    """Remembers mails in the order in which they were sent; refuses what every sender refuses.

    fails: raised instead, the first first.
    """

    sent: list[Mail] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    clock: Clock = field(default_factory=SystemClock)

    async def send(self, mail: Mail) -> None:
        """Keep a mail. Raises MailRefused."""
        if self.fails:
            raise self.fails.pop(0)
        make_message(mail, "Aisle <aisle@sender.example>", self.clock)
        self.sent.append(mail)

    def to(self, address: str) -> list[Mail]:
        """Return what was sent to an address."""
        return [mail for mail in self.sent if mail.to == address]
