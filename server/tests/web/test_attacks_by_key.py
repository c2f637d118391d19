"""A key gives itself nothing: no right, no place, and no time that its maker did not give it."""

from datetime import UTC, datetime, timedelta

from test_key_management import made, owner_of
from web_shops import Shop, Site, check_problem

SELF = ["keys.read", "keys.write", "read"]


async def test_a_key_does_not_lengthen_its_own_life(shop: Shop, site: Site) -> None:
    ends = datetime.now(UTC) + timedelta(hours=1)
    key_id, key = await made(await owner_of(shop), site, scopes=SELF, expires_at=ends.isoformat())
    later = {"hours": 1, "expires_at": (ends + timedelta(days=3650)).isoformat()}
    check_problem(await key.post(f"/keys/{key_id}/rotate", json=later), 403, "forbidden")
    rotated = await key.post(f"/keys/{key_id}/rotate", json={"hours": 1})
    assert rotated.status_code == 201
    shown = (await site.caller(rotated.json()["key"]).get(f"/keys/{rotated.json()['id']}")).json()
    assert datetime.fromisoformat(shown["expires_at"]) == ends


async def test_a_key_ends_sooner_at_will(shop: Shop, site: Site) -> None:
    key_id, key = await made(await owner_of(shop), site, scopes=SELF)
    sooner = {"expires_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    assert (await key.post(f"/keys/{key_id}/rotate", json=sooner)).status_code == 201
