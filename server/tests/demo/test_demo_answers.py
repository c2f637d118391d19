"""The whole pipeline on the demo shop with the local embedder: understanding, search, writing, storing, reading again.

The score may not fall below what was measured; the table says which questions fail and how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from demo_judging import Result, ask
from demo_questions import CASES, Case
from plain_questions import FIRST, FOREIGN, SECOND, THIRD

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.bootstrap.demo import SLUG, load_demo, reset_demo
from aisle.bootstrap.opening import open_resources
from aisle.bootstrap.server import DatabaseUrls
from aisle.cli.context import operator_in
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.demo import content
from aisle.worker.app import make_runner

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

# Measured: 99 of 100, the miss being a bottle that the shop itself files under stoves.
FLOOR = 0.96
ONLY_EVER_RIGHT = ("unanswerable", "hostile")
# Measured: of 90 plain questions 62, of 24 in German and French 17; of 36 that the guides do not answer one is guessed at.
PLAIN_FLOOR = 0.64
FOREIGN_FLOOR = 0.62
MOST_GUESSED = 2
PLAIN = [*FIRST, *SECOND, *THIRD]
OPENINGS = [Case(one, kind="opening") for one in content.store().suggestions]
ALL = [*CASES, *PLAIN, *(replace(one, kind=f"foreign {one.kind}") for one in FOREIGN), *OPENINGS]


@pytest.fixture(scope="module")
async def results(
    urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[list[Result]]:
    """Load the demo shop as an operator would, and ask everything once."""
    home: Path = tmp_path_factory.mktemp("home")
    secrets, settings = Secrets(b"only for tests, the same in every worker"), Settings(home=home)
    server: Any = SimpleNamespace(urls=urls)
    embedder = MiniLmEmbedder(home / "cache")
    async with open_resources(settings, secrets, server, "worker", embedder) as parts:
        await parts.parser.start()
        if not await load_demo(parts):
            await reset_demo(parts)
        await make_runner(parts, parts.parser).run_until_idle()
        caller = await operator_in(parts, SLUG)
        yield [result for case in ALL for result in await ask(parts.turns, parts.database, caller, case)]


def table(results: list[Result]) -> str:
    """Right answers by kind, then every fault with what was said."""
    asked = Counter(result.case.kind for result in results)
    right = Counter(result.case.kind for result in results if not result.faults)
    lines = [f"{kind:14} {right[kind]:3} of {asked[kind]}" for kind in asked]
    for result in results:
        if result.faults:
            lines += [
                "",
                f"{result.case.asks}",
                *(f"  {fault}" for fault in result.faults),
                f"  {result.reply.text[:300]!r}",
            ]
    return "\n".join(lines)


async def test_answers_as_well_as_measured(results: list[Result]) -> None:
    print(f"\n{table(results)}")
    kinds = {case.kind for case in CASES}
    asked = [result for result in results if result.case.kind in kinds]
    right = sum(not result.faults for result in asked)
    assert right / len(asked) >= FLOOR, table(asked)


@pytest.mark.parametrize(
    ("kind", "floor"), [("plain", PLAIN_FLOOR), ("foreign plain", FOREIGN_FLOOR), ("opening", 1.0)]
)
async def test_plain_words_and_openings_are_answered(results: list[Result], kind: str, floor: float) -> None:
    asked = [result for result in results if result.case.kind == kind]
    assert sum(not result.faults for result in asked) / len(asked) >= floor, table(asked)


async def test_what_no_guide_answers_is_hardly_ever_guessed_at(results: list[Result]) -> None:
    asked = [result for result in results if result.case.kind in ("unknown", "foreign unknown")]
    guessed = [result for result in asked if result.faults]
    assert len(guessed) <= MOST_GUESSED, table(guessed)


@pytest.mark.parametrize("kind", ONLY_EVER_RIGHT)
async def test_never_guesses_and_never_obeys(results: list[Result], kind: str) -> None:
    wrong = [result for result in results if result.case.kind == kind and result.faults]
    assert not wrong, table(wrong)


async def test_asks_enough_to_mean_something(results: list[Result]) -> None:
    kinds = Counter(result.case.kind for result in results)
    assert len(results) >= 60
    assert kinds["unanswerable"] >= 15
