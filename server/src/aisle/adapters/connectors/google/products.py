"""Spreadsheets whose rows are products, read as the rows of any table are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import IO

from aisle.adapters.connectors.files.connector import FilesConnector
from aisle.adapters.connectors.files.options import FilesOptions
from aisle.adapters.connectors.files.store import Entry
from aisle.adapters.connectors.google.drive import Drive
from aisle.adapters.connectors.google.items import Item, form_of
from aisle.adapters.connectors.google.options import GoogleOptions
from aisle.sources.errors import BrokenData, ShopNotFound, ShopRefused
from aisle.sources.ports import Setup

EVERY = ["*"]


class Sheets:
    """The shop's catalogues as a place of files, by their ids."""

    name = "Google Drive"

    def __init__(self, drive: Drive, options: GoogleOptions) -> None:
        self._drive, self._options = drive, options
        self._items: dict[str, Item] = {}

    async def list(self) -> AsyncIterator[Sequence[Entry]]:
        """Yield those that are there, by id. Raises ShopNotFound for one that is not: its products would be taken for gone."""
        for one in sorted(self._options.catalogues):
            item = await self._drive.get(one)
            if item.trashed:
                raise ShopNotFound(f"“{item.name}” is in the trash: take it out of the catalogues first.")
            self._items[item.id] = item
            yield [Entry(item.id, item.version, item.size, item.modified)]

    async def open(self, path: str, most_bytes: int) -> IO[bytes]:
        """Return a catalogue's bytes."""
        item = self._items[path]
        form = form_of(item, self._options)
        if form is None:
            raise BrokenData(f"“{item.name}” is no table.")
        try:
            return await self._drive.open(item.id, form, most_bytes)
        except ShopRefused as failure:
            raise BrokenData(f"“{item.name}” is not given: {failure.detail}") from None


def sheets_of(setup: Setup, drive: Drive) -> FilesConnector:
    """Return what reads products from the catalogues."""
    said: GoogleOptions = setup.options
    options = FilesOptions(
        catalogues=EVERY,
        currency=said.currency,
        mapping=said.mapping,
        follow_links=False,
        most_bytes=said.most_bytes,
    )
    return FilesConnector(replace(setup, options=options), Sheets(drive, said))
