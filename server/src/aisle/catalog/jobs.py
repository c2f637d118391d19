"""Jobs of the catalogue feature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class ImportCatalog(JobMessage):
    """Read a stored catalogue file into the store. A run that is cut short goes on after its last batch."""

    kind: ClassVar[str] = "import_catalog"
    queue: ClassVar[str] = "catalog"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 4 * 3600.0

    import_id: UUID


@dataclass(frozen=True, slots=True)
class CarryOutEdit(JobMessage):
    """Carry out an edit of many products, or undo it. A run that is cut short goes on after its last portion."""

    kind: ClassVar[str] = "carry_out_edit"
    queue: ClassVar[str] = "catalog"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 3600.0

    edit_id: UUID
