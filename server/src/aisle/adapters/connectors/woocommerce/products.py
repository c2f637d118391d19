"""Products of a WooCommerce shop and what of them can be put into a cart."""

from collections.abc import Iterator, Mapping

from aisle.adapters.connectors.fields import Fields
from aisle.adapters.connectors.woocommerce.values import PRODUCT_STATES, ShopFacts, amount, picture, stated
from aisle.sources.records import (
    Amount,
    PriceRecord,
    ProductRecord,
    ProductState,
    Stated,
    StockRecord,
    VariantRecord,
)

BUYABLE = ("simple", "external", "subscription", "bundle", "booking", "variation")
STOCK_FIELDS = (
    "id,type,status,sku,manage_stock,stock_quantity,stock_status,backorders,date_modified_gmt,parent_id"
)
PRICE_FIELDS = (
    "id,type,status,sku,price,regular_price,on_sale,date_on_sale_from_gmt,date_on_sale_to_gmt,"
    "date_modified_gmt,parent_id"
)


def has_variations(row: Fields) -> bool:
    """Whether a product is sold in variations, which are read on their own."""
    return row.text("type").startswith("variable")


def is_sold_itself(row: Fields) -> bool:
    """Whether a product is put into the cart as it is. A grouped one is not, and of a plugin's type nobody knows."""
    return not has_variations(row) and row.text("type") != "grouped"


def is_offered(row: Fields) -> bool:
    """Whether a variation is switched on."""
    return row.text("status") in ("publish", "")


def product(row: Fields, facts: ShopFacts, handles: Mapping[str, str]) -> Iterator[ProductRecord]:
    """Read a product. handles: of the products that it names by id."""
    number = row.id()
    yield ProductRecord(
        id=number,
        handle=row.word("slug") or f"product-{number}",
        title=row.text("name"),
        updated_at=row.time("date_modified_gmt"),
        created_at=row.time("date_created_gmt"),
        state=_state(row),
        description="\n".join(filter(None, (row.text("short_description"), row.text("description")))),
        brand=next((brand.word("name") for brand in row.items("brands")), None),
        categories=tuple(facts.path(one.id(), one.text("name")) for one in row.items("categories")),
        tags=tuple(one.text("name") for one in row.items("tags")),
        url=row.word("permalink"),
        pictures=tuple(found for one in row.items("images") if (found := picture(one))),
        attributes=_attributes(row, facts),
        options=tuple(one.text("name") for one in row.items("attributes") if one.flag("variation")),
        variants=None if has_variations(row) else tuple(_itself(row, facts)),
        related=_named(row, "upsell_ids", handles),
        complementary=_named(row, "cross_sell_ids", handles),
        rating=row.number("average_rating") if row.whole("rating_count") else None,
        rating_count=row.whole("rating_count"),
    )


def variation(row: Fields, parent: str, facts: ShopFacts) -> Iterator[VariantRecord]:
    """Read a variation. An attribute that it leaves out stands for any value."""
    if is_offered(row):
        yield _variant(row, parent, facts)


def stock(row: Fields) -> Iterator[StockRecord]:
    """Read how many there are. quantity: None where the shop does not count; it may be negative."""
    if is_sold_itself(row):
        quantity, without, word = _stock(row)
        yield StockRecord(
            row.id(), quantity, row.word("sku"), row.time("date_modified_gmt"), without, availability=word
        )


def price(row: Fields, facts: ShopFacts) -> Iterator[PriceRecord]:
    """Read the price of today. price_html is formatted and taxed: it is not looked at."""
    if is_sold_itself(row):
        now, before = _prices(row, facts)
        yield PriceRecord(
            id=row.id(),
            price=now,
            sku=row.word("sku"),
            updated_at=row.time("date_modified_gmt"),
            compare_at=before,
            valid_from=row.time("date_on_sale_from_gmt") if before else None,
            valid_until=row.time("date_on_sale_to_gmt") if before else None,
        )


def _itself(row: Fields, facts: ShopFacts) -> Iterator[VariantRecord]:
    if is_sold_itself(row):
        yield _variant(row, row.id(), facts)


def _variant(row: Fields, parent: str, facts: ShopFacts) -> VariantRecord:
    quantity, without, word = _stock(row)
    now, before = _prices(row, facts)
    shown = row.inside("image") if row.has("image") else None
    itself = row.id() == parent
    options = {} if itself else {one.text("name"): one.text("option") for one in row.items("attributes")}
    return VariantRecord(
        id=row.id(),
        product_id=parent,
        updated_at=row.time("date_modified_gmt"),
        sku=row.word("sku"),
        barcode=row.word("global_unique_id"),
        title="" if itself else row.text("name"),
        options=options,
        price=now,
        compare_at=before,
        stock=quantity,
        sells_without_stock=without,
        availability=word,
        picture=picture(shown) if shown else None,
        position=row.whole("menu_order"),
    )


def _stock(row: Fields) -> tuple[int | None, bool | None, str | None]:
    """manage_stock is true, false, or "parent" for a variation that shares its product's stock."""
    counted = row.flag("manage_stock") or row.data.get("manage_stock") == "parent"
    without = {"no": False, "notify": True, "yes": True}.get(row.text("backorders")) if counted else None
    return (row.whole("stock_quantity") if counted else None), without, row.word("stock_status")


def _prices(row: Fields, facts: ShopFacts) -> tuple[Amount | None, Amount | None]:
    now, regular = amount(row, "price", facts.currency), amount(row, "regular_price", facts.currency)
    reduced = row.flag("on_sale") and now and regular and regular.amount > now.amount
    return now, regular if reduced else None


def _state(row: Fields) -> Stated[ProductState] | None:
    said = row.text("status")
    hidden = row.text("catalog_visibility") == "hidden" or row.word("post_password")
    if said == "publish" and hidden:
        return Stated(ProductState.UNLISTED, said)
    return stated(PRODUCT_STATES, said)


def _attributes(row: Fields, facts: ShopFacts) -> dict[str, str]:
    found = {one.text("name"): ", ".join(one.texts("options")) for one in row.items("attributes")}
    size = row.inside("dimensions")
    parts = [size.text(name) for name in ("length", "width", "height")]
    if facts.weight_unit and (weight := row.word("weight")):
        found["Weight"] = f"{weight} {facts.weight_unit}"
    if facts.size_unit and all(parts):
        found["Dimensions"] = f"{' x '.join(parts)} {facts.size_unit}"
    return found


def _named(row: Fields, name: str, handles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(handle for one in row.texts(name) if (handle := handles.get(one)))
