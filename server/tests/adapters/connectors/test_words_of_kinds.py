"""Every kind of source, and every field of its form, has words in each language of the console."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aisle.adapters.connectors import KINDS
from aisle.web.source_shapes import kind_shape

FOLDER = Path(__file__).parents[4] / "console" / "src" / "features" / "sources" / "words" / "messages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.json"))


def wanted() -> Iterator[tuple[str, ...]]:
    """What has to be said, each by the keys that may say it."""
    for kind in KINDS.values():
        shape: dict[str, Any] = kind_shape(kind)
        yield (kind.name,)
        yield (f"{kind.name}.text",)
        for part in ("options", "credentials"):
            for name, field in shape["form"][part].get("properties", {}).items():
                ends = ["", ".help"] if field.get("description") else [""]
                yield from (
                    tuple(f"{whose}.{part}.{name}{end}" for whose in (kind.name, "any")) for end in ends
                )


def missing_in(said: dict[str, str]) -> list[str]:
    return [keys[0] for keys in wanted() if not any(said.get(key) for key in keys)]


def test_there_are_languages_and_fields() -> None:
    assert len(LANGUAGES) == 5
    assert len(list(wanted())) > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_kind_has_words(language: str) -> None:
    assert missing_in(json.loads((FOLDER / f"{language}.json").read_text("utf-8"))) == []


def test_no_words_are_of_a_field_that_is_gone() -> None:
    known = {key for keys in wanted() for key in keys}
    said = json.loads((FOLDER / "en.json").read_text("utf-8"))
    # Beyond a field's name stand its choices: woocommerce.options.key_in.header.
    assert [key for key in said if key not in known and key.rpartition(".")[0] not in known] == []


def test_missing_words_are_seen() -> None:
    said = json.loads((FOLDER / "de.json").read_text("utf-8"))
    del said["shopify.options.shop"]
    assert missing_in(said) == ["shopify.options.shop"]
