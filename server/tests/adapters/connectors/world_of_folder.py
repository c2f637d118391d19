"""A folder on this machine, with the same files as the bucket; what rows link to lies elsewhere."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from website_reading import in_process
from world_of_bucket import storage
from worlds import World

from aisle.adapters.connectors.files.options import FolderOptions, NoCredentials
from aisle.sources.records import Resource


@cache
def folder() -> Path:
    """Return the folder, made once."""
    place = Path(tempfile.mkdtemp()).resolve()
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for path, content in storage().files.items():
        if not path.endswith("/"):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
    return place / "public"


def world() -> World:
    """Return the folder."""
    return World(
        FolderOptions(folder=str(folder()), catalogues=["*products.csv$"], currency="EUR"),
        NoCredentials(),
        storage,
        {Resource.DOCUMENTS: 55, Resource.PRODUCTS: 5},
        tools={"convert": in_process, "folders": (folder().parent,)},
        is_local=True,
    )
