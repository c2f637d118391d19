"""The ledger of a process: what calls of models are held, kept and counted with."""

from pathlib import Path

from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.gateway import matrix_of
from aisle.core.db import Database
from aisle.core.settings import Settings
from aisle.identity.limiting import CallerLimits
from aisle.usage.charging import Charger
from aisle.usage.journal import Journal
from aisle.usage.ledger import Ledger
from aisle.usage.observer import LedgerObserver
from aisle.usage.warning import Warner

# A call ends with its purpose's time; what comes after that is its last row.
MARGIN_SECONDS = 60.0


def make_ledger(settings: Settings, database: Database, warner: Warner) -> Ledger:
    """Return what writes the ledger from this process."""
    longest = max(rule.total for rule in matrix_of(settings).values())
    journal = Journal(journals_of(settings))
    return Ledger(database, longest + MARGIN_SECONDS, warner.warn, journal=journal)


def journals_of(settings: Settings) -> Path:
    """Return the folder of this machine's journals of calls under way."""
    return settings.home / "calls"


def observe_calls(models: ChatModels, ledger: Ledger, limits: CallerLimits) -> LedgerObserver:
    """Have the ledger and the limits in tokens told of every call of the process's models."""
    observer = LedgerObserver(ledger, Charger(limits.charge).charge)
    models.gateway.observed_by(observer)
    return observer
