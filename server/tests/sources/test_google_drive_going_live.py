"""Google Drive is let in, read, and stands in the store's documents and products; a consent that ends is asked for again."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aisle.adapters.connectors.google import GOOGLE
from aisle.sources.connections.types import ConnectionState
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.oauth.service import Consents
from aisle.sources.oauth.states import States
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Mode, RunState
from oauth_server import AuthorizationServer

sys.path.append(str(Path(__file__).parents[1] / "adapters" / "connectors"))
from google_drive import DOC, FOLDER, SHEET, File, GoogleDouble
from recorded_shop import Hours
from website_reading import in_process
from world_of_google import products

REDIRECT = "https://aisle.example/account/consent"
CLIENT = {"client_id": "client-1", "client_secret": "client-secret-1"}


def shop_drive() -> GoogleDouble:
    """Return a Drive with policies and a catalogue."""
    made = GoogleDouble()
    made.tokens = AuthorizationServer(GOOGLE.oauth, redirect=REDIRECT)
    made.put(File("folder-shop", "Shop", FOLDER, "root-folder-of-mine"))
    made.put(File("folder-help", "Help", FOLDER, "folder-shop"))
    made.put(File("sheet-products", "Products", SHEET, "folder-shop", products()))
    for number in range(30):
        made.put(
            File(
                f"doc-{number:02}",
                f"Page {number}",
                DOC,
                "folder-help",
                f"<h1>Page {number}</h1><p>Text {number}.</p>".encode(),
            )
        )
    return made


@pytest.fixture
def drive(connected) -> GoogleDouble:
    made = shop_drive()
    opening = replace(
        connected.service.opening,
        kinds={GOOGLE.name: GOOGLE},
        way_out=lambda _: made,
        tools={"convert": in_process, "timing": Hours().timing},
    )
    connected.service = replace(connected.service, opening=opening)
    connected.syncer = replace(connected.syncer, opening=opening)
    return made


async def add(connected):
    options = {"places": ["folder-shop"], "catalogues": ["sheet-products"], "currency": "EUR"}
    return await connected.service.add(
        connected.scope, WantedSource("google", "Our drive", options, CLIENT, WantedReading())
    )


async def let_in(connected, drive, source):
    consents = Consents(connected.service, States(b"k" * 32), REDIRECT)
    going = await consents.begin(connected.scope, source.source_id)
    brought = drive.tokens.consent(going.location)
    return await consents.finish(connected.scope, source.source_id, brought["state"], brought["code"])


async def names(connected, source) -> dict[str, str]:
    return {one: data["title"] for one, data in (await connected.copy(source, Resource.DOCUMENTS)).items()}


def lies_there(drive) -> dict[str, str]:
    return {
        one.id: one.name for one in drive.files.values() if one.type == DOC and one.parent == "folder-help"
    }


async def test_drive_goes_live_and_follows_its_changes(connected, drive) -> None:
    source = await add(connected)
    assert source.state is ConnectionState.AWAITING_CONSENT
    assert (await let_in(connected, drive, source)).state is ConnectionState.ACTIVE
    first = await connected.sync(source)
    assert first.state is RunState.LIVE
    assert await names(connected, source) == lies_there(drive)
    assert len(await connected.copy(source, Resource.PRODUCTS)) == 5
    drive.touch("doc-03", name="Page three", content=b"<h1>Three</h1><p>New text.</p>")
    drive.drop("doc-04")
    drive.touch("doc-05", parent="root-folder-of-mine")
    drive.put(File("doc-90", "Page ninety", DOC, "folder-help", b"<p>ninety</p>"))
    second = await connected.sync(source)
    counts = second.counts["documents"]
    assert (second.state, counts["added"], counts["changed"], counts["removed"]) == (RunState.LIVE, 1, 1, 2)
    assert await names(connected, source) == lies_there(drive)
    del drive.files["doc-06"]  # nothing tells of it
    assert "doc-06" in await names(connected, source)
    await connected.sync(source, Mode.RECONCILE)
    assert await names(connected, source) == lies_there(drive)


async def test_a_consent_that_was_taken_back_is_asked_for_again(connected, drive) -> None:
    source = await add(connected)
    await let_in(connected, drive, source)
    await connected.sync(source)
    drive.tokens.access_tokens.clear()
    drive.tokens.refresh_tokens.clear()
    refused = await connected.sync(source)
    assert (refused.state, refused.code) == (RunState.FAILED, "source_credentials")
    broken = await connected.service.get(connected.scope, source.source_id)
    assert broken.state is ConnectionState.BROKEN
    assert "Connect the source again" in (broken.health_detail or "")
    assert await names(connected, source) == lies_there(drive), "what was read stays"
    assert (await let_in(connected, drive, source)).state is ConnectionState.ACTIVE
    assert (await connected.sync(source)).state is RunState.LIVE
