"""The limits of the settings, and where their buckets are."""

from aisle.adapters.limits import LeasedLimiter, MemoryLimiter, PostgresLimiter
from aisle.core.db import Database
from aisle.core.limits.ports import RateLimiter
from aisle.core.limits.rules import rules_of
from aisle.core.limits.service import Limits
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings, SettingsRefused
from aisle.identity.limiting import CallerLimits


def make_limits(settings: Settings, secrets: Secrets, database: Database) -> CallerLimits:
    """Return what counts callers, over all processes that use the same buckets. Raises SettingsRefused."""
    shared = LeasedLimiter(shared_buckets(settings, database))
    buckets = Limits(shared, MemoryLimiter(), secrets.key("limits"))
    return CallerLimits(buckets, rules_of(settings.rate_limits), database)


def shared_buckets(settings: Settings, database: Database) -> RateLimiter:
    """Return the buckets of all processes: in the server that AISLE_LIMITS_URL names, or in PostgreSQL."""
    if settings.limits_url is None:
        return PostgresLimiter(database)
    try:
        from aisle.adapters.limits.redis import RedisLimiter
    except ImportError:
        raise SettingsRefused(
            "AISLE_LIMITS_URL needs a package that is not installed: install redis into this environment."
        ) from None
    return RedisLimiter(settings.limits_url.get_secret_value())
