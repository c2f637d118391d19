"""Lets real files through the whole product and asks real questions: what becomes of them, in figures and in Markdown.

Reads AISLE_DATA_DIR and skips visibly without it. Quotes stay short: a sentence of a manual or policy, never a list.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.client import Client, multipart
from benchmarks.figures import progress, report
from benchmarks.installation import Installation, installation, new_store, secret_key, wait_for_jobs
from benchmarks.labelled.sets import data_dir
from benchmarks.places import REAL_INPUT
from benchmarks.real_files import (
    CATALOGUES,
    Catalogue,
    Page,
    call_centre,
    manual,
    retail_policy,
    retail_products,
)
from benchmarks.real_questions import MANUAL, SHOP, manual_questions
from benchmarks.scale import Scale

SENTENCE = 160
SENTENCE_END = re.compile(r"(?<=[a-z\])]\.) (?=[A-Z])")
FIRST = 5
Question = tuple[str, frozenset[str]]
PAGES_AT_ONCE = 100
LICENCES = (
    "The manual set is Apache-2.0, its text is Samsung's; the call-centre set and the retail set are MIT;"
    " the Saleor sample is BSD-3-Clause. The WooCommerce sample is GPL-3.0 and the Shopify samples come without a"
    " licence, so they are only counted."
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A store to work with over HTTP. name: as it stands in the report."""

    name: str
    client: Client
    admin: Any


def main(scale: Scale) -> None:
    """Measure everything this machine has; at toy size a part of it under the stub embedder."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the real files")
        return
    embedder = "hashed" if scale is Scale.TOY else "minilm"
    with installation(embedder) as place, place.api(), place.process("worker"):
        told = asyncio.run(_measure(place, folder, scale))
    if scale is Scale.FULL:
        REAL_INPUT.write_text(told, encoding="utf-8")


async def _measure(place: Installation, folder: Path, scale: Scale) -> str:
    parts = [LICENCES, "", "| store | question | answer | cited | products |", "|---|---|---|---|---|"]
    few = scale is Scale.TOY
    async with _shop(place, "phone manual") as shop:
        await _read(shop, manual(folder)[: 20 if few else None])
        await _right_sections(shop, manual_questions(folder)[: 3 if few else None])
        parts += await _ask(shop, MANUAL[: 2 if few else None])
    async with _shop(place, "retail", "USD") as shop:
        await _read(shop, [*call_centre(folder), *retail_policy(folder)])
        await _import(shop, retail_products(folder))
        parts += await _ask(shop, SHOP[: 2 if few else None])
    for catalogue in CATALOGUES[: 1 if few else None]:
        async with _shop(place, catalogue.name, catalogue.currency) as shop:
            await _import(shop, catalogue.loaded(folder))
            rows = await _ask(shop, catalogue.questions)
            parts += rows if catalogue.quoted else []
    return "\n".join(parts)


@asynccontextmanager
async def _shop(place: Installation, name: str, currency: str = "GBP") -> AsyncIterator[Shop]:
    progress(name)
    async with place.parts() as parts, place.admin() as admin:
        token = await secret_key(parts, await new_store(parts, name, currency))
        async with Client(place.settings.port, token) as client:
            yield Shop(name, client, admin)


async def _read(shop: Shop, pages: Sequence[Page]) -> None:
    """Upload pages and report what became of them."""
    documents = []
    for start in range(0, len(pages), PAGES_AT_ONCE):
        body = {"documents": [page.as_document() for page in pages[start : start + PAGES_AT_ONCE]]}
        documents += (await shop.client.post("/api/v1/documents", body)).json()["documents"]
    await wait_for_jobs(shop.admin)
    rows = await shop.admin.fetch(
        "SELECT state, reason FROM document WHERE id = ANY($1::uuid[])", [one["id"] for one in documents]
    )
    ready = sum(row["state"] == "ready" for row in rows)
    reasons = Counter(row["reason"] for row in rows if row["state"] != "ready")
    note = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
    report(f"{shop.name}: documents read", ready, "documents", size=f"{len(pages)} documents", note=note)


async def _import(shop: Shop, catalogue: Catalogue) -> None:
    """Import a catalogue and report what became of its rows."""
    body, header = multipart(catalogue.file, catalogue.data, {"currency": catalogue.currency})
    reply = await shop.client.send("POST", "/api/v1/catalog/imports", body, header)
    if reply.status >= 400:
        refused = json.loads(reply.body)
        report(
            f"{shop.name}: products imported", 0, "products", size=catalogue.file, note=str(refused["code"])
        )
        return
    await wait_for_jobs(shop.admin)
    done = (await shop.client.get(f"/api/v1/catalog/imports/{reply.json()['import_id']}")).json()
    counts = done["counts"]
    kept = counts["created"] + counts["updated"] + counts["unchanged"]
    note = f"{counts['rows']} rows, {counts['skipped']} skipped, {counts['failed']} errors, {counts['warnings']} warnings"
    codes = Counter(error["code"] for error in done["errors"]["items"])
    told = "".join(f", {count} {code}" for code, count in codes.most_common(3))
    report(f"{shop.name}: products imported", kept, "products", size=catalogue.file, note=f"{note}{told}")


async def _right_sections(shop: Shop, questions: Sequence[Question]) -> None:
    """Report how often a right section stands among the first five, for the joined search and each leg alone."""
    shares = {
        mode: await _hits(shop, questions, mode) / len(questions)
        for mode in ("hybrid", "keyword", "semantic")
    }
    words, meaning = shares["keyword"], shares["semantic"]
    report(
        f"{shop.name}: right section among the first {FIRST}",
        shares["hybrid"],
        "share",
        peer=f"words alone: {words:.3g}, meaning alone: {meaning:.3g}",
        ratio=shares["hybrid"] / max(words, meaning) if words or meaning else None,
        size=f"{len(questions)} questions",
        note="one right section each; this set was also looked at when fusion was chosen",
    )


async def _hits(shop: Shop, questions: Sequence[Question], mode: str) -> int:
    found = 0
    for question, names in questions:
        body = {"query": question, "limit": FIRST, "kinds": ["passage"], "mode": mode}
        items = (await shop.client.post("/api/v1/search", body)).json()["items"]
        ids = [item["passage"]["document_id"] for item in items]
        rows = await shop.admin.fetch("SELECT name FROM document WHERE id = ANY($1::uuid[])", ids)
        found += bool(names & {row["name"] for row in rows})
    return found


async def _ask(shop: Shop, questions: Sequence[str]) -> list[str]:
    """Ask, count how answers rest on evidence, and return a table row of each."""
    replies = [
        (await shop.client.post("/api/v1/chat", {"message": question})).json()["message"]
        for question in questions
    ]
    cited = sum(any(part["type"] == "data-citation" for part in reply["parts"]) for reply in replies)
    abstained = sum(bool(reply["metadata"]["abstained"]) for reply in replies)
    shown = sum(any(part["type"] == "data-product" for part in reply["parts"]) for reply in replies)
    size = f"{len(questions)} questions"
    for what, count in (("cite", cited), ("show products", shown), ("abstain", abstained)):
        report(f"{shop.name}: answers that {what}", count, "answers", size=size)
    return [_row(shop.name, question, reply) for question, reply in zip(questions, replies, strict=True)]


def _row(shop: str, question: str, reply: dict[str, Any]) -> str:
    parts = reply["parts"]
    cited = [part["data"]["title"] for part in parts if part["type"] == "data-citation"]
    products = [part["data"]["title"] for part in parts if part["type"] == "data-product"]
    cells = [
        shop,
        question,
        _first_sentence(reply["text"]),
        ", ".join(dict.fromkeys(cited)),
        ", ".join(products),
    ]
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _first_sentence(text: str) -> str:
    sentence = SENTENCE_END.split(text.strip().split("\n", 1)[0], maxsplit=1)[0]
    return sentence if len(sentence) <= SENTENCE else sentence[:SENTENCE].rsplit(" ", 1)[0] + " …"


def _plain(cell: str) -> str:
    return cell.replace("|", "/").replace("**", "").replace("\n", " ")
