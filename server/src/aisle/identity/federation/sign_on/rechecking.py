"""Whether domains still belong to the organizations that proved them: looked at once a day, given up after a week without proof."""

import asyncio
from datetime import timedelta

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobContext, JobQueue
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.jobs import RecheckDomains
from aisle.identity.federation.sign_on.mails import LAPSED
from aisle.identity.federation.sign_on.names import domain_name
from aisle.identity.federation.sign_on.proofs import Finding, look_for
from aisle.identity.federation.sign_on.types import Domain
from aisle.identity.federation.tools import FederationTools
from aisle.notifications.sending import send_mail
from aisle.tenants.walking import every_tenant

PAUSE = timedelta(days=1)
MOST_FAILURES = 7
BATCH, AT_ONCE = 50, 4
PRINCIPAL = "system:upkeep"


async def ask_for_rechecks(database: Database, dispatch: Database, jobs: JobQueue) -> int:
    """Give every organization with a domain that is due a job; return how many. One that waits already stays the only one."""
    asked = 0
    async for organization_id in every_tenant(dispatch, ("organization",)):
        async with database.open_scope(Scope(organization_id, None, PRINCIPAL)) as session:
            if await repository.list_due_domains(session, PAUSE, 1):
                await jobs.defer(session, RecheckDomains(), dedup_key="domains")
                asked += 1
    return asked


async def recheck(tools: FederationTools, jobs: JobQueue, context: JobContext) -> int:
    """Look at one batch of an organization's domains that are due; return how many were looked at."""
    async with context.scope() as session:
        due = await repository.list_due_domains(session, PAUSE, BATCH)
    endpoints, places = tools.endpoints_for(context.tenant.organization_id), asyncio.Semaphore(AT_ONCE)

    async def look(domain: Domain) -> Finding:
        async with places:
            return await look_for(tools.resolver, endpoints, domain)

    for domain, finding in zip(due, await asyncio.gather(*map(look, due)), strict=True):
        async with context.scope() as session:
            await _settle(tools, jobs, session, domain, finding)
    return len(due)


async def _settle(
    tools: FederationTools, jobs: JobQueue, session: Session, domain: Domain, finding: Finding
) -> None:
    failures = await repository.set_checked(session, domain, finding)
    if failures is None or failures < MOST_FAILURES:
        return
    name = domain_name(tools.accounts.secrets, domain.domain)
    await repository.set_unproven(session, domain.domain, name)
    for person_id in await repository.list_owners(session):
        await send_mail(session, jobs, LAPSED, person=person_id, domain=domain.domain)
    before = {"domain": domain.domain, "days_without_proof": failures}
    await record(session, Event("sign_on.domain_lapsed", "sign_on", domain.connection_id, before=before))
