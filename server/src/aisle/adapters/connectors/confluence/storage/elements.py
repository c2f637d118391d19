"""An element of the storage format while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """One that is being read. inner: HTML of what is within. told: what elements within say of it. parameters: of a macro, as HTML."""

    name: str
    attributes: dict[str, str]
    inner: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        """What is within."""
        return "".join(self.inner)
