"""The API as OpenAI's own client meets it: scripted models behind the gateway, called without a network."""

import base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import httpx2
from openai import AsyncOpenAI
from web_shops import Shop, Site

from aisle.adapters.llm.scripted import ScriptedChatModel
from aisle.bootstrap.chat_models import ChatModels
from aisle.core.http import Timing
from aisle.llm.catalogue import ModelCard, Price
from aisle.llm.gateway import Endpoint, Gateway
from aisle.llm.gateway.recording import RecordingObserver

V1 = "http://api.test/v1"
WORDS = "Boots keep feet dry."
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SCHEMA = {
    "type": "object",
    "properties": {"size": {"type": "integer"}},
    "required": ["size"],
    "additionalProperties": False,
}


class Models:
    """Scripted models by the names of the settings, and what the gateway noted of them."""

    def __init__(self, scripts: dict[str, Any], cards: dict[str, ModelCard]) -> None:
        self.observer = RecordingObserver()
        self.models = {name: ScriptedChatModel(script, name) for name, script in scripts.items()}
        price = Price(Decimal(1), Decimal(2), date(2026, 1, 1))
        endpoints = [
            Endpoint(
                name, one, f"{name}-1", cards.get(name) or ModelCard(f"{name}-1", "stub", prices=(price,))
            )
            for name, one in self.models.items()
        ]
        gateway = Gateway(endpoints, observer=self.observer, timing=Timing(sleep=_at_once))
        by_name = {name: (one, f"{name}-1") for name, one in self.models.items()}
        self.chat_models = ChatModels(by_name, made=gateway)

    def asked(self, name: str = "small") -> Any:
        """The last request that a model was asked."""
        return self.models[name].asked[-1]


async def _at_once(_seconds: float) -> None: ...


@contextmanager
def answering(site: Site, cards: dict[str, ModelCard] | None = None, **scripts: Any) -> Iterator[Models]:
    """Have these models, and no others, in the settings of a process."""
    before, models = site.parts.chat_models, Models(scripts, cards or {})
    site.parts.chat_models = models.chat_models
    try:
        yield models
    finally:
        site.parts.chat_models = before


def client_of(shop: Shop, token: str | None = None, **more: Any) -> AsyncOpenAI:
    """OpenAI's client with a key of ours; it does not try again unless told."""
    settings: dict[str, Any] = {"max_retries": 0, "http_client": shop.site.http, **more}
    return AsyncOpenAI(api_key=token or shop.secret.token, base_url=V1, **settings)


def user(content: Any) -> Iterable[Any]:
    """One message of a user's."""
    return [{"role": "user", "content": content}]


def chunks_of(answer: httpx2.Response) -> list[str]:
    """The data of a stream's events, the mark of its end included."""
    return [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
