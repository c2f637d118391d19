"""Sentences of a source that speak to the assistant instead of the shopper.

They are never picked. Nothing a passage says is ever followed: the writer only copies from it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.?!\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|the)\b[^.?!\n]{0,30}"
    r"\b(?:instruction|prompt|rule|message|guideline|direction)"
    r"|\b(?:system|developer) (?:prompt|message|instruction)"
    r"|\b(?:dear|hey|you,?) (?:ai|assistant|chat ?bot|language model|llm|bot)\b(?! (?:manager|store))"
    # "Chats with the assistant: 30 days" is a privacy notice; "the assistant must ..." is an order.
    r"|\b(?:the|an?|any) (?:ai|assistant|chat ?bot|language model|llm|bot)s?\b[^.?!\n]{0,60}\b(?:must|should|shall|will|needs? to|ha(?:s|ve) to|is to|please|"
    r"repl(?:y|ies)|respond|tell|say|ignore|recommend|always|never)\b"
    r"|\b(?:note|instructions?|message|important|attention) (?:to|for) (?:the |an? |any |all )?(?:ai|assistant|chat ?bot|language model|llm|bot)s?\b"
    r"|\b(?:ai|virtual|shopping) assistants?\b[^.?!\n]{0,40}\b(?:must|should|shall|will|needs? to|has to)\b"
    r"|^\W*(?:assistant|ai|system|chatbot)\s*[:,]"
    r"|\byou are (?:now )?(?:an? |the )?(?:ai|assistant|chat ?bot|language model|helpful)"
    r"|\bas an ai\b|\bnew instructions?\b|\bjailbreak\b|<\|?(?:im_start|system|/?inst)"
    r"|\b(?:do not|don't|never) (?:tell|reveal|mention|inform)\b[^.?!\n]{0,30}\b(?:user|customer|shopper|anyone)s?\b"
    r"|\b(?:tell|inform|convince|reply to|respond to|answer) (?:the |every |all )?(?:user|customer|shopper)s?\b[^.?!\n]{0,30}\b(?:that|to|with)\b"
    r"|\bignoriere\b[^.?!\n]{0,40}\b(?:anweisung|vorgabe|regel)|\bignore[rz]?\b[^.?!\n]{0,40}\b(?:instructions? précédentes|consignes)"
    r"|\bignora\b[^.?!\n]{0,40}\binstrucciones",
    re.IGNORECASE,
)
# Marks of our own text format inside a source would be read as citations or facts of the answer.
_FORGED_MARKS = re.compile(r"\[\d{1,3}\]|\{fact:")


@lru_cache(maxsize=16_384)
def is_hostile(sentence: str) -> bool:
    """Whether a sentence addresses the assistant or forges the marks of an answer."""
    return bool(_ORDERS.search(sentence) or _FORGED_MARKS.search(sentence))


def safe(text: str) -> str:
    """Words from the catalogue or the shopper, made unable to forge a mark or start bold type."""
    return re.sub(r"\*{2,}", "*", re.sub(r"[\[\]{}]", "", " ".join(text.split())))
