"""Whether a job may run: its tenant and store are not suspended, its kind does not rest, and the one function allows what it is for."""

from dataclasses import dataclass

from aisle.core.db import Database, Scope
from aisle.core.jobs import JobMessage, Permanent, Resting
from aisle.core.jobs.dispatch import Claim
from aisle.core.jobs.pausing import is_paused
from aisle.identity.policy import allow
from aisle.identity.roles import FIXED
from aisle.identity.types import Action, Caller, CallerKind, Grant
from aisle.tenants import repository as tenants


@dataclass(frozen=True, slots=True)
class JobGate:
    """Asked by the runner before each job, and while it runs."""

    database: Database

    async def check(self, claim: Claim, message: type[JobMessage]) -> None:
        """Raise Resting while tenant or store are suspended or the kind rests, Permanent for what a job may not do."""
        caller = caller_of(claim)
        if not allow(caller, Action(message.right), caller.place):
            raise Permanent(f"A job may not do {message.right}.")
        if message.while_resting:
            return
        scope = Scope(claim.organization_id, claim.store_id, "gate")
        async with self.database.open_scope(scope, keep_plans=True) as session:
            if await tenants.is_suspended(session) or await is_paused(session, claim.kind):
                raise Resting()


def caller_of(claim: Claim) -> Caller:
    """Return the job as a caller: it works for its own tenant and store, and nowhere else."""
    grant = Grant(claim.store_id, FIXED[CallerKind.JOB])
    return Caller(CallerKind.JOB, claim.organization_id, claim.store_id, claim.job_id, (grant,))
