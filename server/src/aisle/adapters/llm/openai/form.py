"""The forms in which OpenAI-compatible servers want the same request.

OpenAI deprecates `max_tokens` and its reasoning models refuse it, and any temperature but their own; Ollama, LM Studio and
others read nothing else and leave out a name that they do not know, so that an answer would have no limit. Mistral
refuses `stream_options`; small servers refuse `response_format`, or know an object but no schema.
Sources: OpenAI's API reference ("Create chat completion"); Ollama's "OpenAI compatibility"; Mistral's API reference.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Self
from urllib.parse import urlsplit

from aisle.adapters.llm.openai.messages import message_bodies, tool_bodies, tool_choice_body
from aisle.core.http import OutsideRefused
from aisle.llm.chat import PLAIN, ChatRequest, Sampling

OLD_LIMIT, NEW_LIMIT = "max_tokens", "max_completion_tokens"
# Hosts that want the new name; everybody else is asked with the old one first.
OF_OPENAI = ("api.openai.com", ".openai.azure.com", ".services.ai.azure.com")
# Never left out: the answer would be another one than was asked for.
SAMPLED = (
    "top_p",
    "presence_penalty",
    "frequency_penalty",
    "parallel_tool_calls",
    "logprobs",
    "top_logprobs",
)
FIXED = frozenset({"model", "messages", "stream", "tools", "tool_choice", "stop", *SAMPLED})


class Answers(IntEnum):
    """How an answer's form is asked for, from the least to the most."""

    UNASKED = 0
    OBJECT = 1
    OBJECT_OF_SCHEMA = 2  # llama.cpp's own way, which its Python server knows alone
    SCHEMA = 3


@dataclass(frozen=True, slots=True)
class OpenAiForm:
    """What a request holds beside what it must hold.

    Attributes:
        limit: The name of the limit on tokens.
        usage: Whether the tokens are asked for.
        answers: What may be asked for by name; the messages say so all the same.
        temperature, seed, effort: Whether they are sent.
    """

    limit: str = OLD_LIMIT
    usage: bool = True
    answers: Answers = Answers.SCHEMA
    temperature: bool = True
    seed: bool = True
    effort: bool = True

    def body(self, request: ChatRequest, *, streamed: bool) -> dict[str, Any]:
        """Return the request in this form."""
        body: dict[str, Any] = {
            "model": request.model,
            "messages": message_bodies(request.messages),
            "stream": streamed,
            self.limit: request.most_tokens,
        }
        optional = {
            "temperature": request.temperature if self.temperature else None,
            "stream_options": {"include_usage": True} if self.usage and streamed else None,
            "response_format": self._response_format(request),
            "seed": request.seed if self.seed else None,
            "reasoning_effort": request.effort.value if self.effort and request.effort else None,
            "stop": list(request.stop) or None,
            "tools": tool_bodies(request.tools) or None,
            "tool_choice": tool_choice_body(request) if request.tools else None,
            **(_sampled(request.sampling) if request.sampling is not PLAIN else {}),
        }
        return body | {name: value for name, value in optional.items() if value is not None}

    def blamed(self, refusal: OutsideRefused) -> Collection[str]:
        """Return the fields that a refusal speaks of."""
        return refusal.blamed

    def without(self, fields: Collection[str], request: ChatRequest) -> Self:
        """Return a form that does without some fields; the limit gets its other name."""
        other = NEW_LIMIT if self.limit == OLD_LIMIT else OLD_LIMIT
        return replace(
            self,
            limit=other if self.limit in fields else self.limit,
            usage=self.usage and "stream_options" not in fields,
            answers=self._less(request) if "response_format" in fields else self.answers,
            temperature=self.temperature and "temperature" not in fields,
            seed=self.seed and "seed" not in fields,
            effort=self.effort and "reasoning_effort" not in fields,
        )

    def others(self, request: ChatRequest) -> Iterator[Self]:
        """Return forms with first one thing changed, then all."""
        for name in self.body(request, streamed=True):
            if name not in FIXED:
                yield self.without([name], request)
        bare = replace(
            self, usage=False, answers=Answers.UNASKED, temperature=False, seed=False, effort=False
        )
        yield bare
        yield bare.without([bare.limit], request)

    def _response_format(self, request: ChatRequest) -> dict[str, Any] | None:
        wanted = request.schema
        if wanted is not None and self.answers is Answers.SCHEMA:
            said = {"name": wanted.name, "schema": dict(wanted.schema), "strict": wanted.strict}
            return {"type": "json_schema", "json_schema": said}
        if wanted is not None and self.answers is Answers.OBJECT_OF_SCHEMA:
            return {"type": "json_object", "schema": dict(wanted.schema)}
        if (wanted is not None or request.as_json) and self.answers >= Answers.OBJECT:
            return {"type": "json_object"}
        return None

    def _less(self, request: ChatRequest) -> Answers:
        """Return the next lower thing to ask for than what this request asked for."""
        if request.schema is not None and self.answers > Answers.OBJECT:
            return Answers(self.answers - 1)
        return Answers.UNASKED


def first_form(base_url: str) -> OpenAiForm:
    """Return the form to begin with at an address."""
    host = urlsplit(base_url).hostname or ""
    return OpenAiForm(NEW_LIMIT) if host.endswith(OF_OPENAI) else OpenAiForm()


def _sampled(wanted: Sampling) -> dict[str, Any]:
    return {
        "top_p": wanted.top_p,
        "presence_penalty": wanted.presence,
        "frequency_penalty": wanted.frequency,
        "parallel_tool_calls": False if wanted.one_call else None,
        "logprobs": wanted.logprobs or None,
        "top_logprobs": wanted.top_logprobs or None,
    }
