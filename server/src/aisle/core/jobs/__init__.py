"""Jobs: work deferred inside the transaction that caused it, done at least once, with effects exactly once.

A claim gives a lease and a fence number that grows with every claim. Each transaction of a job checks the fence, so a
worker that was thought dead cannot write after its successor; `once` remembers an effect under a unique key.
"""

from aisle.core.jobs.context import JobContext, JobLost
from aisle.core.jobs.messages import JobMessage, Permanent, Resting
from aisle.core.jobs.queue import JobQueue
from aisle.core.jobs.runner import Gate, Handler, Runner, Undeclared
from aisle.core.jobs.views import JobView, Progress, find_job, list_dead, retry_dead

__all__ = [
    "Gate",
    "Handler",
    "JobContext",
    "JobLost",
    "JobMessage",
    "JobQueue",
    "JobView",
    "Permanent",
    "Progress",
    "Resting",
    "Runner",
    "Undeclared",
    "find_job",
    "list_dead",
    "retry_dead",
]
