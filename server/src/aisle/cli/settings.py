"""`aisle settings`."""

from dataclasses import asdict
from typing import Any

import typer
from pydantic import SecretStr

from aisle.bootstrap.chat_models import make_chat_models
from aisle.bootstrap.embedders import make_embedders
from aisle.bootstrap.engines import make_engines
from aisle.bootstrap.parsers import make_parser
from aisle.bootstrap.rerankers import make_rerankers, usual_rerankers
from aisle.cli.context import run
from aisle.cli.output import Json, show
from aisle.core.db import ContextSigner, Database
from aisle.core.errors import AisleError
from aisle.core.settings import Settings, SettingsRefused, load_settings, name_of
from aisle.core.telemetry import set_up_logs
from aisle.llm.chat import ChatMessage, ChatModel, ChatRequest, Role
from aisle.llm.ports import EmbeddingKind

ENOUGH_TOKENS = 16
app = typer.Typer(no_args_is_help=True, help="Settings from the environment and .env.")


@app.command()
def check(as_json: Json = False) -> None:
    """Say whether the settings can be used, and ask every embedder and model behind an address; exit code 5 if not."""
    settings = load_settings()
    set_up_logs("error")
    _make_parts(settings)
    names = run(_ask_remote(settings))
    models = run(_ask_models(settings))
    scans = run(make_parser(settings).engine_state())
    lines = ["The settings are usable."]
    lines += [f"The embedder “{name}” answers: {recipe}." for name, recipe in names.items()]
    lines += [f"The model “{name}” answers." for name in models]
    lines += [f"Scanned documents: {scans.detail}."]
    told = {"usable": True, "embedders": names, "chat_models": models, "text_recognition": asdict(scans)}
    show(told, "\n".join(lines), as_json)


def _make_parts(settings: Settings) -> None:
    """Make what every process makes of the settings. Raises SettingsRefused."""
    usual_rerankers(settings)
    make_rerankers(settings)
    make_engines(settings, Database("", ContextSigner(b"")))  # never opened: only the choice is checked


async def _ask_remote(settings: Settings) -> dict[str, str]:
    """Return the recipe's name of each remote embedder. Raises SettingsRefused with every fault named."""
    embedders, faults = make_embedders(settings), []
    for name in settings.embedders:
        try:
            await embedders.by_setting[name].embed(["ready"], EmbeddingKind.QUERY)
        except AisleError as error:
            faults.append(f"AISLE_EMBEDDERS.{name}: {error.detail}")
    await embedders.close()
    if faults:
        raise SettingsRefused("; ".join(faults))
    return {name: embedders.by_setting[name].name for name in settings.embedders}


async def _ask_models(settings: Settings) -> list[str]:
    """Return the names of the models that write, once each has answered. Raises SettingsRefused with every fault named."""
    models, faults = make_chat_models(settings), []
    asked = {name: chosen for name in models.names if (chosen := models.find(name))}
    if models.judge and settings.judge_model:
        asked[settings.judge_model] = models.judge
    for name, (model, called) in asked.items():
        try:
            await _ask(model, called)
        except AisleError as error:
            faults.append(f"The model “{name}”: {error.detail}")
    await models.close()
    if faults:
        raise SettingsRefused("; ".join(faults))
    return list(asked)


async def _ask(model: ChatModel, called: str) -> None:
    messages = (ChatMessage(Role.USER, "Say yes."),)
    async for _delta in model.stream(ChatRequest(called, messages, ENOUGH_TOKENS)):
        pass


@app.command("show")
def show_all(as_json: Json = False) -> None:
    """Print every setting with its value and what it is for."""
    settings = load_settings()
    rows = {
        name_of(field): {"value": _plain(getattr(settings, field)), "description": info.description}
        for field, info in Settings.model_fields.items()
    }
    text = "\n".join(
        f"{name} = {row['value'] if row['value'] is not None else ''}\n    {row['description']}"
        for name, row in rows.items()
    )
    show(rows, text, as_json)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: one.model_dump(mode="json", exclude_defaults=True) for name, one in value.items()}
    if isinstance(value, SecretStr):
        return "(set, hidden)"
    return str(value) if value is not None and not isinstance(value, bool | int) else value
