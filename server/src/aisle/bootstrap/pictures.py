"""The parts that look at pictures: the embedder, where pictures come from, and answers to photos."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from aisle.adapters.picture_embedders import LookAlikeEmbedder
from aisle.adapters.pictures import FetchedPictures, SandboxedPhotos
from aisle.adapters.workbooks import Converter
from aisle.bootstrap.chat_models import ChatModels
from aisle.conversations.looking import PhotoAnswers
from aisle.core.db import Database
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings import Settings
from aisle.core.vault import Vault
from aisle.demo import content
from aisle.demo.painting import paint
from aisle.llm.ports import PictureEmbedder, Points
from aisle.photos.describing import PhotoDescriber
from aisle.retrieval.pictures.ahead import PicturesAhead
from aisle.retrieval.pictures.following import PictureFollower
from aisle.retrieval.pictures.ports import PictureRefused, PictureSource
from aisle.retrieval.pictures.reading import PictureReader
from aisle.retrieval.pictures.searching import PictureSearch
from aisle.retrieval.search import Searcher

DEMO = "/demo/pictures/"


class KnownPictures:
    """Pictures by their addresses: those of the demo shop are drawn here, and need no network; others are fetched."""

    def __init__(self, fetched: FetchedPictures) -> None:
        self._fetched = fetched

    async def fetch(self, address: str, tenant: UUID) -> Points:
        """Return a picture; see `PictureSource`."""
        if not address.startswith(DEMO):
            return await self._fetched.fetch(address, tenant)
        drawing = content.find_picture(address.removeprefix(DEMO).removesuffix(".svg"))
        if drawing is None:
            raise PictureRefused("The demo shop has no such picture.")
        return np.asarray(await asyncio.to_thread(paint, drawing), np.uint8)

    async def close(self) -> None:
        """Close what is open."""
        await self._fetched.close()


@dataclass(frozen=True, slots=True)
class PictureParts:
    """What looks at pictures in one process."""

    embedder: PictureEmbedder
    source: KnownPictures
    reader: SandboxedPhotos
    search: PictureSearch

    def follower(self, source: PictureSource | None = None) -> PictureFollower:
        """Return what keeps the index of pictures. source: in place of the usual one."""
        return PictureFollower(self.embedder, source or self.source)

    def ahead(self) -> PicturesAhead:
        """Return what reads pictures before their products go live."""
        return PicturesAhead(PictureReader(self.embedder, self.source))


def make_pictures(database: Database, egress: GuardedFetch, sandbox: Converter) -> PictureParts:
    """Put together what looks at pictures."""
    embedder = LookAlikeEmbedder()
    source = KnownPictures(FetchedPictures(egress, sandbox))
    return PictureParts(embedder, source, SandboxedPhotos(sandbox), PictureSearch(database, embedder))


def make_photo_answers(
    settings: Settings,
    database: Database,
    searcher: Searcher,
    pictures: PictureParts,
    vault: Vault,
    models: ChatModels,
) -> PhotoAnswers:
    """Return what answers photos. A model describes them where one is usual, and can see."""
    describer = PhotoDescriber(models.gateway, settings.chat_model or None)
    return PhotoAnswers(database, searcher, pictures.search, pictures.reader, vault, describer)
