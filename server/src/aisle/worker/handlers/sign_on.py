"""The handler of organizations' domains."""

from aisle.core.jobs import JobContext, JobQueue
from aisle.identity.federation.sign_on.jobs import RecheckDomains
from aisle.identity.federation.sign_on.rechecking import recheck
from aisle.identity.federation.tools import FederationTools


class SignOnHandlers:
    """Runs the jobs of single sign-on."""

    def __init__(self, tools: FederationTools, jobs: JobQueue) -> None:
        self._tools, self._jobs = tools, jobs

    async def recheck(self, message: RecheckDomains, context: JobContext) -> None:
        """Look at every domain that is due, batch by batch."""
        done = 0
        while looked_at := await recheck(self._tools, self._jobs, context):
            done += looked_at
            await context.progress("domains", done, None)
