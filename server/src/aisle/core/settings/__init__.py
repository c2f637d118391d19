"""Settings come from the environment and `.env`: one file for each subject, put together in `settings.py`."""

from aisle.core.settings.loading import SettingsRefused, load_settings
from aisle.core.settings.names import name_of
from aisle.core.settings.settings import Settings

__all__ = ["Settings", "SettingsRefused", "load_settings", "name_of"]
