"""Whether a question wants products, guides, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aisle.answering.answer_type import AnswerType, asked_for
from aisle.answering.main_kinds import is_headed
from aisle.answering.product_cues import COLOUR_WORDS, SELLS
from aisle.answering.relevance import is_in, product_keys
from aisle.answering.superlatives import is_order_word
from aisle.answering.weighing import PEOPLE
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys, tokens
from aisle.catalog.types import Product
from aisle.retrieval.types import ProductHit, Understanding, Wants

# Questions about what a shop does rather than what it sells.
_POLICIES = frozenset(
    {"=return", "=exchange", "=delivery", "=warranty", "=repair", "=pay", "=voucher", "=cancel", "=track", "=hours", "=contact",
     "=wash", "=damaged", "=abroad", "=discount"}
)  # fmt: skip
_ABOUT_GUIDES = frozenset({AnswerType.DURATION, AnswerType.PLACE, AnswerType.HOURS, AnswerType.STEPS})
# "Can I bring my dog?" and "What is a groundsheet?" are for the guides, whatever goods they name.
_ABOUT_ONESELF = re.compile(
    r"^\W*(?:can|could|may|do|should|must|am|will) (?:i|we)\b|^\W*(?:what (?:is|are|does|do)|why|explain|tell me about)\b|"
    r"\bdifferences? between\b|\bmy\b|\bmeine?[nrm]?\b|\b(?:mon|ma|mes)\b|\bmis?\b|^\W*(?:kann|darf|muss|soll) ich\b|^\W*(?:was (?:ist|sind|bedeutet)|warum)\b|"
    r"^\W*(?:puis-je|dois-je|peut-on|pourquoi|qu'est-ce)\b|^\W*(?:puedo|debo|se puede|por qu[eé]|qu[eé] es)\b",
    re.IGNORECASE,
)
_ASKS_FOR_GOODS = re.compile(
    r"^\W*(?:which|show|find|recommend|suggest|looking for|any|something|i need|i want|i'm looking|i am looking|do you (?:have|sell|stock|carry)|"
    r"have you got|can you (?:recommend|suggest|show)|welche\w*|suche|ich suche|habt ihr|haben sie|führt ihr|verkauft ihr|je cherche|avez-vous|"
    r"vendez-vous|quel(?:le)?s?|busco|tienen|tenéis|venden|quiero)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\bhow much (?:is|are|does|do|for)\b[^?]*?\b\w{3,}(?:ing|ung)\b[^?]*|\b(?:cost|price) of \w{3,}ing\b|^\W*how (?:much|many) \w+ (?:do|does|should|will|would)\b[^?]*\bneed\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\w{3,}(?:est|ste[nrs]?)$")
_DO_YOU = re.compile(
    r"^\W*(?:do|can|could|will|would) you (?:also |ever |still |guys )?([a-z]+)\b", re.IGNORECASE
)
_SELLING = re.compile(
    r"have|sell|stock|carry|offer|make|recommend|suggest|show|list|find|get|got|do|help|advise|tell|keep|supply|produce|know|think|see|give|name",
    re.IGNORECASE,
)
# Verbs, measures and parts of the body around what is wanted: no property that goods would name.
_NO_PROPERTY = frozenset(
    [
        "wear",
        "wears",
        "wearing",
        "worn",
        "rated",
        "rating",
        "have",
        "has",
        "having",
        "chest",
        "waist",
        "hip",
        "hips",
        "inseam",
        "collar",
        "foot",
        "feet",
        "head",
        "heads",
        "least",
        "most",
        "much",
        "many",
        "keep",
        "keeps",
        "carry",
        "carries",
        "carrying",
        "hold",
        "holds",
        "holding",
        "fit",
        "fits",
        "fitting",
        "last",
        "lasts",
        "lasting",
        "cost",
        "costs",
        "costing",
        "spend",
        "pay",
        "weigh",
        "weighs",
        "weighing",
        "measure",
        "measures",
        "sized",
        "going",
        "go",
        "walk",
        "walking",
        "hike",
        "hiking",
        "call",
        "called",
        "come",
        "comes",
        "put",
        "like",
        "love",
        "prefer",
        "hear",
        "heard",
        "say",
        "said",
        "old",
        "under",
        "below",
        "above",
        "maximum",
        "minimum",
    ]
)
# A product named by its kind may miss this much of the rest ("... for three days in the Lakes").
_ENOUGH_WITH_KIND = 0.3
_ENOUGH_WITHOUT_KIND = 0.6


def wants_products(question: str, language: str, wants: Wants) -> bool:
    """Whether to look for product cards at all."""
    if wants is Wants.PRODUCTS:
        return True
    asked = asked_for(question)
    if wants is Wants.EITHER and _ABOUT_ONESELF.search(question) and not _ASKS_FOR_GOODS.search(question):
        return False
    words = {word.key for word in content_words(question, language)}
    return wants is Wants.EITHER and not words & _POLICIES and not asked & _ABOUT_GUIDES


def relevant(
    question: str, language: str, hits: Sequence[ProductHit], understood: Understanding
) -> tuple[Product, ...]:
    """The products that are what was asked for, as found; those of the kind named, where one is named."""
    words = [word for word in _unfiltered(question, language, understood) if _is_subject(word)]
    products = _of_name([hit.product for hit in hits], words)
    if not words:
        return tuple(products) if understood.filters else ()
    of_kind = [product for product in products if is_of_kind(product, words, language)]
    of_kind = [
        product for product in of_kind if _is_headed(product, words, language, strict=bool(understood.sort))
    ] or of_kind
    least = _ENOUGH_WITH_KIND if of_kind else _ENOUGH_WITHOUT_KIND
    others = [one for one in products if _may_be(one, question, words, language)]
    return tuple(one for one in of_kind or others if _share(one, words, language) >= least)


def _may_be(product: Product, question: str, words: Sequence[Word], language: str) -> bool:
    """Whether a product may be the thing that is asked for: "it straps to a bicycle" makes no bicycle."""
    if not SELLS.match(question):
        return True
    typed = keys(" ".join((*product.tags, *product.attributes, _choices(product))), language)
    return any(is_in(word, typed) for word in words)


def goods_lead(
    question: str, language: str, found: Sequence[Product], wants: Wants, limited: bool
) -> bool | None:
    """Whether cards answer best (True), only if no guide does (False), or not at all (None)."""
    words = [word for word in content_words(question, language) if _is_subject(word)]
    if _asks_a_service(question):
        return None
    asks = wants is Wants.PRODUCTS or limited or bool(_ASKS_FOR_GOODS.search(question))
    if any(not _is_said(word, found, language) for word in words):
        in_category = any(_in_category(product, words, language) for product in found)
        return True if asks and in_category else None
    return asks or any(is_of_kind(product, words, language) for product in found)


def unsaid(
    question: str, language: str, found: Sequence[Product], understood: Understanding, guided: str = ""
) -> tuple[str, ...]:
    """Words the shopper limits the goods by that none of them says; names of places and people are no limit.

    `guided` are the words of guides that are quoted beside the goods: what they speak to is not left unanswered.
    """
    words = [word for word in _unfiltered(question, language, understood) if word.weight == KEY_WEIGHT]
    known = keys(guided, language)
    people = frozenset(tokens(" ".join(match.group() for match in PEOPLE.finditer(question))))
    return tuple(
        word.text
        for word in words
        if word.text not in people | _NO_PROPERTY
        and (word.text in COLOUR_WORDS or not (is_in(word, known) or _SUPERLATIVE.search(word.text)))
        and not _is_said(word, found, language)
    )


def _is_subject(word: Word) -> bool:
    return word.weight >= KEY_WEIGHT and not is_order_word(word.text)


def _asks_a_service(question: str) -> bool:
    """ "Do you rent out tents?", "how much does resoling cost?": something done, whatever goods it is done to."""
    if _DOING.search(question):
        return True
    verb = _DO_YOU.search(question)
    return verb is not None and not _SELLING.fullmatch(verb.group(1))


def _is_said(word: Word, found: Sequence[Product], language: str) -> bool:
    """A colour counts only where it can be chosen: "red stitching" is no red jacket."""
    if word.text in COLOUR_WORDS:
        return any(word.text in tokens(_choices(product)) for product in found)
    return any(is_in(word, product_keys(product, language)) for product in found)


def _choices(product: Product) -> str:
    """Everything that can be chosen of a product, with its name."""
    options = (value for variant in product.variants for value in variant.options.values())
    return " ".join((product.title, *product.attributes.values(), *options))


def _in_category(product: Product, words: Sequence[Word], language: str) -> bool:
    category = keys(product.category or "", language)
    return any(is_in(word, category) for word in words)


def is_of_kind(product: Product, words: Sequence[Word], language: str) -> bool:
    """Whether one of the words is in the product's name or category."""
    kind = keys(f"{product.title} {product.category or ''}", language)
    return any(is_in(word, kind) for word in words)


def _of_name(products: Sequence[Product], words: Sequence[Word]) -> list[Product]:
    """Those called by a name in the question, where any are: "the Ullock packs" are no other packs."""
    names = {word.text for word in words if word.is_name}
    called = [product for product in products if names & set(tokens(product.title))]
    return called or list(products)


def _is_headed(product: Product, words: Sequence[Word], language: str, *, strict: bool) -> bool:
    """Whether its category is such a thing.

    The narrowest step that says a word decides. Strictly only the very narrowest may: an order by price or weight
    brings whatever belongs to the goods to the top.
    """
    for step in product.path[-1:] if strict else reversed(product.path):
        if any(is_in(word, keys(step, language)) for word in words):
            return is_headed(step, words, language)
    return False


def _unfiltered(question: str, language: str, understood: Understanding) -> list[Word]:
    """Words that a filter already stands for need not be found again: "cream" may have become "Beige"."""
    said = keys(" ".join(one.text for one in understood.filters if one.field != "category"), language)
    left = keys(understood.text, language) if understood.text and understood.filters else None
    words = content_words(question, language)
    return [word for word in words if word.key not in said and (left is None or word.key in left)]


def _share(product: Product, words: Sequence[Word], language: str) -> float:
    found = product_keys(product, language)
    return sum(word.weight for word in words if is_in(word, found)) / sum(word.weight for word in words)
