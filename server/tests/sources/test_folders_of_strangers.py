"""A folder of the machine is read by the stores that the operator named it for, and by nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest
from source_world import SourceWorld

from aisle.adapters.connectors.files import FOLDER
from aisle.core.ids import new_id
from aisle.core.settings.folder_grants import FolderGrants
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.errors import ShopRefused
from aisle.sources.records import Resource

OWNERS = ("organization", "store")
STRANGERS = ("another organization", "a sister store", "nobody")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "care.txt").write_text("Wash at 30 degrees.")
    return folder


def service_of(world: SourceWorld, place: Path, owner: str):
    """Return sources where the folder is named for somebody."""
    ids = {"organization": world.store.organization_id, "store": world.store.id}
    named = "" if owner == "nobody" else f"{ids.get(owner, new_id())}={place}"
    opening = replace(world.service.opening, kinds={"folder": FOLDER}, folders=FolderGrants.parse(named))
    return replace(world.service, opening=opening)


def wanted(place: Path) -> WantedSource:
    return WantedSource("folder", "Files", {"folder": str(place)}, {}, WantedReading(["documents"]))


@pytest.mark.parametrize("owner", OWNERS)
async def test_those_whom_a_folder_was_named_for_read_it(connected, place, owner) -> None:
    service = service_of(connected, place, owner)
    made = await service.add(connected.scope, wanted(place))
    tried = await service.test(connected.scope, made.source_id)
    assert [item["id"] for item in tried.samples[Resource.DOCUMENTS].items] == ["care.txt"]


@pytest.mark.parametrize("owner", STRANGERS)
async def test_strangers_read_nothing_of_it(connected, place, owner) -> None:
    """Neither when it is tried, nor when it is added, nor when it is stored already, as before it was named for others."""
    service = service_of(connected, place, owner)
    for deed in (service.try_out, service.add):
        with pytest.raises(ShopRefused):
            await deed(connected.scope, wanted(place))
    stored = await service.add(connected.scope, wanted(place), unchecked=True)
    with pytest.raises(ShopRefused):
        await service.test(connected.scope, stored.source_id)
