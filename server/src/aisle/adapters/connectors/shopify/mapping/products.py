"""Products, variants, prices and stock."""

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.adapters.connectors.shopify.mapping.attributes import attributes, rating
from aisle.adapters.connectors.shopify.mapping.values import (
    Node,
    Unreadable,
    id_of,
    needed,
    price,
    stated,
    text,
    when,
)
from aisle.sources.records import (
    Picture,
    PriceRecord,
    ProductRecord,
    ProductState,
    Stated,
    StockRecord,
    VariantRecord,
)

STATES = {state.value.upper(): state for state in ProductState}
_ONLY_OPTION = "Title"  # what Shopify gives a product that has no options
_ONLY_VALUE = "Default Title"


@dataclass(frozen=True, slots=True)
class Shop:
    """What records need to know of their shop. address: of the online store. only_published: see the options."""

    currency: str
    address: str
    only_published: bool = True


def product(node: Node, shop: Shop) -> ProductRecord:
    """Read a product. Its variants are a feed of their own: there may be 2,048 of them."""
    stars, count = rating(node["metafields"])
    return ProductRecord(
        id=id_of(node["id"]),
        handle=needed(node, "handle"),
        title=needed(node, "title"),
        updated_at=when(node, "updatedAt"),
        created_at=when(node, "createdAt"),
        state=_state(node, shop),
        description=node.get("descriptionHtml") or "",
        brand=text(node, "vendor"),
        categories=_categories(node),
        tags=tuple(node.get("tags") or ()),
        url=text(node, "onlineStoreUrl"),
        pictures=_pictures(node["media"]),
        attributes=attributes(node["metafields"]),
        options=_options(node),
        rating=stars,
        rating_count=count,
    )


def variant(node: Node, shop: Shop) -> VariantRecord:
    """Read a variant. How many there are is said by the stock feed alone: two feeds would contradict each other for a while."""
    pictures = _pictures(node["media"])
    return VariantRecord(
        id=id_of(node["id"]),
        product_id=id_of(needed(node, "product")["id"]),
        updated_at=when(node, "updatedAt"),
        sku=text(node, "sku"),
        barcode=text(node, "barcode"),
        title="" if node.get("title") == _ONLY_VALUE else node.get("title") or "",
        options=_chosen(node),
        price=price(node, "price", shop.currency),
        compare_at=price(node, "compareAtPrice", shop.currency),
        sells_without_stock=_policy(node),
        picture=pictures[0] if pictures else None,
        position=node.get("position"),
    )


def price_of(node: Node, shop: Shop) -> PriceRecord:
    """Read what a variant costs, in the shop's own currency."""
    return PriceRecord(
        id=id_of(node["id"]),
        price=price(node, "price", shop.currency),
        sku=text(node, "sku"),
        updated_at=when(node, "updatedAt"),
        compare_at=price(node, "compareAtPrice", shop.currency),
    )


def stock(node: Node, shop: Shop) -> StockRecord:
    """Read an inventory item with its levels. What online orders cannot take is listed but not counted."""
    counted = bool(needed(node, "tracked"))
    places: dict[str, int] = {}
    online = 0
    for level in node["inventoryLevels"]:
        location, quantity = level["location"], _available(level)
        if location["isActive"]:
            places[location["name"]] = places.get(location["name"], 0) + quantity
            online += quantity if location["fulfillsOnlineOrders"] else 0
    times = [at for at in (when(part, "updatedAt") for part in (node, *node["inventoryLevels"])) if at]
    return StockRecord(
        id=id_of(needed(node, "variant")["id"]),
        quantity=online if counted else None,
        sku=text(node, "sku"),
        updated_at=max(times, default=None),
        by_location=places if counted else {},
    )


def _state(node: Node, shop: Shop) -> Stated[ProductState] | None:
    state = stated(text(node, "status"), STATES)
    hidden = shop.only_published and node.get("publishedAt") is None
    if state and state.known is ProductState.ACTIVE and hidden:
        return Stated(ProductState.DRAFT, "ACTIVE, not published to the online store")
    return state


def _categories(node: Node) -> tuple[str, ...]:
    taxonomy = ((node.get("category") or {}).get("fullName") or "").replace(" > ", " / ")
    collections = sorted(each["title"] for each in node["collections"])
    return tuple(dict.fromkeys(filter(None, (taxonomy, text(node, "productType"), *collections))))


def _pictures(media: Sequence[Node]) -> tuple[Picture, ...]:
    found = (
        (each, ((each.get("preview") or {}).get("image") or {}).get("url"))
        for each in media
        if each.get("mediaContentType") == "IMAGE"
    )
    return tuple(Picture(url, each.get("alt") or "") for each, url in found if url)


def _options(node: Node) -> tuple[str, ...]:
    options = sorted(node.get("options") or (), key=lambda option: option["position"])
    names = tuple(option["name"] for option in options)
    return () if names == (_ONLY_OPTION,) else names


def _chosen(node: Node) -> dict[str, str]:
    chosen = {option["name"]: option["value"] for option in node.get("selectedOptions") or ()}
    return {} if chosen == {_ONLY_OPTION: _ONLY_VALUE} else chosen


def _policy(node: Node) -> bool | None:
    return {"CONTINUE": True, "DENY": False}.get(node.get("inventoryPolicy") or "")


def _available(level: Node) -> int:
    for quantity in level["quantities"]:
        if quantity["name"] == "available":
            return int(quantity["quantity"])
    raise Unreadable("inventoryLevels", "does not say what is available")
