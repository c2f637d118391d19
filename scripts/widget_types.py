"""Writes the chat page's types from the server's OpenAPI document, or with --check says whether they are those.

One source for both sides: what the server says it sends is what the page is compiled against.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aisle.web.app import describe

FILE = Path(__file__).parent.parent / "widget" / "src" / "api" / "types.ts"
ROOTS = ("NewSession", "CurrentSession", "MessagePage", "ChatReply", "CitedPassage", "StreamEvent")
# What the page calls by a shorter name.
SHORT = {"Session": "NewSession", "Store": "StoreLook", "MessageState": "TurnState"}
HEAD = "// Written by scripts/widget_types.py from the server's OpenAPI document; `npm run types` writes it anew.\n"
WIDTH = 100  # as the page's formatter has it
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
Schema = dict[str, Any]


def typescript(document: Schema) -> str:
    """Return the types of all roots and of what they refer to."""
    schemas = document["components"]["schemas"]
    written = [_declared(name, schemas[name]) for name in sorted(_reached(schemas))]
    short = [f"export type {short} = {name};\n" for short, name in SHORT.items()]
    return "\n".join([HEAD, *written, *short])


def _reached(schemas: Schema) -> set[str]:
    found, waiting = set[str](), list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += re.findall(r"#/components/schemas/(\w+)", str(schemas[name]))
    return found


def _declared(name: str, schema: Schema) -> str:
    said = " ".join(schema.get("description", "").split())
    about = f"/** {said} */\n" if said else ""
    if "properties" not in schema:
        return f"{about}{_alias(name, _type(schema))}"
    lines = "".join(f"  {line};\n" for line in _properties(schema))
    return f"{about}export interface {name} {{\n{lines}}}\n"


def _alias(name: str, meant: str) -> str:
    line = f"export type {name} = {meant};\n"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} =\n  | {meant.replace(' | ', f'{chr(10)}  | ')};\n"


def _properties(schema: Schema) -> Iterator[str]:
    required = schema.get("required", ())
    for name, value in schema["properties"].items():
        yield f"{name}{'' if name in required else '?'}: {_type(value)}"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema or "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema.get("enum", [schema.get("const")]))
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(map(_type, schema[several]))
    if schema.get("type") == "array":
        item = _type(schema["items"])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'unknown'}>"
    return PLAIN.get(schema.get("type", ""), "unknown")


def main() -> int:
    """Write the file, or compare it."""
    text = typescript(describe())
    if "--check" not in sys.argv:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.read_text(encoding="utf-8") == text:
        print("All checks passed: the page's types are those of the API.")
        return 0
    print(f"{FILE} is not what the API says: run `npm run types` in widget/ and look at what changed.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
