"""Providers that the how-to names: each one's address leads to its path, with its header, as its double expects it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.adapters.llm.scripted import says
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.core.settings.outside import ANTHROPIC_URL, GEMINI_URL, OPENAI_URL
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from chat_tongues import TONGUES, script_in
from streamed_http import streaming_server

HOWTO = Path(__file__).parents[4] / "docs" / "how-to" / "connect-your-own-models.md"
ROW = re.compile(r"^\| ([\w ]+) \| `(\w+)` \| (left out|`[^`]+`)[^|]* \| (left out|`[\w-]+`) \|$", re.M)
KEY = "sk-canary"
OWN = {"openai": OPENAI_URL, "gemini": GEMINI_URL, "anthropic": ANTHROPIC_URL}
BEARER = ("authorization", f"Bearer {KEY}")
CHAT = "/v1/chat/completions"
# As each provider's own reference has it: the path of a streamed request with its query, and what carries the key.
EXPECTED = {
    "OpenAI": (CHAT, BEARER),
    "Google Gemini": ("/v1beta/models/m-1:streamGenerateContent?alt=sse", ("x-goog-api-key", KEY)),
    "Anthropic": ("/v1/messages", ("x-api-key", KEY)),
    "Azure OpenAI": (
        "/openai/deployments/DEPLOYMENT/chat/completions?api-version=2024-10-21",
        ("api-key", KEY),
    ),
    "Groq": ("/openai/v1/chat/completions", BEARER),
    "OpenRouter": ("/api/v1/chat/completions", BEARER),
    "vLLM": (CHAT, BEARER),
    "Ollama": (CHAT, BEARER),
    "LM Studio": (CHAT, BEARER),
}
FOUND = {name: rest for name, *rest in ROW.findall(HOWTO.read_text("utf-8")) if name != "provider"}


def test_how_to_names_just_these() -> None:
    assert FOUND.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
async def test_provider_is_asked_at_its_path_with_its_header(name: str) -> None:
    kind, base, header = FOUND[name]
    address = urlsplit(OWN[kind] if base == "left out" else base.strip("`"))
    tongue = next(one for one in TONGUES if one.kind == kind)
    async with streaming_server(script_in(tongue, says("Yes."))) as server:
        root = server.url.removesuffix("/v1")
        url = f"{root}{address.path}" + (f"?{address.query}" if address.query else "")
        guard = GuardedFetch(EgressAllow.parse("127.0.0.1"))
        key_header = None if header == "left out" else header.strip("`")
        model = CHAT_MODELS[kind](ChatServer(name, url, KEY, key_header, dial=guard.dialer(url)))
        request = ChatRequest("m-1", (ChatMessage(Role.USER, "Boots?"),), 10)
        text = "".join([delta.text async for delta in model.stream(request)])
        await model.close()
        path, (carrier, carried) = EXPECTED[name]
        assert text == "Yes."
        (asked,) = server.asked
        assert asked.path == path
        assert asked.headers[carrier] == carried
        assert [one for one, value in asked.headers.items() if KEY in value] == [carrier]
        assert KEY not in asked.path
