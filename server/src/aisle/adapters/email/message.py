"""A mail as it travels (RFC 5322), with a text and its HTML twin."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from aisle.core.clock import Clock
from aisle.notifications.errors import MailRefused
from aisle.notifications.ports import Mail

# One address: no list, no line break, no comment. What the mail server thinks of it is the mail server's.
ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@<>(),;:\\\"\[\]]{1,255}")
BREAK = re.compile(r"[\r\n\x00]")


def make_message(mail: Mail, sender: str, clock: Clock) -> EmailMessage:
    """Return the message. sender: as in “Name <name@shop.example>”. Raises MailRefused for what is no address.

    The same mail has the same Message-ID each time, so that a receiver drops a second copy.
    """
    if BREAK.search(mail.subject):
        raise MailRefused("The subject of this mail has more than one line.")
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = _receiver(mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{mail.key}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return message


def _receiver(address: str) -> Address:
    try:
        if ADDRESS.fullmatch(address):
            return Address(addr_spec=address)
    except (ValueError, MessageError, IndexError):  # what the library says of addresses that it cannot read
        pass
    raise MailRefused("This is not one e-mail address, such as name@shop.example.")
