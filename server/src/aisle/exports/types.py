"""An export as its owner sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

KEPT = timedelta(days=7)


class ExportState(StrEnum):
    """How far it is."""

    PACKING = "packing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Export:
    """An export.

    Attributes:
        stage: The file that is being written, while it is packed; "" before it began.
        done: Lines of that file so far.
        lines: How many lines each file of the archive has, once it is ready.
        bytes: Of the archive.
    """

    id: UUID
    state: ExportState
    stage: str
    done: int
    lines: Mapping[str, int]
    bytes: int
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
