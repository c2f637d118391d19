"""What is asked of each type: one selection for pages, bulk operations and single objects alike."""

from dataclasses import dataclass

MONEY = "{ presentmentMoney { amount currencyCode } }"
ADDRESS = "{ name company address1 address2 zip city province countryCodeV2 phone }"
_BOUGHT = "title sku product { id } variant { id }"


@dataclass(frozen=True, slots=True)
class Nested:
    """A connection inside an object.

    Attributes:
        field: Its name.
        kinds: Of the ids of what it holds, by which a bulk file's lines are told apart.
        first: How many are asked for at once; the rest is read by itself.
        selection: Of each, the id first.
        all: Whether the rest is wanted.
    """

    field: str
    kinds: tuple[str, ...]
    first: int
    selection: str
    all: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of a type. selection: with its id."""

    type: str
    selection: str
    nested: tuple[Nested, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A connection at the root that lists a shape.

    Attributes:
        root: Its name.
        shape: Of its nodes.
        first: How many to begin with; what replies say of costs makes it more or less.
        count: The field that counts them, where there is one: enough of them are read in bulk.
        sorted: Whether the order by id must be asked for; else it is the only one.
        only: A filter that always holds.
    """

    root: str
    shape: Shape
    first: int = 25
    count: str | None = None
    sorted: bool = True
    only: str | None = None


MEDIA = ("MediaImage", "Video", "ExternalVideo", "Model3d")
_PICTURE = "id alt mediaContentType preview { image { url } }"

PRODUCT = Shape(
    "Product",
    "id handle title descriptionHtml status vendor productType tags createdAt updatedAt publishedAt "
    "onlineStoreUrl category { fullName } options { name position }",
    (
        Nested("media", MEDIA, 10, _PICTURE),
        Nested("collections", ("Collection",), 5, "id title"),
        Nested("metafields", ("Metafield",), 10, "id namespace key type value"),
    ),
)
# How many there are is a feed of its own, with another time of change: a variant says nothing of stock.
VARIANT = Shape(
    "ProductVariant",
    "id title sku barcode price compareAtPrice inventoryPolicy position updatedAt "
    "selectedOptions { name value } product { id }",
    (Nested("media", MEDIA, 1, _PICTURE, all=False),),
)
PRICE = Shape("ProductVariant", "id sku price compareAtPrice updatedAt")
ITEM = Shape(
    "InventoryItem",
    "id sku tracked updatedAt variant { id }",
    (
        Nested(
            "inventoryLevels",
            ("InventoryLevel",),
            10,
            "id updatedAt location { id name isActive fulfillsOnlineOrders } "
            'quantities(names: ["available"]) { name quantity }',
        ),
    ),
)
ORDER = Shape(
    "Order",
    "id name email phone createdAt updatedAt cancelledAt closedAt displayFinancialStatus displayFulfillmentStatus "
    f"note currentTotalPriceSet {MONEY} totalRefundedSet {MONEY} customer {{ id }} "
    f"shippingAddress {ADDRESS} billingAddress {ADDRESS} shippingLine {{ title }}",
    (
        Nested(
            "lineItems",
            ("LineItem",),
            20,
            f"id quantity currentQuantity {_BOUGHT} originalUnitPriceSet {MONEY} "
            f"discountedTotalSet(withCodeDiscounts: true) {MONEY} discountedUnitPriceAfterAllDiscountsSet {MONEY}",
        ),
    ),
)
CUSTOMER = Shape(
    "Customer",
    "id firstName lastName createdAt updatedAt defaultEmailAddress { emailAddress } "
    "defaultPhoneNumber { phoneNumber }",
    (Nested("addressesV2", ("MailingAddress",), 3, f"id {ADDRESS[2:-2]}"),),
)
FULFILLMENT = Shape(
    "Fulfillment",
    "id status displayStatus createdAt updatedAt inTransitAt deliveredAt estimatedDeliveryAt order { id } "
    "trackingInfo { company number url }",
    (
        Nested(
            "fulfillmentLineItems",
            ("FulfillmentLineItem",),
            20,
            f"id quantity lineItem {{ id {_BOUGHT} }}",
        ),
    ),
)
REFUND = Shape(
    "Refund",
    f"id createdAt updatedAt note order {{ id }} totalRefundedSet {MONEY}",
    (
        Nested(
            "refundLineItems",
            ("RefundLineItem",),
            20,
            f"id quantity subtotalSet {MONEY} lineItem {{ id {_BOUGHT} }}",
        ),
    ),
)
CHECKOUT = Shape(
    "AbandonedCheckout",
    "id createdAt updatedAt completedAt abandonedCheckoutUrl "
    f"customer {{ id defaultEmailAddress {{ emailAddress }} }} totalPriceSet {MONEY}",
    (
        Nested(
            "lineItems",
            ("AbandonedCheckoutLineItem",),
            20,
            f"id quantity {_BOUGHT} originalUnitPriceSet {MONEY} discountedTotalPriceSet {MONEY}",
        ),
    ),
)
PAGE = Shape("Page", "id title handle body isPublished updatedAt")
ARTICLE = Shape("Article", "id title handle body isPublished updatedAt tags blog { handle title }")
SENT = Shape("Order", "id fulfillments { id }")
REFUNDED = Shape("Order", "id refunds { id }")

PRODUCTS = Feed("products", PRODUCT, 10, "productsCount")
VARIANTS = Feed("productVariants", VARIANT, 50, "productVariantsCount")
PRICES = Feed("productVariants", PRICE, 100, "productVariantsCount")
ITEMS = Feed("inventoryItems", ITEM, 15, "productVariantsCount", sorted=False)
ORDERS = Feed("orders", ORDER, 5, "ordersCount")
CUSTOMERS = Feed("customers", CUSTOMER, 50, "customersCount")
CHECKOUTS = Feed("abandonedCheckouts", CHECKOUT, 5)
PAGES, ARTICLES = Feed("pages", PAGE, 50), Feed("articles", ARTICLE, 50)
SENDING, REFUNDING = Feed("orders", SENT, 50, "ordersCount"), Feed("orders", REFUNDED, 50, "ordersCount")
