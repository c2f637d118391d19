from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.importing.grouping import WINDOW
from aisle.catalog.importing.outcomes import Outcome, ProductRead, RowError, RowSkipped
from aisle.catalog.importing.reader import ReadOptions, open_catalog

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Reading:
    outcomes: list[Outcome]

    @property
    def products(self) -> list[ProductDraft]:
        return [outcome.product for outcome in self.outcomes if isinstance(outcome, ProductRead)]

    @property
    def errors(self) -> list[RowError]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, RowError)]

    @property
    def skipped(self) -> list[RowSkipped]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, RowSkipped)]

    @property
    def titles(self) -> list[str]:
        return [product.title for product in self.products]

    @property
    def faults(self) -> list[tuple[int, str]]:
        return [(error.line, error.code) for error in self.errors]

    def product(self, handle: str) -> ProductDraft:
        return next(product for product in self.products if product.handle == handle)


def read_file(
    content: bytes | str, currency: str = "EUR", mapping: dict[str, Any] | None = None, window: int = WINDOW
) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    file = open_catalog(io.BytesIO(data), ReadOptions(currency, NOW, mapping, window))
    return Reading(list(file.outcomes()))


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Reads a whole file from its text or bytes."""
    return read_file


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Where sample files of real shops lie; they are not part of the repository."""
    place = os.environ.get("AISLE_DATA_DIR")
    if not place:
        pytest.skip("AISLE_DATA_DIR is not set: the sample files of real shops are not there")
    return Path(place)
