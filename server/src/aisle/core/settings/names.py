"""Where settings stand, and what they are called there."""

from pathlib import Path

from dotenv import dotenv_values

ENV_FILE = ".env"
ENV_ENCODING = (
    "utf-8-sig"  # Windows editors put a mark in front, which must not become part of the first name
)
WITHOUT_PREFIX = (
    "database_url",
    "database_admin_url",
    "openai_base_url",
    "openai_api_key",
    "gemini_base_url",
    "gemini_api_key",
    "anthropic_base_url",
    "anthropic_api_key",
)
# Read by the benchmarks and the scripts beside the program.
# Names that people export beside the settings: data for tests, and a key for their own calls.
OF_OTHERS = frozenset({"AISLE_DATA_DIR", "AISLE_COMMERCE_DIR", "AISLE_BASE_URL", "AISLE_KEY"})


def name_of(field: str) -> str:
    """Return a setting's name in the environment."""
    return field.upper() if field in WITHOUT_PREFIX else f"AISLE_{field.upper()}"


def names_in_env_file() -> set[str]:
    """Return the names in `.env`. Raises OSError or UnicodeError where it cannot be read."""
    return set(dotenv_values(ENV_FILE, encoding=ENV_ENCODING)) if Path(ENV_FILE).is_file() else set()
