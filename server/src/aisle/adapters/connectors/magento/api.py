"""Asking a Magento shop for rows by search criteria."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.magento.authorizing import Authorized
from aisle.adapters.connectors.magento.judging import ACCOUNT, BEARER, SIGNED, judge
from aisle.adapters.connectors.magento.settings import MagentoCredentials
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Request, Setup

Filters = Sequence[tuple[str, str, str]]  # field, condition, value; all of them hold


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that were found. total: how many match in all, where the shop says. date: its clock."""

    rows: list[Any]
    total: int | None
    date: str | None


class Api:
    """The API of one view of one shop."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._base = f"{setup.options.address}/rest/{setup.options.store_view}/V1"
        self._cause, self._let_in = _cause(setup.credentials), False
        self._asking = Asking(Authorized(setup), setup.politeness, setup.timing, self._judge)

    async def get(self, *path: str, query: Sequence[tuple[str, str]] = ()) -> Any:
        """Return the answer's JSON. path: each part is encoded whole: a SKU may hold slashes and blanks."""
        return json_of(await self._ask(path, query))

    async def search(
        self, path: str, filters: Filters, order: str, size: int, fields: str | None = None, page: int = 1
    ) -> Found:
        """Return rows in the order of a field. fields: of the items, where not all are wanted.

        Raises BrokenData for anything but a result. `items` is null where nothing is left after `fields`.
        """
        query = criteria(filters, order, size, page)
        if fields is not None:
            query.append(("fields", f"items[{fields}],total_count"))
        answer = await self._ask(path.split("/"), query)
        data = json_of(answer) if answer.body.strip() else {}
        data = {"items": []} if data == [] else data
        rows = data.get("items") if isinstance(data, dict) else ()
        if rows is not None and not isinstance(rows, list):
            raise BrokenData(f"The shop should have answered with items, at {path}.")
        total = data.get("total_count")
        known = total if isinstance(total, int) and not isinstance(total, bool) else None
        return Found(rows or [], known, answer.headers.get("date"))

    async def _ask(self, path: Sequence[str], query: Sequence[tuple[str, str]]) -> Answer:
        url = "/".join((self._base, *(quote(part, safe="") for part in path)))
        asked = f"{url}?{urlencode(query)}" if query else url
        return await self._asking.ask(Request("GET", asked, {"Accept": "application/json"}))

    def _judge(self, answer: Answer) -> None:
        judge(answer, self._cause, self._let_in)
        self._let_in = True


def criteria(filters: Filters, order: str, size: int, page: int = 1) -> list[tuple[str, str]]:
    """Return search criteria. The order is always named: without one the shop has none that stays."""
    asked: list[tuple[str, str]] = []
    for place, (field, condition, value) in enumerate(filters):
        group = f"searchCriteria[filterGroups][{place}][filters][0]"
        asked += [
            (f"{group}[field]", field),
            (f"{group}[value]", value),
            (f"{group}[conditionType]", condition),
        ]
    sort = "searchCriteria[sortOrders][0]"
    asked += [(f"{sort}[field]", order), (f"{sort}[direction]", "ASC")]
    return [*asked, ("searchCriteria[pageSize]", str(size)), ("searchCriteria[currentPage]", str(page))]


def _cause(credentials: MagentoCredentials) -> str:
    if credentials.is_account:
        return ACCOUNT
    return SIGNED if credentials.is_signed else BEARER
