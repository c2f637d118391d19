"""Mail through a mail server (RFC 5321), encrypted unless the address says otherwise."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from aisle.adapters.email.message import make_message
from aisle.core.clock import Clock
from aisle.core.errors import Unavailable
from aisle.core.http.breaker import Breaker
from aisle.notifications.errors import MailRefused, MailUnavailable
from aisle.notifications.ports import Mail

PORTS = {"smtps": 465, "smtp": 587, "smtp+insecure": 25}
REPLY_SECONDS = 20.0  # for each reply of the server
TOTAL_SECONDS = 60.0
FOR_EVER = 500  # replies from here on will be the same next time (RFC 5321, 4.2.1)
ABOUT_US = (
    SMTPAuthenticationError,
    aiosmtplib.SMTPSenderRefused,
)  # the operator's to mend, not the receiver's


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. encryption: smtps from the start, smtp by STARTTLS, smtp+insecure none."""

    host: str
    port: int
    encryption: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str) -> Self:
        """Read an address such as smtp://user:password@mail.example:587."""
        parts = urlsplit(url)
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return cls(parts.hostname or "", parts.port or PORTS[parts.scheme], parts.scheme, user, password)


class SmtpMailer:
    """Hands each mail to the server over a connection of its own. tls: what certificates are believed."""

    def __init__(
        self, server: MailServer, sender: str, clock: Clock, tls: ssl.SSLContext | None = None
    ) -> None:
        self._server, self._sender, self._clock = server, sender, clock
        self._tls = tls or ssl.create_default_context()
        self._breaker = Breaker("The mail server", time.monotonic)

    async def send(self, mail: Mail) -> None:
        """Send a mail. Raises MailUnavailable or MailRefused."""
        message = make_message(mail, self._sender, self._clock)
        try:
            self._breaker.check()
            async with asyncio.timeout(TOTAL_SECONDS), self._connected() as server:
                await server.send_message(message)
        except Unavailable as error:
            raise MailUnavailable(error.detail) from error
        except (SMTPException, OSError) as error:  # OSError: time limits and TLS, too
            raise self._translated(error) from error
        self._breaker.succeeded()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        server, how = self._server, self._server.encryption
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            timeout=REPLY_SECONDS,
            use_tls=how == "smtps",
            start_tls=how == "smtp",
            tls_context=None if how == "smtp+insecure" else self._tls,
        )
        async with client:
            yield client

    def _translated(self, error: Exception) -> MailRefused | MailUnavailable:
        code = _code_of(error)
        if code >= FOR_EVER and not isinstance(error, ABOUT_US):
            self._breaker.succeeded()  # it answers: the fault is in this mail
            return MailRefused(f"The mail server refuses this mail for good (reply {code}).")
        self._breaker.failed()
        said = f"reply {code}" if code else type(error).__name__
        return MailUnavailable(f"The mail server at {self._server.host} did not take the mail ({said}).")


def _code_of(error: Exception) -> int:
    """Return the server's reply code; 0 when there was none. Its words are left out: they repeat the address."""
    if isinstance(error, SMTPRecipientsRefused):
        return min((one.code for one in error.recipients), default=0)
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return FOR_EVER if "SMTPUTF8" in str(error) else 0
    return error.code if isinstance(error, SMTPResponseException) else 0
