"""Questions with the paragraph, section or abstract that answers them: XQuAD, a phone's manual, Vaswani."""

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

from benchmarks.labelled.sets import LabelledSet

_DOCUMENT = re.compile(r"<DOC>\s*<DOCNO>(\d+)</DOCNO>(.*?)</DOC>", re.DOTALL)
_TOPIC = re.compile(r"<num>(\d+)</num><title>(.*?)</title>", re.DOTALL)


def xquad_languages(folder: Path) -> list[str]:
    """Return every language of XQuAD that is there."""
    return sorted(path.suffixes[0].lstrip(".") for path in (folder / "xquad").glob("xquad.*.json"))


def xquad(folder: Path, language: str) -> LabelledSet:
    """Read the paragraphs and questions of one language; the paragraph a question was written for has gain 1."""
    data = json.loads((folder / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
    asked = [(qa["question"], at) for at, paragraph in enumerate(paragraphs) for qa in paragraph["qas"]]
    return LabelledSet(
        f"xquad-{language}",
        language,
        tuple(paragraph["context"] for paragraph in paragraphs),
        tuple(question for question, _ in asked),
        tuple({at: 1.0} for _, at in asked),
    )


def manual(folder: Path) -> LabelledSet:
    """Read the sections of a phone's manual and 50 questions; the section named in the key has gain 1."""
    raw = (folder / "emanual-qa" / "s10_manual_corpus.json").read_text(encoding="utf-8")
    by_id = json.loads(raw)
    sections = list(by_id.values())
    by_path: dict[str, set[int]] = defaultdict(set)
    for at, section in enumerate(sections):
        steps = section["section_hierarchy"].split(">")
        by_path[">".join(by_id[step]["title"].strip() for step in steps if step in by_id)].add(at)
    with (folder / "emanual-qa" / "s10_50_questions.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    gains = [dict.fromkeys(by_path.get(row["section_path"].strip(), ()), 1.0) for row in rows]
    texts = tuple(" ".join([section["title"], *section["text"]]) for section in sections)
    kept = [at for at, gain in enumerate(gains) if gain]
    return LabelledSet(
        "emanual", "en", texts, tuple(rows[at]["question"] for at in kept), tuple(gains[at] for at in kept)
    )


def vaswani(folder: Path) -> LabelledSet:
    """Read 11,429 abstracts of physics and 93 topics, several hundred judgements each."""
    text = (folder / "vaswani" / "corpus" / "doc-text.trec").read_text(encoding="utf-8")
    documents = {number: " ".join(body.split()) for number, body in _DOCUMENT.findall(text)}
    place = {number: at for at, number in enumerate(documents)}
    gains: dict[str, dict[int, float]] = defaultdict(dict)
    for line in (folder / "vaswani" / "qrels").read_text(encoding="utf-8").splitlines():
        topic, _, document, gain = line.split()
        if int(gain) > 0 and document in place:
            gains[topic][place[document]] = float(gain)
    topics = _TOPIC.findall((folder / "vaswani" / "query-text.trec").read_text(encoding="utf-8"))
    asked = [(" ".join(title.split()).lower(), gains[number]) for number, title in topics if gains[number]]
    return LabelledSet(
        "vaswani",
        "en",
        tuple(documents.values()),
        tuple(title for title, _ in asked),
        tuple(gain for _, gain in asked),
    )
