"""A prompt as it is shipped, and what an organization puts in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that is filled in.

    Attributes:
        required: Whether a text has to name it.
        sample: For previews.
    """

    meaning: str
    required: bool
    sample: str


@dataclass(frozen=True, slots=True)
class ShippedPrompt:
    """One version of a prompt, which never changes.

    Attributes:
        owner: The feature that answers for it.
        purpose: What it is for.
        changed: What is other than in the version before, and why.
        before, after: Guards around the text, which nobody overrides.
        text: What an organization may put its own in the place of, where it is `overridable`.
        sealed: Stands behind a text of an organization's own.
        variables: Those that the parts may name.
        most_tokens: Of the parts together, before anything is filled in; of an override's text, too.
    """

    name: str
    version: int
    owner: str
    purpose: str
    changed: str
    overridable: bool
    most_tokens: int
    text: str
    before: str = ""
    after: str = ""
    sealed: str = ""
    variables: Mapping[str, Variable] = field(default_factory=dict)

    def whole(self, own: str | None = None) -> str:
        """Return all parts in their order. own: in the place of the text."""
        if own is None:
            return f"{self.before}{self.text}{self.after}"
        return f"{self.before}{own}{self.after}{self.sealed}"


@dataclass(frozen=True, slots=True)
class Override:
    """One version of what an organization puts in a prompt's place.

    Attributes:
        version: From 1; the newest is the one that is used.
        text: None for the shipped one.
        based_on: The shipped version that it was written against.
        note: Why, in the words of whoever made it.
    """

    name: str
    version: int
    text: str | None
    based_on: int
    note: str = ""
    made_at: datetime | None = None
    made_by: str | None = None
