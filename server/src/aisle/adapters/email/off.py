"""Where no mail server is set: mails wait as jobs, and say why."""

from aisle.notifications.errors import MailUnavailable
from aisle.notifications.ports import Mail


class NoMailer:
    """Sends nothing."""

    async def send(self, mail: Mail) -> None:
        """Raise MailUnavailable."""
        raise MailUnavailable("Mail is off: set AISLE_SMTP_URL and AISLE_MAIL_FROM.")
