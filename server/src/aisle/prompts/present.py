"""The prompts of the present turn: the shipped ones, with what its organization puts in their place, and which were used."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import structlog

from aisle.core.errors import AisleError
from aisle.prompts.checking import check_variables
from aisle.prompts.filling import fill
from aisle.prompts.shipped import newest
from aisle.prompts.types import Override, ShippedPrompt

log = structlog.get_logger()


@dataclass(slots=True)
class PromptSet:
    """Texts for one turn or analysis.

    Attributes:
        overrides: Of the organization, by name: the newest versions.
        used: What was told so far: the shipped version of each prompt, and the override's, None where there is none.
    """

    overrides: Mapping[str, Override] = field(default_factory=dict)
    used: dict[str, tuple[int, int | None]] = field(default_factory=dict)

    def told(self, name: str, values: Mapping[str, str]) -> str:
        """Return a prompt with its variables filled in, and remember that it was used. Raises VariableMissing."""
        prompt = newest(name)
        own = self._own(prompt)
        self.used[name] = (prompt.version, own.version if own else None)
        return fill(prompt.whole(own.text if own else None), values)

    @property
    def label(self) -> str:
        """Which overrides there are: two sets of one label tell the same."""
        return ",".join(f"{name}+{one.version}" for name, one in sorted(self.overrides.items()))

    def as_json(self) -> list[dict[str, Any]]:
        """Return what was used as it is kept; it holds no words."""
        return [
            {"name": name, "version": version, "override": override}
            for name, (version, override) in sorted(self.used.items())
        ]

    @property
    def said(self) -> str:
        """The same in one line, for the trace."""
        return ", ".join(
            f"{name}@{version}" + (f"+{override}" if override is not None else "")
            for name, (version, override) in sorted(self.used.items())
        )

    def _own(self, prompt: ShippedPrompt) -> Override | None:
        """Return what takes the text's place; one that does not fit a newer release's prompt does not."""
        own = self.overrides.get(prompt.name)
        if own is None or own.text is None or not prompt.overridable:
            return None
        try:
            check_variables(prompt, own.text)
        except AisleError as misfit:
            log.warning("prompt.override_unfit", prompt=prompt.name, version=own.version, code=misfit.code)
            return None
        return own


_present: ContextVar[PromptSet | None] = ContextVar("prompts", default=None)


@contextmanager
def speaking_with(overrides: Mapping[str, Override]) -> Iterator[PromptSet]:
    """Have an organization's prompts used in a block, and learn which were."""
    found = PromptSet(overrides)
    token = _present.set(found)
    try:
        yield found
    finally:
        _present.reset(token)


def present_prompts() -> PromptSet:
    """Return the prompts of the present block; outside of any, the shipped ones."""
    return _present.get() or PromptSet()


def told(name: str, **values: str) -> str:
    """Return a prompt with its variables filled in. Raises PromptNotFound, VariableMissing: faults of ours."""
    return present_prompts().told(name, values)
