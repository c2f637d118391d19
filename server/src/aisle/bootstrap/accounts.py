"""The parts of people's accounts, put together from the settings."""

from aisle.adapters.passwords.argon2 import Argon2Hasher
from aisle.adapters.passwords.listed import ListedPasswords
from aisle.adapters.passwords.ranges import RangedPasswords
from aisle.core.clock import SystemClock
from aisle.core.db import Database
from aisle.core.http.egress import GuardedFetch
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.core.vault import Vault
from aisle.identity.accounts.evening import Evening
from aisle.identity.accounts.limits import AccountLimits
from aisle.identity.accounts.password_context import words_of_installation
from aisle.identity.accounts.ports import BreachedPasswords, ClosingHasher
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.attempts import Attempts
from aisle.identity.logins.access_tokens import AccessTokens
from aisle.identity.logins.service import Logins


def make_hasher(settings: Settings) -> ClosingHasher:
    """Return what hashes passwords in this process."""
    return Argon2Hasher(settings.password_threads)


def make_breached(settings: Settings, egress: GuardedFetch) -> BreachedPasswords:
    """Return the lists of stolen passwords: the one at hand, and a service's ranges if the settings name one."""
    at_hand = ListedPasswords()
    if settings.password_ranges is None:
        return at_hand
    return RangedPasswords(egress, settings.password_ranges, at_hand)


def make_logins(settings: Settings, secrets: Secrets, jobs: JobQueue) -> Logins:
    """Return what starts and ends sign-ins."""
    access = AccessTokens(settings.base_url, SystemClock(), secrets.key("access tokens"))
    return Logins(access, jobs, secrets.key("refresh tokens"), secrets.key("csrf"))


def make_accounts(
    settings: Settings,
    secrets: Secrets,
    database: Database,
    vault: Vault,
    jobs: JobQueue,
    logins: Logins,
    hasher: ClosingHasher,
    egress: GuardedFetch,
) -> AccountTools:
    """Return what the use cases on accounts work with."""
    return AccountTools(
        database,
        vault,
        secrets,
        jobs,
        hasher,
        make_breached(settings, egress),
        Attempts(database, secrets),
        logins,
        AccountLimits(settings.client_attempts),
        Evening(),
        words_of_installation(settings.base_url),
    )
