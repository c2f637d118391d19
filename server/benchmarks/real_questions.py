"""What is asked of the real files; some questions have no answer there, and must not get one."""

import csv
import json
from collections import defaultdict
from pathlib import Path

MANUAL = (
    "How can I enable the screenshot toolbar?",
    "How do I charge another phone with mine?",
    "Can I record video in HDR10+?",
    "How do I turn on night mode?",
    "Where can I see how much battery each app uses?",
    "How do I add a fingerprint?",
    "What does Bixby do?",
    "How do I bake bread in it?",
)
SHOP = (
    "Can I cancel an order that is pending?",
    "How long does a refund take if I did not pay by gift card?",
    "Can I exchange a shirt for shoes?",
    "My promo code is invalid, what can you do?",
    "I forgot my username, how do I get it back?",
    "What ways of refund are there?",
    "A waterproof backpack",
    "Which laptops have 32GB of RAM?",
    "Wireless earbuds under $200",
    "The cheapest electric kettle",
    "Do you sell lawn mowers?",
    "What is the capital of France?",
)


def manual_questions(folder: Path) -> list[tuple[str, frozenset[str]]]:
    """Return questions on the manual with the ids of the sections that answer them."""
    sections = json.loads((folder / "emanual-qa" / "s10_manual_corpus.json").read_text(encoding="utf-8"))
    by_path: dict[str, set[str]] = defaultdict(set)
    for id_, section in sections.items():
        steps = section["section_hierarchy"].split(">")
        by_path[">".join(sections[step]["title"].strip() for step in steps if step in sections)].add(id_)
    with (folder / "emanual-qa" / "s10_50_questions.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    known = [(row["question"], frozenset(by_path.get(row["section_path"].strip(), ()))) for row in rows]
    return [(question, names) for question, names in known if names]
