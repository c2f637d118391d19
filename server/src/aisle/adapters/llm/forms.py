"""The forms in which OpenAI-compatible servers want the same request.

OpenAI deprecates `max_tokens` and its reasoning models refuse it, and any temperature but their own; Ollama, LM Studio and
others read nothing else and leave out a name that they do not know, so that an answer would have no limit. Mistral
refuses `stream_options`; small servers refuse `response_format`.
Sources: OpenAI's API reference ("Create chat completion"); Ollama's "OpenAI compatibility"; Mistral's API reference.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from aisle.llm.chat import ChatRequest

OLD_LIMIT, NEW_LIMIT = "max_tokens", "max_completion_tokens"
# Hosts that want the new name; everybody else is asked with the old one first.
OF_OPENAI = ("api.openai.com", ".openai.azure.com", ".services.ai.azure.com")


@dataclass(frozen=True, slots=True)
class Form:
    """What a request holds beside model and messages.

    Attributes:
        limit: The name of the limit on tokens.
        usage: Whether the tokens are asked for.
        as_json: Whether an object is asked for by name; the messages say so all the same.
        temperature: Whether it is sent.
    """

    limit: str = OLD_LIMIT
    usage: bool = True
    as_json: bool = True
    temperature: bool = True

    def body(self, request: ChatRequest) -> dict[str, Any]:
        """Return the request in this form."""
        body: dict[str, Any] = {
            "model": request.model,
            "messages": [{"role": one.role.value, "content": one.text} for one in request.messages],
            "stream": True,
            self.limit: request.most_tokens,
        }
        if self.temperature:
            body["temperature"] = request.temperature
        if self.usage:
            body["stream_options"] = {"include_usage": True}
        if self.as_json and request.as_json:
            body["response_format"] = {"type": "json_object"}
        return body

    def without(self, fields: Collection[str]) -> "Form":
        """Return a form that does without some fields; the limit gets its other name."""
        return Form(
            limit=(NEW_LIMIT if self.limit == OLD_LIMIT else OLD_LIMIT)
            if self.limit in fields
            else self.limit,
            usage=self.usage and "stream_options" not in fields,
            as_json=self.as_json and "response_format" not in fields,
            temperature=self.temperature and "temperature" not in fields,
        )


def first_form(base_url: str) -> Form:
    """Return the form to begin with at an address."""
    host = urlsplit(base_url).hostname or ""
    return Form(NEW_LIMIT) if host.endswith(OF_OPENAI) else Form()


def other_forms(form: Form, request: ChatRequest) -> Iterator[Form]:
    """Return forms worth a try where a server does not say what it dislikes: first one thing changed, then all."""
    fields = [name for name in form.body(request) if name not in ("model", "messages", "stream")]
    for name in fields:
        yield form.without([name])
    bare = replace(form, usage=False, as_json=False, temperature=False)
    yield bare
    yield bare.without([bare.limit])


class KnownForms:
    """Which form each model's server took, so that what was refused is not sent again."""

    # Not to grow without end under names that somebody makes up.
    MOST = 256

    def __init__(self, base_url: str) -> None:
        self._first = first_form(base_url)
        self._taken: dict[str, Form] = {}

    def form(self, model: str) -> Form:
        """Return the form to ask with."""
        return self._taken.get(model, self._first)

    def was_taken(self, model: str, form: Form) -> None:
        """Take note that a form was answered."""
        if model in self._taken or len(self._taken) < self.MOST:
            self._taken[model] = form

    def next(
        self, form: Form, request: ChatRequest, tried: Collection[Form], blamed: Collection[str]
    ) -> Form | None:
        """Return the form to try after a refusal, if one is worth it.

        A form that this model has taken before is only changed where the refusal names a field.
        """
        if (other := form.without(blamed)) != form:
            return None if other in tried else other
        if request.model in self._taken:
            return None
        start = self.form(request.model)
        return next((other for other in other_forms(start, request) if other not in tried), None)
