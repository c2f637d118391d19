"""Who writes an answer: the model that a release names, the installation's, or nobody but the quoting writer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from aisle.answering.generation.closing import closed_after
from aisle.answering.generation.limits import Limits
from aisle.answering.generation.model_writer import ModelWriter
from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.guarded_writer import GuardedWriter
from aisle.answering.writer import Assignment, Writer, WriterEvent
from aisle.assistants.types import QUOTE, AssistantSettings
from aisle.bootstrap.chat_models import ChatModels, Chosen
from aisle.core.settings import Settings
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway import GatewayModel, Purpose
from aisle.llm.gateway.calls import present_payer

FindOwn = Callable[[str], Awaitable[Writer | None]]


class ChoosingWriter:
    """Hands each answer to the writer that its release asks for.

    Args:
        quoting: Writes without a model.
        default: Where a release names none; None for quoting.
        by_name: Writers by the names that releases may choose.
        find_own: Returns the writer of a model that the organization of the turn brought.
    """

    def __init__(
        self, quoting: Writer, default: Writer | None, by_name: Mapping[str, Writer], find_own: FindOwn
    ) -> None:
        self._quoting, self._default, self._by_name, self._find_own = quoting, default, by_name, find_own

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        """Write; see `Writer`. A model that is no longer there counts as one that cannot answer."""
        writer = await self._of(assignment.settings)
        async with closed_after(writer.write(assignment)) as events:
            async for event in events:
                yield event

    async def _of(self, settings: AssistantSettings) -> Writer:
        if settings.model == QUOTE:
            return self._quoting
        found = self._default if settings.model is None else self._by_name.get(settings.model)
        if found is None and settings.model is not None:
            found = await self._find_own(settings.model)
        if found is None and settings.model is not None and not settings.falls_back:
            raise ChatModelUnavailable(f"There is no model “{settings.model}” any more.")
        return found or self._quoting


def make_writer(settings: Settings, models: ChatModels, quoting: Writer) -> Writer:
    """Return the writer of a process."""
    limits = limits_of(settings)
    judge = models.asked_for(models.judge, Purpose.JUDGE) if models.judge else None

    def writes(known_as: str, chosen: Chosen) -> Writer:
        model, called = models.asked_for(chosen, Purpose.ANSWER)
        return ModelWriter(model, called, quoting, judge, limits, known_as=known_as)

    async def own(name: str) -> Writer | None:
        reach = await models.gateway.reach(present_payer().organization_id)
        if name not in reach.endpoints:
            return None
        model = GatewayModel(models.gateway, name, Purpose.ANSWER)
        return ModelWriter(model, name, quoting, judge, limits, known_as=name)

    by_name = {name: writes(name, chosen) for name in models.names if (chosen := models.find(name))}
    default = writes(settings.chat_model, models.default) if models.default else None
    return GuardedWriter(ChoosingWriter(quoting, default, by_name, own))


def make_rewriter(settings: Settings, models: ChatModels) -> Rewriter:
    """Return what makes follow-ups stand alone, with the model that would write their answer."""

    def chosen(assistant: AssistantSettings) -> Chosen | None:
        if assistant.model == QUOTE:
            return None
        found = models.default if assistant.model is None else models.find(assistant.model)
        if found is None and assistant.model is not None:  # one that the organization brought
            return GatewayModel(models.gateway, assistant.model, Purpose.REWRITE), assistant.model
        return models.asked_for(found, Purpose.REWRITE) if found else None

    return Rewriter(chosen, limits_of(settings))


def limits_of(settings: Settings) -> Limits:
    """Return the bounds of an answer."""
    return Limits(context_tokens=settings.chat_context_tokens, seconds=settings.chat_total_seconds)
