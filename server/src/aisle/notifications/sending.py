"""From the wish to send a mail to the mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobContext, JobQueue, Permanent
from aisle.notifications.errors import MailRefused
from aisle.notifications.jobs import SendMail
from aisle.notifications.ports import Mailer
from aisle.notifications.templates import VALUES, compose
from aisle.notifications.types import Letter, Maker, Sending

SOON = 50  # before work that nobody waits for


async def send_mail(session: Session, jobs: JobQueue, template: str, **ids: UUID | str) -> UUID:
    """Have a mail sent once this transaction is kept; return the job's id.

    ids: what the maker of this template needs to find out the rest. Never an address or a secret.
    """
    if template not in VALUES:
        raise ValueError(f"there is no mail “{template}”")
    message = SendMail(template, {name: str(value) for name, value in ids.items()})
    return await jobs.defer(session, message, priority=SOON)


@dataclass(frozen=True, slots=True)
class Post:
    """Sends what jobs ask for. makers: by template. key: of the secrets in mails. base_url: where links lead."""

    mailer: Mailer
    makers: Mapping[str, Maker]
    key: bytes = field(repr=False)
    base_url: str

    async def send(self, message: SendMail, context: JobContext) -> None:
        """Make the mail in one transaction, send it after that. Raises MailUnavailable, Permanent."""
        letter = await self._made(message, context)
        if letter is None:
            return
        try:
            await self.mailer.send(compose(message.template, letter, str(context.claim.job_id)))
        except MailRefused as error:
            raise Permanent(error.detail) from error

    async def _made(self, message: SendMail, context: JobContext) -> Letter | None:
        maker = self.makers.get(message.template)
        if maker is None:
            raise Permanent(f"Nobody makes mails of the kind “{message.template}”.")
        sending = Sending(context.claim.job_id, self.base_url, self.key)
        async with context.scope() as session:
            return await maker(session, message.ids, sending)
