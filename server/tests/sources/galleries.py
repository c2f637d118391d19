"""Pictures of shops that exist in no network: each address has a picture of its own."""

from __future__ import annotations

from hashlib import sha512
from uuid import UUID

import numpy as np
from staging import World

from aisle.adapters.picture_embedders import GridEmbedder
from aisle.llm.ports import Points
from aisle.retrieval.pictures.ahead import PicturesAhead
from aisle.retrieval.pictures.ports import PictureAway
from aisle.retrieval.pictures.reading import PictureReader
from aisle.retrieval.pictures.searching import PictureSearch


class Gallery:
    """Where pictures come from. away: those that cannot be had now."""

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.asked: list[str] = []

    async def fetch(self, address: str, tenant: UUID) -> Points:
        self.asked.append(address)
        if address in self.away:
            raise PictureAway("The server is away.")
        return drawn(address)


def drawn(address: str) -> Points:
    points = sha512(address.encode()).digest()[:48]
    return np.frombuffer(points, np.uint8).reshape(4, 4, 3)


def hang_up(world: World) -> Gallery:
    """Have a store's runs look at pictures of a gallery."""
    gallery = Gallery()
    world.pictures = PicturesAhead(PictureReader(GridEmbedder(), gallery))
    return gallery


async def seen_on(world: World, address: str) -> list[UUID]:
    """Products that are found by a photo of what is at an address."""
    looked = await PictureSearch(world.database, GridEmbedder()).alike(world.scope, [drawn(address)], 5)
    return [one.product_id for one in looked.found]
