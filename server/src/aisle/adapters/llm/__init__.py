"""The kinds of models that write which Aisle can ask, by the name an operator writes in the settings."""

from collections.abc import Callable
from importlib import import_module

from aisle.adapters.llm.options import ChatServer
from aisle.adapters.llm.scripted import ScriptedChatModel
from aisle.llm.chat import ChatModel

Factory = Callable[[ChatServer], ChatModel]


def _openai(server: ChatServer) -> ChatModel:
    """Load the HTTP client only where a server is asked: a process that asks none stays small."""
    factory: Factory = import_module("aisle.adapters.llm.openai_compatible").OpenAiChatModel
    return factory(server)


CHAT_MODELS: dict[str, Factory] = {
    "openai": _openai,
}

__all__ = ["CHAT_MODELS", "ChatServer", "Factory", "ScriptedChatModel"]
