"""The limits of the settings."""

from aisle.adapters.limits import MemoryLimiter, PostgresLimiter
from aisle.core.db import Database
from aisle.core.limits.rules import rules_of
from aisle.core.limits.service import Limits
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.identity.limiting import CallerLimits


def make_limits(settings: Settings, secrets: Secrets, database: Database) -> CallerLimits:
    """Return what counts callers, over all processes that use the database."""
    buckets = Limits(PostgresLimiter(database), MemoryLimiter(), secrets.key("limits"))
    return CallerLimits(buckets, rules_of(settings.rate_limits), database)
