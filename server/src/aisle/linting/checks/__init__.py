"""What the linter looks for: one file for each check, one line for each here."""

from collections.abc import Sequence

from aisle.linting.checks import dates, figures, mentions, products, promised
from aisle.linting.checks.types import DocumentCheck, ProductCheck, StatementCheck

STATEMENT_CHECKS: Sequence[StatementCheck] = (figures.compare,)
DOCUMENT_CHECKS: Sequence[DocumentCheck] = (
    dates.passed,
    mentions.price,
    mentions.availability,
    promised.warranty,
)
PRODUCT_CHECKS: Sequence[ProductCheck] = (
    products.description,
    products.pictures,
    products.price,
    products.sizes,
    products.units,
    products.options,
)
