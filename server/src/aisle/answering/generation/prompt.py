"""What a model is told: rules that nothing can change, the shop's manner as data, evidence as marked data.

The words stand in `prompts/files`. They are only half of the defence; whatever the model makes of them is checked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aisle.answering.dates import day
from aisle.answering.generation.cleaning import unseen_out
from aisle.answering.generation.facts import offered, placeholder
from aisle.answering.generation.limits import usual_sentences
from aisle.answering.generation.sources import Sources, description
from aisle.answering.generation.tokens import cut_to
from aisle.answering.hostile import is_hostile
from aisle.answering.relevance import attributes_of
from aisle.answering.types import Fact
from aisle.assistants.tones import TONES
from aisle.assistants.types import AssistantSettings
from aisle.catalog.types import Product
from aisle.llm.chat import ChatMessage, Role
from aisle.prompts.present import told
from aisle.prompts.shipped import newest
from aisle.retrieval.types import PassageHit

NOT_FOUND = "NOT_FOUND"
RULES = newest("answer_rules").text
_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt": "Portuguese", "pl": "Polish",
    "sv": "Swedish", "da": "Danish", "ar": "Arabic", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "tr": "Turkish", "ru": "Russian",
}  # fmt: skip
_WORDS_TOKENS, _QUESTION_TOKENS = 300, 600
_FORGED = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Marks:
    """Random words of one request: `data` begins the lines around data, `canary` stands in the rules alone."""

    data: str
    canary: str


def language_name(code: str) -> str:
    """Return how a model is told of a language: by its English name, else by its code."""
    return _LANGUAGES.get(code, code)


def system_text(settings: AssistantSettings, store: str, language: str, marks: Marks) -> str:
    """The rules with manner, language and length; the shop's own words stand below them as data."""
    words = as_data(cut_to(settings.words, _WORDS_TOKENS), marks)
    notes = f"\n{_framed('notes on manner', words, marks)}\n{told('answer_notes')}" if words.strip() else ""
    manner = told(
        "answer",
        canary=marks.canary,
        shop=as_data(store, marks),
        tone=TONES[settings.tone].words,
        sentences=str(usual_sentences(settings.length)),
        language=language_name(language),
    )
    return f"{told('answer_rules')}\n{manner}{notes}"


def evidence_text(sources: Sources, reasons: dict[int, tuple[str, ...]], language: str, marks: Marks) -> str:
    """Every passage and product with its label between marked lines."""
    passages = (
        _passage(number, hit, sources, language, marks) for number, hit in enumerate(sources.passages, 1)
    )
    products = (
        _product(number, one, reasons.get(number, ()), marks)
        for number, one in enumerate(sources.products, 1)
    )
    return "\n".join((*passages, *products)) or "There is no evidence."


def messages(
    system: str,
    history: Sequence[ChatMessage],
    evidence: str,
    question: str,
    marks: Marks,
    begun: str = "",
    lead: str = "",
) -> tuple[ChatMessage, ...]:
    """The whole prompt, the shopper's message last; an answer that was broken off stands before a wish to go on."""
    asked = _framed("message of the shopper", as_data(cut_to(question, _QUESTION_TOKENS), marks), marks)
    shown = (
        f"\n{_framed('already shown above your answer, not to be repeated', as_data(lead, marks), marks)}"
        if lead
        else ""
    )
    past = tuple(ChatMessage(one.role, as_data(one.text, marks)) for one in history)
    said = (
        (ChatMessage(Role.ASSISTANT, as_data(begun, marks)), ChatMessage(Role.USER, told("answer_continue")))
        if begun
        else ()
    )
    return (
        ChatMessage(Role.SYSTEM, system),
        *past,
        ChatMessage(Role.USER, f"{evidence}{shown}\n{asked}"),
        *said,
    )


def as_data(text: str, marks: Marks) -> str:
    """Text of others, unable to close its frame, to forge a label or to hide anything."""
    plain = unseen_out(text).replace(marks.data, "").replace(marks.canary, "")
    return plain.translate(_FORGED)


def _framed(name: str, text: str, marks: Marks) -> str:
    return f"{marks.data} {name}\n{text}\n{marks.data} end"


def _passage(number: int, hit: PassageHit, sources: Sources, language: str, marks: Marks) -> str:
    place = " > ".join((hit.title, *hit.section))
    head = f"[E{number}] {as_data(' '.join(place.split()), marks)} ({day(hit.as_of, language)})"
    hostile = [unit.text for unit in sources.read[number - 1] if is_hostile(unit.text)]
    text = f"{hit.context}\n{hit.text}" if hit.kind == "table" and hit.context else hit.text
    for one in hostile:
        text = text.replace(one, "")
    return _framed(head, as_data(re.sub(r"\n{3,}", "\n\n", text), marks), marks)


def _product(number: int, product: Product, reasons: Sequence[str], marks: Marks) -> str:
    about = [as_data(f"{name}: {value}", marks) for name, value in attributes_of(product)]
    options = sorted({f"{name}: {value}" for one in product.variants for name, value in one.options.items()})
    facts = [f"{_FACTS[fact]}: {placeholder(fact, number)}" for fact in offered(product)]
    said = [
        as_data(one, marks)
        for one in (product.brand or "", product.category or "", description(product), *options, *reasons)
        if one
    ]
    return _framed(f"[P{number}] {as_data(product.title, marks)}", "\n".join((*facts, *about, *said)), marks)


_FACTS = {
    Fact.PRICE: "Price",
    Fact.STOCK: "Stock",
    Fact.COMPARE_AT: "Price before",
    Fact.DISCOUNT: "Reduced by",
}
