"""Jobs of exports."""

from dataclasses import dataclass
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class PackExport(JobMessage):
    """Write the archive of an export that an owner asked for."""

    kind = "pack_export"
    queue = "upkeep"
    right = "work"
    timeout = 4 * 3600.0
    concurrency = 1

    export_id: UUID


@dataclass(frozen=True, slots=True)
class ForgetExport(JobMessage):
    """Erase an export whose days are over."""

    kind = "forget_export"
    queue = "upkeep"
    right = "work"
    while_resting = True

    export_id: UUID
