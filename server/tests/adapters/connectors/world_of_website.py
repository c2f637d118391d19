"""A small site with all its traps."""

from trapped_site import Site, SiteOutside
from website_reading import in_process, options
from worlds import World

from aisle.adapters.connectors.website.options import NoCredentials
from aisle.sources.records import Resource


def world() -> World:
    """Return the site."""
    return World(
        options("https://shop.example", most_pages=150),
        NoCredentials(),
        lambda: SiteOutside(Site(products=8, articles=8)),
        {Resource.DOCUMENTS: 30, Resource.PRODUCTS: 8},
        reads_pages=True,
        tools={"convert": in_process},
    )
