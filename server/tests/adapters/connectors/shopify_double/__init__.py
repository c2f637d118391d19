"""A Shopify of our own: the real schema of every version, a shop in memory, costs, bulk operations, tokens and webhooks.

In tests it is an `Outside` (`Double`); `python -m shopify_double` from the folder above serves it over HTTP. What it takes from
the documentation is the shape and the limits; what it cannot know is Shopify's exact price of a query.
"""

from shopify_double.double import Double
from shopify_double.stock_of_goods import filled
from shopify_double.webhooks import Weather

__all__ = ["Double", "Weather", "filled"]
