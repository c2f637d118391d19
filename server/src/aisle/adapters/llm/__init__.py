"""The kinds of models that write which Aisle can ask, by the name an operator writes in the settings."""

from collections.abc import Callable
from importlib import import_module

from aisle.adapters.llm.options import ChatServer
from aisle.adapters.llm.scripted import ScriptedChatModel
from aisle.llm.chat import ChatModel

Factory = Callable[[ChatServer], ChatModel]


def _kind(package: str) -> Factory:
    """Load a kind where a server of it is asked: a process that asks none stays small."""

    def make(server: ChatServer) -> ChatModel:
        factory: Factory = import_module(f"aisle.adapters.llm.{package}").make_model
        return factory(server)

    return make


CHAT_MODELS: dict[str, Factory] = {
    "openai": _kind("openai"),
    "gemini": _kind("gemini"),
    "anthropic": _kind("anthropic"),
}

__all__ = ["CHAT_MODELS", "ChatServer", "Factory", "ScriptedChatModel"]
