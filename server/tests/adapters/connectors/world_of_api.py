"""A kiosk whose API is read by a description."""

from made_api import BASE, MadeApi, configuration
from pydantic import SecretStr
from worlds import World

from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.sources.records import Resource


def world() -> World:
    """Return the kiosk."""
    return World(
        ApiOptions(address=BASE, configuration=configuration()),
        ApiCredentials(username="anna", password=SecretStr("right")),
        MadeApi,
        {Resource.PRODUCTS: 25},
        ApiCredentials(username="anna", password=SecretStr("wrong")),
    )
