"""What knowledge is made of: sources, documents, their versions, and the passages that answers rest on."""

from dataclasses import dataclass
from typing import NewType
from uuid import UUID

SourceId = NewType("SourceId", UUID)


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from: uploads, a folder, a site."""

    id: SourceId
    kind: str
    name: str
