"""Use cases on prompts: looked at, overridden, taken back, tried out."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.identity.types import Caller
from aisle.prompts import repository
from aisle.prompts.book import PromptBook
from aisle.prompts.checking import check_text, tokens_of
from aisle.prompts.errors import PromptFixed, PromptNotFound, TooManyVersions, VariableUnknown
from aisle.prompts.filling import fill
from aisle.prompts.shipped import newest, shipped
from aisle.prompts.types import Override, ShippedPrompt

MOST_VERSIONS = 1_000


@dataclass(frozen=True, slots=True)
class KnownPrompt:
    """A prompt with what an organization puts in its place: the newest version, None where there never was one."""

    prompt: ShippedPrompt
    override: Override | None

    @property
    def own(self) -> str | None:
        """The organization's text, None where the shipped one is used."""
        return self.override.text if self.override else None

    @property
    def diff(self) -> str:
        """What the organization's text changes, as a unified diff; empty where it changes nothing."""
        lines = difflib.unified_diff(
            self.prompt.text.splitlines(),
            (self.own or self.prompt.text).splitlines(),
            "shipped",
            "own",
            lineterm="",
        )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Preview:
    """A prompt as a model would get it. tokens: about how many it takes."""

    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Prompts:
    """Works on the prompts of a caller's organization."""

    database: Database
    book: PromptBook

    async def list(self, caller: Caller) -> list[KnownPrompt]:
        """Return every prompt by name."""
        async with self.database.open_scope(caller.scope) as session:
            own = await repository.newest_of_all(session)
        return [KnownPrompt(newest(name), own.get(name)) for name in shipped()]

    async def get(self, caller: Caller, name: str) -> KnownPrompt:
        """Return one prompt. Raises PromptNotFound."""
        prompt = newest(name)
        async with self.database.open_scope(caller.scope) as session:
            return KnownPrompt(prompt, await repository.find(session, name))

    async def put(self, caller: Caller, name: str, text: str, note: str = "") -> KnownPrompt:
        """Put a text in the place of a prompt's, as a new version.

        Raises PromptNotFound, PromptFixed, PromptInvalid, PromptTooLong, VariableUnknown, VariableMissing, TooManyVersions.
        """
        prompt = newest(name)
        check_text(prompt, text)
        async with self.database.open_scope(caller.scope) as session:
            made = await _added(session, prompt, text, note, "prompt.changed")
        self.book.forget(caller.organization_id)
        return KnownPrompt(prompt, made)

    async def history(self, caller: Caller, name: str, before: int | None, limit: int) -> Sequence[Override]:
        """Return versions, the newest first. before: the last number of the page before. Raises PromptNotFound."""
        newest(name)
        async with self.database.open_scope(caller.scope) as session:
            return await repository.history(session, name, before, limit)

    async def roll_back(self, caller: Caller, name: str, version: int) -> KnownPrompt:
        """Make a new version of an earlier one; 0 is the shipped text.

        Raises PromptNotFound, PromptFixed, and what `put` raises where the text does not fit this release any more.
        """
        prompt = newest(name)
        if not prompt.overridable:
            raise PromptFixed(f"“{name}” was never overridden, and cannot be.")
        async with self.database.open_scope(caller.scope) as session:
            text = await _text_of(session, name, version)
            if text is not None:
                check_text(prompt, text)
            made = await _added(session, prompt, text, f"Back to version {version}.", "prompt.rolled_back")
        self.book.forget(caller.organization_id)
        return KnownPrompt(prompt, made)

    async def preview(
        self, caller: Caller, name: str, text: str | None, values: Mapping[str, str]
    ) -> Preview:
        """Return a prompt filled in. text: None for the one that is used. values: in the place of samples.

        Raises PromptNotFound, VariableUnknown, and what `put` raises.
        """
        known = await self.get(caller, name)
        if unknown := sorted(values.keys() - known.prompt.variables.keys()):
            raise VariableUnknown(f"“{unknown[0][:60]}” is no variable of this prompt.", variable=unknown[0])
        if text is not None:
            check_text(known.prompt, text)
        samples = {name: one.sample for name, one in known.prompt.variables.items()}
        filled = fill(known.prompt.whole(text if text is not None else known.own), {**samples, **values})
        return Preview(filled, tokens_of(filled))


async def _text_of(session: Session, name: str, version: int) -> str | None:
    if version == 0:
        return None
    found = await repository.find(session, name, version)
    if found is None:
        raise PromptNotFound(f"“{name}” has no version {version}; 0 is the shipped text.")
    return found.text


async def _added(
    session: Session, prompt: ShippedPrompt, text: str | None, note: str, action: str
) -> Override:
    made = await repository.add(session, prompt.name, text, prompt.version, note)
    if made.version > MOST_VERSIONS:
        raise TooManyVersions(f"At most {MOST_VERSIONS:,} versions of an override are kept.")
    await record(session, Event(action, "prompt", prompt.name, after={"version": made.version}))
    return made
