"""Whom to tell of a source: everybody who may change it."""

from __future__ import annotations

from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.identity.members.addresses import members_who_may
from aisle.identity.types import Action
from aisle.notifications.sending import send_mail

SOURCE_FAILING, SOURCE_REFUSED, SOURCE_WELL = "source_failing", "source_refused", "source_well"
RUN_WAITS = "run_waits"
FAILING, CREDENTIALS = "failing", "credentials"  # of which the end is told, too


async def tell(session: Session, jobs: JobQueue, template: str, source_id: UUID, **ids: UUID) -> int:
    """Have a mail sent to each member who may change the store's sources, once this transaction is kept; return how many."""
    people = await members_who_may(session, Action.WRITE_SOURCES)
    for person_id in people:
        await send_mail(session, jobs, template, source=source_id, person=person_id, **ids)
    return len(people)
