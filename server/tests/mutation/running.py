"""A pytest plugin: runs the tests of each mutant while its check is gone, all in one process and on one database.

Every mutant's tests run once without any mutant before, so that a red one means something; the test that noticed runs once
more after the check is back, so that nothing broken is left behind for the next.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pytest
from catalogue import FAMILIES
from living_apps import APPS, remember
from mutants import Mutant
from rewriting import Stale

SURVIVED, STALE, DAMAGED = "SURVIVED", "STALE", "DAMAGED"


@dataclass
class Outcome:
    """What became of a mutant. by: the test that noticed, or SURVIVED, STALE, DAMAGED."""

    family: str
    name: str
    by: str


@cache
def chosen() -> list[tuple[str, Mutant]]:
    """The mutants of the families that are asked for."""
    wanted = os.environ["AISLE_MUTANTS"].split(",")
    return [(family, one) for family in wanted for one in FAMILIES[family]()]


def pytest_configure(config: pytest.Config) -> None:
    """Collect what the mutants name, and nothing else."""
    remember()
    config.args[:] = list(dict.fromkeys(test for _, one in chosen() for test in one.tests))
    config.pluginmanager.register(Runner(), "mutants")


class Runner:
    """Takes the place of pytest's own loop."""

    def __init__(self) -> None:
        self.failed: set[str] = set()
        self.passed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what came of each test."""
        if report.failed:
            self.failed.add(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything once, then each mutant."""
        red = [one.nodeid for one in session.items if not self._holds(one)]
        outcomes = [] if red else [self._outcome(session, *one) for one in chosen()]
        found = {"red": red, "outcomes": [asdict(one) for one in outcomes]}
        Path(os.environ["AISLE_MUTANTS_TOLD"]).write_text(json.dumps(found), "utf-8")
        if session.items:
            session._setupstate.teardown_exact(None)
        return True

    def _outcome(self, session: pytest.Session, family: str, mutant: Mutant) -> Outcome:
        items = list(_items(session, mutant))
        try:
            with mutant.applied():
                noticed = next((one for one in items if not self._holds(one)), None)
        except Stale as error:
            return Outcome(family, mutant.name, f"{STALE}: {error}")
        if noticed is None:
            return Outcome(family, mutant.name, SURVIVED)
        if not self._holds(noticed):
            return Outcome(family, mutant.name, f"{DAMAGED}: {noticed.nodeid}")
        return Outcome(family, mutant.name, noticed.nodeid)

    def _holds(self, item: pytest.Item) -> bool:
        self.failed.discard(item.nodeid)
        self.passed.discard(item.nodeid)
        _forget_callers()
        item.ihook.pytest_runtest_protocol(item=item, nextitem=_Next(item.session))
        return item.nodeid not in self.failed


class _Next:
    """Stands for a next test that shares the session with this one and nothing else: what all share stays open."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session

    def listchain(self) -> list[pytest.Session]:
        return [self._session]


def _items(session: pytest.Session, mutant: Mutant) -> Iterator[pytest.Item]:
    for test in mutant.tests:
        yield from (
            one
            for one in session.items
            if one.nodeid == test or one.nodeid.startswith((f"{test}[", f"{test}::"))
        )


def _forget_callers() -> None:
    """Whom a process knows already it does not look up again: a mutant of the look-up would not be seen."""
    for app in APPS:
        if hasattr(app.state, "resources"):
            app.state.resources.authenticator.forget()
