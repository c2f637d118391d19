"""The written lists of settings say what the program knows, no more and no less."""

import re
from pathlib import Path

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from aisle.core.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
NAME = re.compile(r"^#([A-Z][A-Z0-9_]+)=", re.MULTILINE)


def name_of(field: str, info: FieldInfo) -> str:
    """The name in the environment: the alias in capitals where there is one."""
    alias = info.validation_alias
    return str(alias.choices[-1]) if isinstance(alias, AliasChoices) else f"AISLE_{field.upper()}"


def default_of(info: FieldInfo) -> str:
    if info.default is None:
        return ""
    return str(info.default).lower() if isinstance(info.default, bool) else str(info.default)


def every_setting() -> list[tuple[str, str, str]]:
    return [
        (name_of(field, info), default_of(info), str(info.description))
        for field, info in Settings.model_fields.items()
    ]


def example_block(name: str, default: str, description: str) -> str:
    return f"# {description}\n#{name}={default}\n"


def reference_row(name: str, default: str, description: str) -> str:
    shown = f"`{default}`" if default else "empty"
    return f"| `{name}` | {shown} | {description} |"


def test_example_file_has_every_setting_with_its_default_and_purpose() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    assert [block for block in (example_block(*one) for one in every_setting()) if block not in text] == []


def test_example_file_has_no_setting_that_is_unknown() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    assert NAME.findall(text) == [name for name, _, _ in every_setting()]


def test_copied_example_file_changes_nothing() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_reference_has_every_setting_with_its_default_and_purpose() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    rows = [
        line
        for line in text.splitlines()
        if line.startswith(("| `AISLE_", "| `DATABASE_", "| `OPENAI_", "| `GEMINI_", "| `ANTHROPIC_"))
    ]
    assert rows == [reference_row(*one) for one in every_setting()]
