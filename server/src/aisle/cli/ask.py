"""`aisle ask`: a question, and its answer as it is written."""

import json
import re
from typing import Annotated, Any

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, say, show
from aisle.conversations import service as conversations
from aisle.conversations.live import json_of
from aisle.conversations.types import NewMessage
from aisle.core.errors import AisleError

BOLD = re.compile(r"\*\*")


class NotAnswered(AisleError):
    """The turn ended without an answer."""

    code = "not_answered"
    title = "No answer was written"


def ask(
    question: Annotated[str, typer.Argument(help="What a shopper would ask.")],
    store: StoreOption = "demo",
    as_json: Json = False,
) -> None:
    """Ask a store's assistant; the answer streams. Exit code 1 when no answer could be written."""
    message = run(_ask(question, store, as_json))
    if message["role"] != "assistant":
        raise NotAnswered("The answer stopped halfway; ask again.")
    if as_json:
        show(shape(message), "", True)
    if message["state"] != "complete":
        raise typer.Exit(NOT_DONE)


async def _ask(question: str, store: str, quiet: bool) -> dict[str, Any]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        started, turn = await parts.turns.start(caller, NewMessage(question))
        assert turn is not None  # a message without an id of its own is always new
        lines = _Lines()
        async for frames in turn.follow():
            for frame in frames if not quiet else ():
                lines.add(json.loads(json_of(frame)))
        async with parts.database.open_scope(caller.scope) as session:
            return (await conversations.messages_of_turn(session, started.id))[-1]


def shape(message: dict[str, Any]) -> dict[str, Any]:
    """Return an answer in the shape that scripts rely on."""
    parts = message["parts"]
    facts = message["metadata"]
    return {
        "answer": message["text"],
        "citations": [_citation(part["data"]) for part in parts if part["type"] == "data-citation"],
        "products": [_product(part["data"]) for part in parts if part["type"] == "data-product"],
        "filters": [part["data"] for part in parts if part["type"] == "data-filter"],
        "confidence": facts.get("confidence", 0.0),
        "reasons": facts.get("reasons", []),
        "abstained": facts.get("abstained", False),
    }


def _citation(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: data[name]
        for name in ("quote", "title", "url", "document_id", "page", "section", "start", "end")
    }


def _product(data: dict[str, Any]) -> dict[str, Any]:
    price = data["price"] and {name: data["price"][name] for name in ("amount", "currency")}
    return {
        "id": data["id"],
        "title": data["title"],
        "price": price,
        "in_stock": data["in_stock"],
        "url": data["url"],
    }


class _Lines:
    """Prints events in an order that reads well: what comes within a text stands below it."""

    def __init__(self) -> None:
        self._in_text = False
        self._waiting: list[dict[str, Any]] = []

    def add(self, event: dict[str, Any]) -> None:
        """Print an event, or keep it until its text has ended."""
        kind = event["type"]
        self._in_text = kind == "text-start" or (self._in_text and kind != "text-end")
        if self._in_text and kind != "text-delta":
            self._waiting.append(event)
            return
        _print(event)
        if not self._in_text:
            for waiting in self._waiting:
                _print(waiting)
            self._waiting.clear()


def _print(event: dict[str, Any]) -> None:
    kind, data = event["type"], event.get("data", {})
    if kind == "text-delta":
        say(BOLD.sub("", event["delta"]), end="")
    elif kind == "text-end":
        say("")
    elif kind == "data-citation":
        say(
            f"  [{data['mark']}] {data['title']}" + (f", page {data['page']}" if data["page"] else ""),
            style="dim",
        )
    elif kind == "data-product":
        price = data["price"]["text"] if data["price"] else ""
        say(f"  • {data['title']}  {price}  {data['stock_text']}  {data['reason']}")
    elif kind == "data-comparison":
        _print_comparison(data)
    elif kind == "data-clarify":
        say("  " + " / ".join(data["options"]))


def _print_comparison(data: dict[str, Any]) -> None:
    say("  " + " | ".join(["", *(product["title"] for product in data["products"])]))
    for row in data["rows"]:
        say("  " + " | ".join([row["label"], *(cell["text"] or "" for cell in row["values"])]))
