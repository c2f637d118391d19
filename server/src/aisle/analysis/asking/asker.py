"""Asks until a value validates, within a few tries and one span of time."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aisle.analysis.asking.modes import Mode, modes_for
from aisle.analysis.asking.plan import Plan, output_of
from aisle.analysis.asking.types import Analysis, Spent, Task
from aisle.analysis.asking.words import repair
from aisle.analysis.errors import AnalysisDeclined, AnalysisInvalid
from aisle.llm.catalogue import Ability
from aisle.llm.chat import ChatRequest, Completion, Finish
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway import Call, Decision, Gateway, Payer, Purpose, Tally

MOST_REPAIRS = 2
MOST_SHOWN = 20_000  # characters of the last output that a problem carries


class Asker:
    """One analysis."""

    def __init__(self, gateway: Gateway, task: Task, payer: Payer) -> None:
        self._gateway, self._plan = gateway, Plan.of(task)
        self.tally = Tally()
        deadline = gateway.deadline(Purpose.ANALYZE)
        self._call = Call(Purpose.ANALYZE, task.model, payer, deadline, self.tally)
        self._attempts, self._mode = 0, Mode.PROMPT

    async def ask(self) -> Analysis:
        """Return a value that validates.

        Raises:
            AnalysisInvalid: Not after the repairs either.
            AnalysisDeclined: The model says why it does not answer.
            ChatModelUnavailable, ChatModelRefused: Of the last way of asking.
            AisleError: What the ledger refuses with, as for a spent budget.
        """
        request, answer = await self._first_answer()
        value, faults = await self._read(answer)
        for _ in range(MOST_REPAIRS):
            if not faults or answer.finish is Finish.LENGTH:
                break
            request = self._repaired(request, answer, faults)
            answer = await self._asked(request)
            value, faults = await self._read(answer)
        if faults:
            raise self._invalid(answer, faults)
        return Analysis(value, self._spent())

    async def _first_answer(self) -> tuple[ChatRequest, Completion]:
        """Ask in the surest way that a model takes.

        What one way meets, the next need not: a model that refuses a schema may take it as a tool, and where those that
        can be held to it are away, others can be told it.
        """
        decide = await self._decider()
        card = decide(self._plan.request(Mode.PROMPT, says_schema=True)).chain[0].card
        failure: ChatModelUnavailable | ChatRequestRefused | None = None
        asked: set[str] = set()
        for mode in modes_for(card, is_strict=self._plan.strict is not None):
            self._mode = mode
            try:
                decision = decide(self._plan.request(mode, says_schema=False))
                names = {one.name for one in decision.chain}
                if isinstance(failure, ChatModelUnavailable) and names <= asked:
                    continue
                asked |= names
                request = self._plan.request(mode, says_schema=not _is_vouched(decision, mode))
                return request, await self._asked(request)
            except (ChatModelUnavailable, ChatRequestRefused) as caught:
                failure = caught
        assert failure is not None
        raise failure

    async def _decider(self) -> Callable[[ChatRequest], Decision]:
        """Return what says where a request may go, or raises what stands against it."""
        router = self._gateway.router
        policy = await router.policies.of_call(self._call)
        reach = await router.reach(self._call.payer.organization_id)
        return lambda request: router.decision(self._call, request, policy, reach).require()

    async def _asked(self, request: ChatRequest) -> Completion:
        answer = await self._gateway.complete(self._call, request)
        self._attempts += 1
        if answer.finish is Finish.REFUSED or (answer.refusal and not answer.text):
            said = answer.refusal[:500]
            raise AnalysisDeclined(
                "The model does not answer this; change what is asked, or ask another model.",
                **({"reason": said} if said else {}),
                **self._spent().told(),
            )
        return answer

    async def _read(self, answer: Completion) -> tuple[Any, list[str]]:
        # A long answer against a large schema takes milliseconds of work.
        return await asyncio.to_thread(self._plan.read, answer, self._mode)

    def _repaired(self, request: ChatRequest, answer: Completion, faults: list[str]) -> ChatRequest:
        schema = (self._plan.strict if self._mode is Mode.STRICT else None) or self._plan.schema
        return replace(request, messages=(*request.messages, *repair(output_of(answer), faults, schema)))

    def _invalid(self, answer: Completion, faults: list[str]) -> AnalysisInvalid:
        cut = answer.finish is Finish.LENGTH
        detail = (
            "The answer was cut at its limit of tokens; raise max_tokens, or ask for less."
            if cut
            else f"After {self._attempts} tries what the model wrote still does not validate."
        )
        output = output_of(answer)[:MOST_SHOWN].encode("utf-8", "replace").decode()
        return AnalysisInvalid(detail, output=output, errors=faults, **self._spent().told())

    def _spent(self) -> Spent:
        tally = self.tally
        model = tally.answered_by or ""
        return Spent(self._attempts, model, self._mode, tally.usage, tally.is_estimated, tally.cost)


def _is_vouched(decision: Decision, mode: Mode) -> bool:
    """Whether every model that may be asked is known to take the schema beside the prompt."""
    return mode is Mode.TOOL or all(Ability.JSON_SCHEMA in one.card.can for one in decision.chain)
