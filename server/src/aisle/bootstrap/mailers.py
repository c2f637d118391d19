"""Which way mail goes: the mail server of the settings, or the terminal of a developer."""

from aisle.adapters.email.console import ConsoleMailer
from aisle.adapters.email.off import NoMailer
from aisle.adapters.email.smtp import MailServer, SmtpMailer
from aisle.core.clock import SystemClock
from aisle.core.settings import Settings
from aisle.notifications.ports import Mailer

DEVELOPERS_SENDER = "Aisle <aisle@localhost>"


def make_mailer(settings: Settings) -> Mailer:
    """Return what sends mail. In production nothing is printed: mails hold links that open accounts."""
    if settings.smtp_url:
        server = MailServer.of(settings.smtp_url.get_secret_value())
        return SmtpMailer(server, settings.mail_from, SystemClock())
    if settings.mode == "production":
        return NoMailer()
    return ConsoleMailer(settings.mail_from or DEVELOPERS_SENDER, SystemClock())
