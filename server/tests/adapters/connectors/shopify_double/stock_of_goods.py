"""Shops with something in them."""

from datetime import datetime

from shopify_double.double import Double


def filled(start: datetime, products: int = 12) -> Double:
    """Return a shop with products, orders, customers, checkouts and texts, all of them a day old."""
    double = Double(start)
    shop = double.shop
    double.hours.seconds = -86_400.0
    for name, online in (("Harbour", True), ("Museum", False)):
        shop.add("Location", name=name, online=online)
    collection = shop.add("Collection", title="Lamps")
    for number in range(products):
        product = shop.new_product(f"Lamp {number}", [f"{number}.90", "12.345"], tags=["light"])
        product["media"] = [shop.add("MediaImage", url=f"https://cdn.shopify.com/{number}.png", alt="A lamp")]
        shop.collect(product, collection)
    variants = shop.all("ProductVariant")
    customer = shop.plain("Customer", "customers", first="Ann", last="O'Hara", email="ann@example.com")
    for number in range(3):
        order = shop.new_order(
            variants[number : number + 2], email="ann@example.com", customer=customer["number"]
        )
        shop.send(order, tracking=[{"company": "DHL", "number": f"JD{number}", "url": "https://dhl.example"}])
    shop.refund(order, "5.00")
    shop.plain("AbandonedCheckout", "checkouts", lines=[order["lines"][0]])
    for title in ("About", "Sizes"):
        shop.add("Page", title=title)
    shop.add("Article", title="News")
    shop.add("ShopPolicy", title="Refund policy", type="REFUND_POLICY", body="<p>30 days</p>")
    double.hours.seconds = 0.0
    return double
