"""From settings to models that write: which there are, which is usual, and which judges."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import SecretStr

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.assistants.types import QUOTE
from aisle.bootstrap.gateway import make_gateway
from aisle.core.settings import Settings, SettingsRefused
from aisle.core.settings.outside import ANTHROPIC_URL, GEMINI_URL, OPENAI_URL, ChatModelSettings
from aisle.llm.catalogue import ModelCard
from aisle.llm.chat import ChatModel
from aisle.llm.gateway import MATRIX, Endpoint, Gateway, GatewayModel, Purpose
from aisle.llm.ports import RemembersTrouble

# Beside every answer its judge may be asked, or its question be rewritten.
CALLS_PER_ANSWER = 2
# The gateway shares places out fairly; at connections whoever comes first would be first.
EVERY_PLACE = sum(rule.at_once for rule in MATRIX.values())
COMPANIES = {"openai": "OpenAI's", "gemini": "Google's", "anthropic": "Anthropic's"}
Chosen = tuple[ChatModel, str]


@dataclass(frozen=True, slots=True)
class ChatModels:
    """Every model of a process, by the names that assistants may choose.

    Attributes:
        by_name: The model's server, and what it calls the model.
        default: Where an assistant chooses none; None means that answers quote.
        judge: Judges what sentences rest on; None leaves it to rules.
        gateway: What calls of them go through.
    """

    by_name: Mapping[str, Chosen] = field(default_factory=dict)
    default: Chosen | None = None
    judge: Chosen | None = None
    gateway: Gateway = field(init=False, repr=False, compare=False)
    made: Gateway | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make a gateway where none was handed in: nothing is known of its models."""
        gateway = self.made or Gateway(
            Endpoint(name, *chosen, ModelCard(chosen[1], "", is_known=False))
            for name, chosen in self.every.items()
        )
        object.__setattr__(self, "gateway", gateway)

    @property
    def every(self) -> Mapping[str, Chosen]:
        """Return all models by the gateway's names, those that assistants may not choose too."""
        others = {"default": self.default, "judge": self.judge}
        known = list(self.by_name.values())
        return dict(self.by_name) | {name: one for name, one in others.items() if one and one not in known}

    def asked_for(self, chosen: Chosen, purpose: Purpose) -> Chosen:
        """Return a model as it is asked through the gateway for a purpose."""
        name = next(name for name, one in self.every.items() if one == chosen)
        return GatewayModel(self.gateway, name, purpose), chosen[1]

    def find(self, name: str) -> Chosen | None:
        """Return a model by its name in the settings."""
        return self.by_name.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that assistants may choose."""
        return tuple(self.by_name)

    @property
    def trouble(self) -> str | None:
        """What went wrong with the last call to the usual model's server; no call is made to find out."""
        model = self.default[0] if self.default else None
        return model.trouble if isinstance(model, RemembersTrouble) else None

    async def close(self) -> None:
        """End what runs beside answers, and give all connections back."""
        await self.gateway.close()
        chosen = [*self.by_name.values(), *(one for one in (self.default, self.judge) if one)]
        for model in {id(model): model for model, _ in chosen}.values():
            await model.close()


def make_chat_models(settings: Settings) -> ChatModels:
    """Return all models that the settings name; they connect when first used. Raises SettingsRefused."""
    described = dict(settings.chat_models)
    if QUOTE in described:
        raise SettingsRefused(f"AISLE_CHAT_MODELS.{QUOTE}: this name means no model; give it another.")
    if settings.chat_model == QUOTE or settings.judge_model == QUOTE:
        raise SettingsRefused(f"“{QUOTE}” is no model: leave AISLE_CHAT_MODEL and AISLE_JUDGE_MODEL empty.")
    if settings.chat_model:
        described.setdefault(settings.chat_model, ChatModelSettings())
    servers: dict[tuple[str, ChatServer], ChatModel] = {}
    by_name = {name: _chosen(settings, name, one, servers) for name, one in described.items()}
    models = ChatModels(by_name, by_name.get(settings.chat_model), _judge(settings, by_name, servers))
    return replace(models, made=make_gateway(settings, models, described))


def _judge(
    settings: Settings, by_name: Mapping[str, Chosen], servers: dict[tuple[str, ChatServer], ChatModel]
) -> Chosen | None:
    """Return the judge, which need not be a model that assistants may choose."""
    name = settings.judge_model
    if not name:
        return None
    return by_name.get(name) or _chosen(settings, name, ChatModelSettings(), servers)


def _chosen(
    settings: Settings, name: str, one: ChatModelSettings, servers: dict[tuple[str, ChatServer], ChatModel]
) -> Chosen:
    """Return a model; those of one server share its connections and its breaker."""
    server = _server(settings, name, one)
    if (one.kind, server) not in servers:
        servers[one.kind, server] = CHAT_MODELS[one.kind](server)
    return servers[one.kind, server], one.model or name


def _server(settings: Settings, name: str, one: ChatModelSettings) -> ChatServer:
    """Return where a model is. A key belongs to the address it was set with and goes to no other."""
    usual = one.base_url is None
    prefix, address, usual_url, usual_key = _usual(settings, one.kind)
    key = one.key or (usual_key if usual else None)
    if usual and address is None and key is None:
        raise SettingsRefused(
            f"The model “{name}” has no server: set {prefix}_BASE_URL, or {prefix}_API_KEY for {COMPANIES[one.kind]} own."
        )
    return ChatServer(
        name=f"of {prefix}_BASE_URL" if usual else f"of “{name}”",
        base_url=one.base_url or address or usual_url,
        key=key.get_secret_value() if key else None,
        key_header=one.key_header,
        first_seconds=settings.chat_first_seconds,
        between_seconds=settings.chat_gap_seconds,
        total_seconds=settings.chat_total_seconds,
        at_once=max(CALLS_PER_ANSWER * settings.chat_max_running, EVERY_PLACE),
    )


def _usual(settings: Settings, kind: str) -> tuple[str, str | None, str, SecretStr | None]:
    """Return a kind's prefix of settings, its address there, its own address, and its key."""
    return {
        "openai": ("OPENAI", settings.openai_base_url, OPENAI_URL, settings.openai_api_key),
        "gemini": ("GEMINI", settings.gemini_base_url, GEMINI_URL, settings.gemini_api_key),
        "anthropic": ("ANTHROPIC", settings.anthropic_base_url, ANTHROPIC_URL, settings.anthropic_api_key),
    }[kind]
