"""Whether what a store holds allows it another currency or language."""

from aisle.catalog.currencies import is_currency
from aisle.catalog.errors import CurrencyInUse, LanguageInUse
from aisle.catalog.repository import reading
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.tenants.types import Store


async def check_content_allows(session: Session, before: Store, after: Store) -> None:
    """Raise unless the products of the session's store stay true when it becomes another.

    Prices are kept in the currency that they were read in, and nothing converts them. Products' words are indexed for the
    store's language. Raises InvalidInput for what is no currency, CurrencyInUse, LanguageInUse.
    """
    if after.currency != before.currency:
        if not is_currency(after.currency):
            reason = f"“{after.currency}” is not an ISO 4217 currency code such as GBP or EUR."
            raise InvalidInput(reason, fields={"currency": reason})
        if found := await reading.other_currencies(session, after.currency):
            raise CurrencyInUse(after.currency, found)
    if after.language != before.language and (count := await reading.count_all_products(session)):
        raise LanguageInUse(before.language, count)
