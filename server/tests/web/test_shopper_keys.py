"""Keys with which a shop's server signs: made, listed, rotated, revoked; the secret is seen once."""

from typing import Any

import pytest
from shopper_tokens import claims, keeper, new_key, pair, signed
from web_shops import Caller, Shop, Site, check_problem

from aisle.identity.shoppers.keys import service


async def accepts(shop: Shop, token: str) -> bool:
    answer = await (await shop.start_shopper()).post("/sessions/identify", json={"token": token})
    return answer.status_code == 200


async def test_secret_is_shown_once_and_stored_sealed(shop: Shop) -> None:
    key = await new_key(shop)
    assert len(key["secret"]) >= 43  # 256 bits
    assert key["secret"] not in (await (await keeper(shop)).get("/shopper-keys")).text
    rows = await shop.sql("SELECT k::text AS row FROM shopper_key k")
    assert not any(key["secret"] in row["row"] or key["secret"].encode().hex() in row["row"] for row in rows)


async def test_rotated_key_holds_beside_the_new_one_for_the_overlap_alone(shop: Shop) -> None:
    old = await new_key(shop)
    new = (
        await (await keeper(shop)).post(f"/shopper-keys/{old['id']}/rotate", json={"overlap_hours": 1})
    ).json()
    assert await accepts(shop, signed(old, claims(shop, "c1")))
    assert await accepts(shop, signed(new, claims(shop, "c1")))
    await shop.sql("UPDATE shopper_key SET expires_at = now() - interval '1 second' WHERE id = $1", old["id"])
    assert not await accepts(shop, signed(old, claims(shop, "c1")))
    assert await accepts(shop, signed(new, claims(shop, "c1")))


async def test_rotation_without_overlap_ends_the_old_key_at_once(shop: Shop) -> None:
    old = await new_key(shop)
    await (await keeper(shop)).post(f"/shopper-keys/{old['id']}/rotate", json={"overlap_hours": 0})
    assert not await accepts(shop, signed(old, claims(shop, "c1")))


async def test_rotation_never_lengthens_what_ends_sooner(shop: Shop) -> None:
    old = await new_key(shop)
    for hours in (1, 100):
        await (await keeper(shop)).post(f"/shopper-keys/{old['id']}/rotate", json={"overlap_hours": hours})
    left = await shop.sql(
        "SELECT expires_at < now() + interval '2 hours' AS soon FROM shopper_key WHERE id = $1", old["id"]
    )
    assert left[0]["soon"]


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_pair_is_rotated_with_a_new_public_half(shop: Shop, algorithm: str) -> None:
    (private, public), (private_new, public_new) = pair(algorithm), pair(algorithm)
    old = await new_key(shop, algorithm, public)
    answer = await (await keeper(shop)).post(
        f"/shopper-keys/{old['id']}/rotate", json={"public_key": public_new}
    )
    assert answer.json()["secret"] is None
    assert await accepts(shop, signed(answer.json(), claims(shop, "c1"), private_new))
    assert await accepts(shop, signed(old, claims(shop, "c1"), private))
    assert not await accepts(shop, signed(answer.json(), claims(shop, "c1"), private))


async def test_revoked_key_signs_nothing_and_is_listed_as_revoked(shop: Shop) -> None:
    key = await new_key(shop)
    assert (await (await keeper(shop)).delete(f"/shopper-keys/{key['id']}")).status_code == 204
    assert not await accepts(shop, signed(key, claims(shop, "c1")))
    listed = (await (await keeper(shop)).json("/shopper-keys"))["items"]
    assert next(one for one in listed if one["id"] == key["id"])["revoked_at"]
    check_problem(
        await (await keeper(shop)).delete(f"/shopper-keys/{key['id']}"), 404, "shopper_key_not_found"
    )


def bad_keys() -> list[dict[str, Any]]:
    (private, rsa), (_, ec), (_, ed) = pair("RS256"), pair("ES256"), pair("EdDSA")
    return [
        {"algorithm": "RS256"},
        {"algorithm": "RS256", "public_key": ""},
        {"algorithm": "RS256", "public_key": "no key"},
        {"algorithm": "RS256", "public_key": ec},
        {"algorithm": "RS256", "public_key": private},
        {"algorithm": "ES256", "public_key": rsa},
        {"algorithm": "ES256", "public_key": ed},
        {"algorithm": "EdDSA", "public_key": ec},
        {"algorithm": "EdDSA", "public_key": rsa[:-40]},
        {"algorithm": "HS256", "public_key": rsa},
        {"algorithm": "none"},
        {"algorithm": "HS512"},
    ]


async def test_key_that_cannot_sign_safely_is_refused(shop: Shop) -> None:
    for body in bad_keys():
        answer = await (await keeper(shop)).post("/shopper-keys", json=body)
        check_problem(answer, 422, "invalid_input")
        assert "PRIVATE" not in answer.text


async def test_weak_rsa_key_is_refused(shop: Shop) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    weak = rsa.generate_private_key(65537, 1024).public_key()
    pem = weak.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    answer = await (await keeper(shop)).post("/shopper-keys", json={"algorithm": "RS256", "public_key": pem})
    assert "2048" in check_problem(answer, 422, "invalid_input")["detail"]


async def test_store_has_no_more_keys_than_anybody_needs(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_KEYS", 2)
    shop = await site.open_shop()
    for _ in range(2):
        key = await new_key(shop)
    check_problem(await (await keeper(shop)).post("/shopper-keys", json={}), 409, "conflict")
    await (await keeper(shop)).delete(f"/shopper-keys/{key['id']}")
    assert (await (await keeper(shop)).post("/shopper-keys", json={})).status_code == 201


async def test_keys_are_made_by_who_may_write_keys_alone(shop: Shop, site: Site) -> None:
    key = await new_key(shop)
    nobodies: list[Caller] = [shop.secret, shop.reader, shop.shopper, await site.member("editor", store=shop)]
    for caller in nobodies:
        for method, path in (
            ("POST", "/shopper-keys"),
            ("GET", "/shopper-keys"),
            ("POST", f"/shopper-keys/{key['id']}/rotate"),
            ("DELETE", f"/shopper-keys/{key['id']}"),
        ):
            answer = await caller.call(method, f"/stores/{shop.store.slug}{path}", json={})
            check_problem(answer, 403, "forbidden")


async def test_changes_of_keys_are_in_the_audit_log(site: Site) -> None:
    shop = await site.open_shop()
    key = await new_key(shop)
    new = (
        await (await keeper(shop)).post(f"/shopper-keys/{key['id']}/rotate", json={"overlap_hours": 2})
    ).json()
    await (await keeper(shop)).delete(f"/shopper-keys/{new['id']}")
    entries = await shop.sql(
        "SELECT action, object_id, after::text AS after FROM audit_entry WHERE object_kind = 'shopper_key' ORDER BY number"
    )
    assert [(one["action"], one["object_id"]) for one in entries] == [
        ("shopper_key.created", key["id"]),
        ("shopper_key.rotated", key["id"]),
        ("shopper_key.revoked", new["id"]),
    ]
    assert not any(secret in str([dict(one) for one in entries]) for secret in (key["secret"], new["secret"]))
