"""Whether the shop at an address is one of Shopify's."""

import re

from aisle.adapters.connectors.shopify.settings import DOMAIN
from aisle.sources.ports import Answer, Detected, Outside, Request

_HEADERS = ("x-shopid", "x-shopify-stage", "x-sorting-hat-shopid")
_NAMED = re.compile(rf"""Shopify\.shop\s*=\s*["']({DOMAIN.pattern})["']""")
_FILES = re.compile(r"cdn\.shopify\.com|/cdn/shop/")
_ANY = re.compile(rf"\b({DOMAIN.pattern})\b")


async def detect(address: str, outside: Outside) -> Detected | None:
    """Look at the page at an address. Raises ShopError when it cannot be asked."""
    answer = await outside.send(Request("GET", address, {"Accept": "text/html"}, most_bytes=16 * 2**20))
    page = answer.body.decode("utf-8", "replace")
    shop = _shop(address, answer, page)
    options = {"shop": shop} if shop else {}
    if found := [name for name in _HEADERS if name in answer.headers]:
        return Detected("shopify", 0.99, options, f"the header {found[0]}")
    if answer.headers.get("powered-by", "").lower() == "shopify":
        return Detected("shopify", 0.95, options, "the header powered-by")
    if shop and (_NAMED.search(page) or DOMAIN.fullmatch(_host(address))):
        return Detected("shopify", 0.95, options, f"the shop's domain {shop}")
    if _FILES.search(page):
        return Detected("shopify", 0.7, options, "files from /cdn/shop or cdn.shopify.com")
    return None


def _shop(address: str, answer: Answer, page: str) -> str | None:
    for where in (_host(address), _host(answer.url)):
        if DOMAIN.fullmatch(where):
            return where
    found = _NAMED.search(page) or _ANY.search(page)
    return found[1] if found else None


def _host(address: str) -> str:
    return re.sub(r"^https?://", "", address.lower()).partition("/")[0].partition(":")[0]
