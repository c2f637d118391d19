"""Use cases of structured output: a task from what a caller sent, asked through the gateway."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.analysis.asking.asker import Asker
from aisle.analysis.asking.types import USUAL_TOKENS, Analysis, Task
from aisle.analysis.errors import ModelNotNamed, NoModel
from aisle.analysis.schemas.checking import check_schema
from aisle.analysis.stored.service import Schemas
from aisle.analysis.stored.types import NamedSchema, SchemaText
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.llm.gateway import Call, Gateway, Payer, Purpose
from aisle.llm.messages import Image
from aisle.prompts.book import PromptBook
from aisle.prompts.present import speaking_with


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a caller wants analysed: by a schema of its own (`schema`), or one with a name and perhaps a version."""

    text: str = ""
    images: tuple[Image, ...] = ()
    schema: Any = None
    schema_name: str | None = None
    schema_version: int | None = None
    instructions: str = ""
    model: str | None = None
    most_tokens: int = USUAL_TOKENS


@dataclass(frozen=True, slots=True)
class Analyzed:
    """An analysis, and what it was made with.

    Attributes:
        named: The schema, if it had a name.
        prompts: Which prompts were told, by name: shipped version, and the organization's own, None where it has none.
    """

    analysis: Analysis
    named: NamedSchema | None
    prompts: Mapping[str, tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class Analyzer:
    """Makes analyses.

    Attributes:
        usual: The model where none is named: a name of the settings, or None.
        hidden: Names of the gateway that nobody may choose.
    """

    schemas: Schemas
    book: PromptBook
    gateway: Gateway
    usual: str | None
    hidden: frozenset[str]

    async def analyze(self, caller: Caller, wanted: Wanted, request_id: str | None = None) -> Analyzed:
        """Return JSON that validates.

        Raises:
            InvalidInput: Nothing to analyse, or not one schema.
            SchemaNotFound, and the refusals of schemas.
            NoModel, ModelNotNamed: Nobody to ask.
            AnalysisInvalid, AnalysisDeclined: The model did not give it.
            ChatModelUnavailable, ChatModelRefused: As the gateway says.
        """
        _check(wanted)
        payer = Payer.of(caller, request_id)
        named = await self._named(caller, wanted)
        text = named.text if named else SchemaText(wanted.schema)
        task = Task(
            await asyncio.to_thread(check_schema, text.schema),
            wanted.text,
            wanted.images,
            "\n".join(one for one in (text.instructions, wanted.instructions) if one),
            text.examples,
            await self._model(wanted.model, payer),
            wanted.most_tokens,
        )
        with speaking_with(await self.book.of(caller.organization_id)) as prompts:
            found = await Asker(self.gateway, task, payer).ask()
            return Analyzed(found, named, prompts.used)

    async def _named(self, caller: Caller, wanted: Wanted) -> NamedSchema | None:
        if wanted.schema_name is None:
            return None
        return await self.schemas.get(caller, wanted.schema_name, wanted.schema_version)

    async def _model(self, wanted: str | None, payer: Payer) -> str | None:
        """Return whom to ask; None leaves it to the policy."""
        if wanted is not None:
            reach = await self.gateway.reach(payer.organization_id)
            if wanted in self.hidden or wanted not in reach.endpoints:
                raise ModelNotNamed(f"The settings name no model “{wanted[:100]}”.")
            return wanted
        policy = await self.gateway.router.policies.of_call(Call(Purpose.ANALYZE, payer=payer))
        if self.usual is None and not policy.models and policy.ensemble is None:
            raise NoModel(
                "No model that writes is usual here: name one in “model”, or let an operator set AISLE_CHAT_MODEL."
            )
        return self.usual


def _check(wanted: Wanted) -> None:
    if (wanted.schema is None) == (wanted.schema_name is None):
        raise InvalidInput("Send either “schema” or “schema_name”.")
    if wanted.schema_version is not None and wanted.schema_name is None:
        raise InvalidInput("“schema_version” is of a schema with a name.")
    if not wanted.text.strip() and not wanted.images:
        raise InvalidInput("Send “text”, “images” or both.")
