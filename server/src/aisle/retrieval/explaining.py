"""Why a hit was found: the words it holds, field by field, and the values that met the limits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aisle.catalog.criteria import Criteria
from aisle.catalog.fitting import values_met
from aisle.catalog.search_text import product_fields
from aisle.catalog.types import Product
from aisle.retrieval.analysis.documents import terms_of
from aisle.retrieval.analysis.queries import TermGroup
from aisle.retrieval.filters import PASSAGE_FIELDS, is_attribute
from aisle.retrieval.legs import Query
from aisle.retrieval.names import AttributeNames
from aisle.retrieval.types import Explanation, FieldMatch, Filter, MetFilter, PassageHit, ProductHit


def explain_product(
    hit: ProductHit,
    words: Sequence[TermGroup],
    query: Query,
    filters: Sequence[Filter],
    names: AttributeNames,
) -> ProductHit:
    """Return the hit with its explanation."""
    met = values_met(hit.product, query.criteria)
    kept = [
        MetFilter(one, met.get(_field(one, names, query.criteria)))
        for one in filters
        if one.field not in PASSAGE_FIELDS
    ]
    return replace(
        hit, why=Explanation(_matches(words, _product_texts(hit.product), query.languages[0]), tuple(kept))
    )


def explain_passage(hit: PassageHit, words: Sequence[TermGroup], filters: Sequence[Filter]) -> PassageHit:
    """Return the hit with its explanation."""
    texts = (("title", hit.title), ("section", " ".join(hit.section)), ("text", hit.text))
    met = {"language": hit.language}
    kept = [MetFilter(one, met.get(one.field)) for one in filters if one.field in PASSAGE_FIELDS]
    return replace(hit, why=Explanation(_matches(words, texts, hit.language), tuple(kept)))


def _matches(
    groups: Sequence[TermGroup], texts: Sequence[tuple[str, str]], language: str
) -> tuple[FieldMatch, ...]:
    """The question's words in each field, in the order of the question."""
    found = ((field, _words(groups, set(terms_of(text, language)))) for field, text in texts)
    return tuple(FieldMatch(field, words) for field, words in found if words)


def _words(groups: Sequence[TermGroup], terms: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.text for group in groups if not terms.isdisjoint(group.terms)))


def _product_texts(product: Product) -> list[tuple[str, str]]:
    fields = product_fields(product)
    return [
        ("title", fields.title),
        ("identifier", fields.identifiers),
        ("category", fields.category),
        ("brand", product.brand or ""),
        ("tag", ", ".join(product.tags)),
        *_described(product),
        ("description", fields.body),
    ]


def _described(product: Product) -> Iterator[tuple[str, str]]:
    for name, value in product.attributes.items():
        yield f"attribute.{name}", f"{name}: {value}"
    for name in product.options:
        values = dict.fromkeys(one.options[name] for one in product.variants if name in one.options)
        yield f"attribute.{name}", f"{name}: {', '.join(values)}"


def _field(one: Filter, names: AttributeNames, criteria: Criteria) -> str:
    """The field as the criteria call it."""
    if not is_attribute(one.field):
        return one.field
    own = names.of(one.field)
    return next((choice.field for choice in criteria.attributes if choice.names == own), one.field)
