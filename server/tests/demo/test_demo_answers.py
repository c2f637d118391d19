"""The whole pipeline on the demo shop with the local embedder: understanding, search, writing, storing, reading again.

The score may not fall below what was measured; the table says which questions fail and how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from demo_judging import Result, ask
from demo_questions import CASES

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.bootstrap.demo import SLUG, load_demo, reset_demo
from aisle.bootstrap.resources import open_resources
from aisle.bootstrap.server import DatabaseUrls
from aisle.cli.context import operator_in
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.worker.app import make_runner

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

# Measured: 99 of 100, the miss being a bottle that the shop itself files under stoves.
FLOOR = 0.96
ONLY_EVER_RIGHT = ("unanswerable", "hostile")


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
        yield [result for case in CASES for result in await ask(parts.turns, parts.database, caller, case)]


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
    right = sum(not result.faults for result in results)
    assert right / len(results) >= FLOOR, table(results)


@pytest.mark.parametrize("kind", ONLY_EVER_RIGHT)
async def test_never_guesses_and_never_obeys(results: list[Result], kind: str) -> None:
    wrong = [result for result in results if result.case.kind == kind and result.faults]
    assert not wrong, table(wrong)


async def test_asks_enough_to_mean_something(results: list[Result]) -> None:
    kinds = Counter(result.case.kind for result in results)
    assert len(results) >= 60
    assert kinds["unanswerable"] >= 15
