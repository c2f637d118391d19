"""Families of products as they are written by hand, read from TOML into strict types."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Model:
    """One product of a family with everything the family leaves open already filled in."""

    name: str
    brand: str
    category: str
    code: str
    noun: str
    kind: str
    price: str
    was: str | None
    description: str
    attributes: dict[str, str]
    tags: tuple[str, ...]
    size_name: str
    sizes: str
    colours: str
    stock: tuple[int, ...]


def load_models() -> Iterator[Model]:
    """Read every family file in the order of its number."""
    folder = files("aisle.demo.catalogue") / "families"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            yield from _models_of_file(file.read_text("utf-8"))


def _models_of_file(text: str) -> Iterator[Model]:
    for family in tomllib.loads(text)["family"]:
        for row in family["models"]:
            yield _model(family, row)


def _model(family: dict[str, Any], row: dict[str, Any]) -> Model:
    merged = {**family, **row}
    return Model(
        name=row["name"],
        brand=family["brand"],
        category=family["category"],
        code=family["code"],
        noun=family["noun"],
        kind=merged.get("kind") or family["noun"].split()[-1],
        price=str(row["price"]),
        was=str(row["was"]) if "was" in row else None,
        description=f"{row['note']}\n\n{family['text']}",
        attributes=_attributes(family, row),
        tags=tuple(dict.fromkeys([*family["tags"], *row.get("tags", [])])),
        size_name=merged.get("size_name", "Size"),
        sizes=merged.get("sizes", ""),
        colours=merged.get("colours", ""),
        stock=tuple(row.get("stock", ())),
    )


def _attributes(family: dict[str, Any], row: dict[str, Any]) -> dict[str, str]:
    columns = [name.strip() for name in family["columns"].split(";")]
    values = [value.strip() for value in row["spec"].split(";")]
    own = {name: value for name, value in zip(columns, values, strict=True) if value != "Not applicable"}
    return {**own, **_pairs(family.get("common", "")), **_pairs(row.get("common", ""))}


def _pairs(text: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, value in pairs}
