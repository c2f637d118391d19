"""One merchant's word on one field, and all of them on one product."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Override:
    """What is shown in a field in place of the source's word.

    Attributes:
        value, own, own_then: As JSON has them. own: what the source says now; own_then: what it said when this was set.
        own_changed_at: When the source began to say something else than then; None: it has not.
        change_id: Of the change that set it; no two have the same.
        edit_id: Of the edit of many products that set it; None: it was set alone.
        set_by: A principal.
    """

    field: str
    value: Any
    own: Any
    own_then: Any
    own_changed_at: datetime | None
    change_id: UUID
    edit_id: UUID | None
    why: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Overrides:
    """All that is said of one product in place of its sources."""

    by_field: Mapping[str, Override] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_field)

    @property
    def values(self) -> dict[str, Any]:
        """What is shown, by field."""
        return {name: one.value for name, one in self.by_field.items()}

    @property
    def own(self) -> dict[str, Any]:
        """What the source says, by field."""
        return {name: one.own for name, one in self.by_field.items()}

    @property
    def hidden(self) -> bool:
        """Whether the assistant is to leave the product out."""
        return HIDDEN in self.by_field and bool(self.by_field[HIDDEN].value)

    @cached_property
    def stamp(self) -> bytes:
        """Another one after every change; a change that is undone brings the one before back."""
        said = sorted((name, str(one.change_id)) for name, one in self.by_field.items())
        return hashlib.sha256(json.dumps(said).encode()).digest()

    @property
    def revision(self) -> str:
        """The stamp in short, for callers."""
        return self.stamp.hex()[:16]

    def seal(self, source_hash: bytes) -> bytes:
        """Return the fingerprint of a product of which a source says one thing and a merchant another.

        It is of what the source says and of which words stand in its place, so that neither changes unnoticed.
        """
        return hashlib.sha256(source_hash + self.stamp).digest() if self else source_hash


NONE = Overrides()

NOW: Any = object()  # what the source says at the moment of the change


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is to stand in a field. own_then: what the source said when it was first set."""

    value: Any
    change_id: UUID
    why: str
    set_by: str
    set_at: datetime
    edit_id: UUID | None = None
    own_then: Any = NOW


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of one product. said: values by field; taken_back: fields in which the source speaks again."""

    said: Mapping[str, Any] = field(default_factory=dict)
    taken_back: tuple[str, ...] = ()
    why: str = ""
