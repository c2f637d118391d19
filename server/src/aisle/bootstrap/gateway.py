"""From settings to the gateway: what is known of each model, which may stand in for which, and how long calls may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aisle.core.db import Database
from aisle.core.settings import Settings, SettingsRefused
from aisle.core.settings.outside import ANTHROPIC_URL, GEMINI_URL, OPENAI_URL, ChatModelSettings
from aisle.llm.catalogue import ModelsFileRefused, load_catalogue
from aisle.llm.gateway import (
    MATRIX,
    CallRule,
    Endpoint,
    Gateway,
    Purpose,
    RoutingPolicies,
)
from aisle.llm.routes.described import policy_of
from aisle.llm.routes.own import OwnPolicies
from aisle.llm.routes.service import ModelRoutes

if TYPE_CHECKING:
    from aisle.bootstrap.chat_models import ChatModels

# Prices are known of these addresses alone: the same name elsewhere is another offer.
PROVIDERS = {
    urlsplit(OPENAI_URL).hostname: "openai",
    urlsplit(GEMINI_URL).hostname: "gemini",
    urlsplit(ANTHROPIC_URL).hostname: "anthropic",
}


def make_gateway(
    settings: Settings, models: ChatModels, described: Mapping[str, ChatModelSettings]
) -> Gateway:
    """Return the gateway of a process. Raises SettingsRefused."""
    try:
        catalogue = load_catalogue(settings.models_file)
    except ModelsFileRefused as refused:
        raise SettingsRefused(f"AISLE_MODELS_FILE: {refused.detail}") from None
    endpoints = [
        Endpoint(name, *chosen, catalogue.find(_provider(settings, described.get(name)), chosen[1]))
        for name, chosen in models.every.items()
    ]
    policies = _policies(settings, {one.name for one in endpoints})
    return Gateway(endpoints, policies, matrix=matrix_of(settings))


def make_model_routes(gateway: Gateway, database: Database) -> ModelRoutes:
    """Let organizations route their calls themselves; return what they do it with."""
    installation = gateway.router.policies
    assert isinstance(installation, RoutingPolicies)
    own = OwnPolicies(installation, database)
    gateway.router.policies = own
    return ModelRoutes(database, own, gateway)


def matrix_of(settings: Settings) -> Mapping[Purpose, CallRule]:
    """Return the limits of each purpose, those of answers as the settings say."""
    answers = replace(
        MATRIX[Purpose.ANSWER],
        first=settings.chat_first_seconds,
        between=settings.chat_gap_seconds,
        total=settings.chat_total_seconds,
        at_once=max(MATRIX[Purpose.ANSWER].at_once, settings.chat_max_running),
    )
    return {**MATRIX, Purpose.ANSWER: answers}


def _policies(settings: Settings, names: set[str]) -> RoutingPolicies:
    policies = {}
    for purpose, route in settings.chat_routes.items():
        policy = policy_of(route)
        if unknown := sorted(policy.names - names):
            raise SettingsRefused(f"AISLE_CHAT_ROUTES.{purpose}: there is no model “{unknown[0]}”.")
        policies[Purpose(purpose)] = policy
    return RoutingPolicies(policies)


def _provider(settings: Settings, one: ChatModelSettings | None) -> str:
    """Return whose prices a model has: a provider's, or those of its host and port, which only an operator can know."""
    one = one or ChatModelSettings()
    usual = {
        "openai": settings.openai_base_url or OPENAI_URL,
        "gemini": settings.gemini_base_url or GEMINI_URL,
        "anthropic": settings.anthropic_base_url or ANTHROPIC_URL,
    }
    parts = urlsplit(one.base_url or usual[one.kind])
    return PROVIDERS.get(parts.hostname, parts.netloc)
