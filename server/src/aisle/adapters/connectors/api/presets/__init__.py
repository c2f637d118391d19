"""Ready-made configurations, as files beside this one: a new one is a file."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from aisle.adapters.connectors.api.shapes import Configuration

PRESETS = sorted(
    path.name.removesuffix(".json") for path in files(__name__).iterdir() if path.name.endswith(".json")
)
_SETTING = re.compile(r"%(\w+)%")


def configuration_of(preset: str, settings: Mapping[str, str]) -> Configuration:
    """Return a ready-made configuration with the merchant's settings in it.

    Args:
        preset: One of PRESETS.
        settings: By name; what is not set is as the preset has it.

    Raises:
        ValueError: There is no such preset, or a setting that it does not have or needs. Each is told.
    """
    if preset not in PRESETS:
        raise ValueError(f"There is no ready-made configuration {preset!r}; there are {', '.join(PRESETS)}.")
    written = _read(preset)
    known: Mapping[str, Any] = written.get("settings", {})
    if strange := sorted(settings.keys() - known.keys()):
        raise ValueError(f"{preset} has no setting {strange[0]!r}; it has {', '.join(known) or 'none'}.")
    values = {name: settings.get(name) or about["default"] for name, about in known.items()}
    return Configuration.model_validate(_with(written["configuration"], values))


def settings_of(preset: str) -> Mapping[str, Mapping[str, str]]:
    """Return what a preset asks for: by name, what it is about and what it is if it is not set."""
    known: Mapping[str, Mapping[str, str]] = _read(preset).get("settings", {})
    return known


@cache
def _read(preset: str) -> dict[str, Any]:
    text = files(__name__).joinpath(f"{preset}.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _with(written: Any, values: Mapping[str, str]) -> Any:
    """Put settings in place of %name%. Their signs are few, so that none of them ends a text that it stands in."""
    if isinstance(written, str):
        return _SETTING.sub(lambda found: values[found.group(1)], written)
    if isinstance(written, list):
        return [_with(item, values) for item in written]
    return (
        {name: _with(item, values) for name, item in written.items()}
        if isinstance(written, dict)
        else written
    )
