"""Settings are read from the environment and `.env`; an unknown or contradictory one stops the start."""

import difflib
import os
from typing import Any

from pydantic import ValidationError

from aisle.core.errors import AisleError
from aisle.core.settings.names import ENV_FILE, OF_OTHERS, name_of, names_in_env_file
from aisle.core.settings.settings import Settings


class SettingsRefused(AisleError):
    """The settings cannot be used; `detail` names each one and what to do."""

    code = "settings_refused"
    title = "The settings are not usable"


def load_settings(**given: Any) -> Settings:
    """Read the settings from the environment. Raises SettingsRefused with every fault named."""
    known = {name_of(field) for field in Settings.model_fields}
    try:
        names = {name.upper() for name in os.environ.keys() | names_in_env_file()}
        unknown = sorted(name for name in names - known - OF_OTHERS if name.startswith("AISLE_"))
        faults = [_unknown(name, known) for name in unknown]
        settings = Settings(**given)
    except ValidationError as error:
        faults += [_fault(one["loc"], one["msg"]) for one in error.errors()]
    except (OSError, UnicodeError) as error:
        raise SettingsRefused(f"{ENV_FILE} in this folder cannot be read: {error}") from None
    if faults:
        raise SettingsRefused("; ".join(faults))
    return settings


def _fault(location: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ")
    if not location:
        return said
    inside = "".join(f".{part}" for part in location[1:])
    return f"{name_of(str(location[0]).lower().removeprefix('aisle_'))}{inside}: {said}"


def _unknown(name: str, known: set[str]) -> str:
    bare = name.removeprefix("AISLE_")
    near = [bare] if bare in known else difflib.get_close_matches(name, sorted(known), n=1)
    return f"{name} is not a setting" + (
        f"; did you mean {near[0]}?" if near else "; `aisle settings show` lists them all"
    )
