"""Prints mails in the terminal: for development, where no mail server is needed to follow a link."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from aisle.adapters.email.message import make_message
from aisle.core.clock import Clock
from aisle.notifications.ports import Mail

LINE = "─" * 72
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def _print(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class ConsoleMailer:
    """Writes each mail as people read it. write: where to."""

    sender: str
    clock: Clock
    write: Callable[[str], None] = _print

    async def send(self, mail: Mail) -> None:
        """Print a mail. Raises MailRefused."""
        make_message(mail, self.sender, self.clock)
        text = f"\n{LINE}\nMail to {mail.to}\nSubject: {mail.subject}\n\n{mail.text.strip()}\n{LINE}\n"
        self.write(CONTROL.sub("", text))
