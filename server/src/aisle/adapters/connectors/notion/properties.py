"""The properties of a row, as plain values (developers.notion.com/reference/page-property-values).

Names of people are left out: they are the shop's own staff. So are addresses of files that Notion keeps: they end after an hour.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.fields import storable
from aisle.adapters.connectors.markup import escaped, link, public
from aisle.adapters.connectors.notion.texts import plain

# Not shown on pages of rows: times and links within the workspace.
UNSHOWN = ("title", "created_time", "last_edited_time", "relation", "verification")
Made = Callable[[Any], Any]


def values_of(properties: Any) -> dict[str, Any]:
    """Return the values by name of property; those without one as None."""
    known = properties.items() if isinstance(properties, dict) else ()
    return {name: value_of(one) for name, one in known if isinstance(one, dict)}


def value_of(said: Mapping[str, Any]) -> Any:
    """Return one value: a text, number, yes or no, list, or None."""
    kind = str(said.get("type"))
    made = MADE.get(kind)
    return made(said.get(kind)) if made else None


def title_of(properties: Any) -> str:
    """Return a page's title; each page has one property of that type."""
    known = properties.values() if isinstance(properties, dict) else ()
    titles = [one for one in known if isinstance(one, dict) and one.get("type") == "title"]
    return plain(titles[0].get("title")).strip() if titles else ""


def html_of(properties: Any) -> str:
    """Return what a row says as a table."""
    known = properties.items() if isinstance(properties, dict) else ()
    shown = [
        (n, value_of(one)) for n, one in known if isinstance(one, dict) and one.get("type") not in UNSHOWN
    ]
    rows = [
        f"<tr><th>{escaped(name)}</th><td>{words}</td></tr>" for name, one in shown if (words := _html(one))
    ]
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _html(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list):
        return ", ".join(words for one in value if (words := _html(one)))
    words = escaped("" if value is None else str(value)).replace("\n", "<br>")
    return link(value, words) if isinstance(value, str) and "://" in value else words


def _name(said: Any) -> str | None:
    return _text(said.get("name")) if isinstance(said, dict) else None


def _text(said: Any) -> str | None:
    return storable(said) if isinstance(said, str) and said else None


def _number(said: Any) -> Any:
    return said if isinstance(said, int | Decimal) and not isinstance(said, bool) else None


def _many(one: Made) -> Made:
    def made(said: Any) -> list[Any]:
        found = [one(item) for item in said] if isinstance(said, list) else []
        return [value for value in found if value is not None]

    return made


def _file(said: Any) -> str | None:
    external = said.get("external") if isinstance(said, dict) else None
    return public(external.get("url")) if isinstance(external, dict) else None


def _unique(said: Any) -> str | None:
    number = said.get("number") if isinstance(said, dict) else None
    prefix = said.get("prefix") if isinstance(said, dict) else None
    return f"{prefix}-{number}" if prefix and number is not None else _text(str(number or ""))


def _inner(said: Any) -> Any:
    """A formula or a rollup holds a value with a type of its own."""
    if not isinstance(said, dict):
        return None
    kind = said.get("type")
    if kind == "array":
        return _many(value_of)(said.get("array"))
    plainly: dict[Any, Made] = {"string": _text, "boolean": _flag}
    made = plainly.get(kind)
    return made(said.get(kind)) if made else value_of(said)


def _flag(said: Any) -> bool | None:
    return said if isinstance(said, bool) else None


def _start(said: Any) -> str | None:
    return _text(said.get("start")) if isinstance(said, dict) else None


MADE: dict[str, Made] = {
    **dict.fromkeys(("title", "rich_text"), lambda said: plain(said) or None),
    **dict.fromkeys(("url", "email", "phone_number", "created_time", "last_edited_time"), _text),
    **dict.fromkeys(("select", "status"), _name),
    **dict.fromkeys(("formula", "rollup"), _inner),
    "number": _number,
    "multi_select": _many(_name),
    "date": _start,
    "files": _many(_file),
    "checkbox": _flag,
    "relation": _many(lambda said: _text(said.get("id")) if isinstance(said, dict) else None),
    "unique_id": _unique,
    "place": lambda said: _text(said.get("address") or said.get("name")) if isinstance(said, dict) else None,
}
