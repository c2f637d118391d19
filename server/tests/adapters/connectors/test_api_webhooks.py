"""Webhooks of described APIs: what is forged, altered or sent again is told from what the shop signed."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from made_api import configuration
from worlds import setup

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.hooks.jws import MOST_KEYS, PUBLISHED, kept_keys
from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.core.ids import new_id
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Answer, Delivery, hooks_of
from aisle.sources.records import Resource

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
SECRET = new_id().hex
EVENTS = [
    {"where": "headers['x-event'] == 'product_updated'", "resource": "products", "ids": "body.product.id"},
    {
        "where": "headers['x-event'] == 'product_deleted'",
        "resource": "products",
        "ids": "body.product.id",
        "removed": "true",
    },
]
HMAC = {"kind": "hmac", "header": "X-Signature"}
STAMPED = {**HMAC, "sent": "X-Sent", "signed": "{sent}.{body}"}
BODY = json.dumps({"issued": "2026-11-21T04:59:00Z", "product": {"id": "7"}}).encode()
KEYS = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}


def options(signature, **hooks):
    described = {"signature": signature, "key": "body.issued", "events": EVENTS, **hooks}
    return ApiOptions(
        address="https://shop.example", configuration={**configuration(), "webhooks": described}
    )


def hooks(signature, **more):
    found = hooks_of(KIND, options(signature, **more))
    assert found is not None
    return found


def mac(text: bytes, algorithm="sha256", secret=SECRET) -> bytes:
    return hmac.new(secret.encode(), text, getattr(hashlib, algorithm)).digest()


def delivery(signature: str, body=BODY, event="product_updated", **headers) -> Delivery:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Delivery({"x-signature": signature, "x-event": event, **named}, body)


def public(algorithm, key=None, **more):
    made = jwt.get_algorithm_by_name(algorithm).to_jwk((key or KEYS[algorithm]).public_key(), as_dict=True)
    return {**made, "kid": "1", "use": "sig", **more}


def detached(algorithm="RS256", body=BODY, key=None, raw=True, **header) -> str:
    """Sign as shops do (RFC 7797: over the raw body)."""
    protected = {"alg": algorithm, "kid": "1", **({"b64": False, "crit": ["b64"]} if raw else {}), **header}
    first = base64.urlsafe_b64encode(json.dumps(protected).encode()).rstrip(b"=")
    payload = body if raw else base64.urlsafe_b64encode(body).rstrip(b"=")
    tool = jwt.get_algorithm_by_name(algorithm)
    signed = tool.sign(first + b"." + payload, key or KEYS[algorithm])
    return f"{first.decode()}..{base64.urlsafe_b64encode(signed).rstrip(b'=').decode()}"


# Shared secrets


@pytest.mark.parametrize(
    ("shape", "written"),
    [
        ({}, lambda: mac(BODY).hex()),
        ({"encoding": "base64"}, lambda: base64.b64encode(mac(BODY)).decode()),
        ({"prefix": "sha512=", "algorithm": "sha512"}, lambda: "sha512=" + mac(BODY, "sha512").hex()),
        ({"prefix": "v1,"}, lambda: f"v1,{'00' * 32} v1,{mac(BODY).hex()}"),
    ],
    ids=["hex", "base64", "prefix", "several"],
)
def test_signatures_are_read_as_they_are_described(shape, written) -> None:
    made = hooks({**HMAC, **shape})
    assert made.verify(delivery(written()), ["another", SECRET], NOW)
    assert not made.verify(delivery(written(), BODY.replace(b"7", b"8")), [SECRET], NOW), "altered"
    assert not made.verify(delivery(written()), ["another"], NOW), "forged"
    assert not made.verify(delivery(""), [SECRET], NOW)
    assert not made.verify(delivery(written()), [], NOW)


@pytest.mark.parametrize("late", [-301, -299, 0, 299, 301])
def test_what_was_sent_too_long_ago_is_refused(late) -> None:
    sent = str(int((NOW - timedelta(seconds=late)).timestamp()))
    signed = mac(sent.encode() + b"." + BODY).hex()
    assert hooks(STAMPED).verify(delivery(signed, x_sent=sent), [SECRET], NOW) is (abs(late) < 300)


def test_another_time_in_the_header_breaks_the_signature() -> None:
    old = str(int((NOW - timedelta(days=1)).timestamp()))
    replayed = delivery(mac(old.encode() + b"." + BODY).hex(), x_sent=str(int(NOW.timestamp())))
    assert not hooks(STAMPED).verify(replayed, [SECRET], NOW)


@pytest.mark.parametrize("sent", ["", "soon", "9" * 30, "-1", "٣"])
def test_times_that_are_none_are_refused(sent) -> None:
    signed = mac(sent.encode() + b"." + BODY).hex()
    assert not hooks(STAMPED).verify(delivery(signed, x_sent=sent), [SECRET], NOW)


def test_published_keys_are_never_taken_for_a_secret() -> None:
    """Everybody knows them: who signs with their text as a secret is nobody."""
    known = kept_keys({"keys": [public("RS256")]})
    assert not hooks(HMAC).verify(delivery(mac(BODY, secret=known).hex()), [known], NOW)


@pytest.mark.parametrize(
    "signature",
    [
        {**HMAC, "signed": "nothing"},
        {**HMAC, "sent": "X-Sent"},
        {**HMAC, "id": "X-Id"},
        {**HMAC, "signed": "{sent}{body}"},
        {**HMAC, "algorithm": "md5"},
        {"kind": "jws", "header": "X-Signature", "algorithms": ["none"]},
        {"kind": "jws", "header": "X-Signature", "keys": "https://evil.example/keys"},
    ],
)
def test_descriptions_that_would_let_forged_ones_in_are_refused(signature) -> None:
    with pytest.raises(ValueError):
        options(signature)


def test_deliveries_that_nothing_tells_apart_are_refused() -> None:
    """Two changes of one product would be taken for one."""
    with pytest.raises(ValueError, match="differs between deliveries"):
        options(HMAC, key=None)
    options(STAMPED, key=None)


# Published keys


@pytest.mark.parametrize("algorithm", KEYS)
@pytest.mark.parametrize("raw", [True, False])
def test_detached_signatures_are_checked_with_published_keys(algorithm, raw) -> None:
    made = hooks({"kind": "jws", "header": "X-Signature", "algorithms": [algorithm]})
    known = [kept_keys({"keys": [public(algorithm)]})]
    good = detached(algorithm, raw=raw)
    assert made.verify(delivery(good), known, NOW)
    assert not made.verify(delivery(good, BODY + b" "), known, NOW), "altered"
    assert not made.verify(delivery(good), [], NOW)


RS = {"kind": "jws", "header": "X-Signature", "algorithms": ["RS256"]}
FORGED = {
    "another key": lambda: detached(key=rsa.generate_private_key(65537, 2048)),
    "another algorithm": lambda: detached("ES256"),
    "another kid": lambda: detached(kid="2"),
    "unknown critical": lambda: detached(crit=["b64", "exp"]),
    "b64 not critical": lambda: detached(crit=[]),
    "b64 no boolean": lambda: detached(b64=0),
    "b64 no boolean, signed as text": lambda: detached(raw=False, b64=0, crit=["b64"]),
    "unknown critical, signed as text": lambda: detached(raw=False, crit=["exp"]),
    "nothing critical, signed as text": lambda: detached(raw=False, crit=[]),
    "no algorithm": lambda: "e30..AAAA",
    "too deep": lambda: base64.urlsafe_b64encode(b"[" * 99_999).decode() + "..AAAA",
    "no base64": lambda: detached() + "!",
    "payload within": lambda: detached().replace("..", ".e30."),
    "no signature": lambda: detached().rpartition(".")[0] + ".",
    "no JSON": lambda: "e3t7..AAAA",
    "no object": lambda: "W10..AAAA",
    "nothing": lambda: "",
}


@pytest.mark.parametrize("case", FORGED)
def test_forged_detached_signatures_are_refused(case) -> None:
    known = [kept_keys({"keys": [public("RS256"), public("ES256")]})]
    assert not hooks(RS).verify(delivery(FORGED[case]()), known, NOW)


def test_the_public_key_as_a_shared_secret_signs_nothing() -> None:
    """The delivery names HS256 and is signed with what everybody can read."""
    known = kept_keys({"keys": [public("RS256")]})
    first = base64.urlsafe_b64encode(b'{"alg":"HS256","b64":false,"crit":["b64"]}').rstrip(b"=")
    said = mac(first + b"." + BODY, secret=known)
    forged = f"{first.decode()}..{base64.urlsafe_b64encode(said).rstrip(b'=').decode()}"
    assert not hooks(RS).verify(delivery(forged), [known], NOW)


def test_a_secret_that_was_kept_before_does_not_keep_published_keys_from_being_believed() -> None:
    known = [SECRET, kept_keys({"keys": [public("RS256")]})]
    assert hooks(RS).verify(delivery(detached()), known, NOW)


def test_more_keys_than_a_shop_needs_are_not_kept() -> None:
    many = [public("ES256", kid=str(number)) for number in range(20)]
    assert len(json.loads(kept_keys({"keys": many}).removeprefix(PUBLISHED))) == MOST_KEYS
    with pytest.raises(BrokenData):
        kept_keys({"keys": [public("ES256", kid="k" * 30_000)]})


def test_weak_keys_and_keys_for_other_uses_are_not_believed() -> None:
    weak = rsa.generate_private_key(65537, 1024)
    small = [kept_keys({"keys": [public("RS256", weak)]})]
    assert not hooks(RS).verify(delivery(detached(key=weak)), small, NOW)
    for other in ({"use": "enc"}, {"alg": "RS512"}):
        assert not hooks(RS).verify(
            delivery(detached()), [kept_keys({"keys": [public("RS256", **other)]})], NOW
        )


class Published:
    """A shop that publishes its keys."""

    def __init__(self, said) -> None:
        self.said, self.asked = said, []

    async def send(self, request):
        assert not request.credentials, "anybody may read them"
        self.asked.append(request.url)
        return Answer(request.url, 200, {}, json.dumps(self.said).encode())


async def test_published_keys_are_fetched_from_the_shop_without_private_parts() -> None:
    private = jwt.get_algorithm_by_name("RS256").to_jwk(KEYS["RS256"], as_dict=True)
    shop = Published({"keys": [{**private, "kid": "1"}, {"kty": "oct", "k": "c2VjcmV0"}]})
    connector = KIND.open(setup(options(RS), ApiCredentials(), shop))
    kept = await hooks(RS).published(connector)
    assert shop.asked == ["https://shop.example/.well-known/jwks.json"]
    assert private["d"] not in kept
    assert "oct" not in kept
    assert hooks(RS).verify(delivery(detached()), [kept], NOW)


@pytest.mark.parametrize("said", [{}, {"keys": []}, {"keys": 7}, [], {"keys": [{"kty": "oct", "k": "AA"}]}])
async def test_shops_without_keys_are_told(said) -> None:
    connector = KIND.open(setup(options(RS), ApiCredentials(), Published(said)))
    with pytest.raises(BrokenData):
        await hooks(RS).published(connector)


# What they mean


def test_deliveries_name_what_is_read_again_or_gone() -> None:
    made = hooks(HMAC)
    (changed,) = made.events(delivery(""))
    assert (changed.resource, changed.ids, changed.removed) == (Resource.PRODUCTS, ["7"], False)
    (gone,) = made.events(delivery("", event="product_deleted"))
    assert gone.removed
    assert made.events(delivery("", event="something_else")) == []
    for body in (b"no JSON", b'{"product": {"id": null}}', b"[]"):
        with pytest.raises(BrokenData):
            made.events(delivery("", body))


def test_deliveries_that_come_again_have_one_key_and_others_another() -> None:
    later = BODY.replace(b"04:59", b"04:58")
    for made in (hooks(HMAC), hooks({**STAMPED, "sent_format": "iso"}, key=None)):
        keys = [
            made.key(delivery("", body, x_sent=sent))
            for body, sent in ((BODY, "1"), (BODY, "1"), (later, "2"))
        ]
        assert keys[0] == keys[1] != keys[2]


def test_a_shared_secret_is_asked_for_and_a_published_key_is_not() -> None:
    given = ApiCredentials.model_validate({"webhook_secret": SECRET})
    assert hooks(HMAC).own_secret(given) == SECRET
    with pytest.raises(ShopRefused):
        hooks(HMAC).own_secret(ApiCredentials())
    assert hooks(RS).own_secret(ApiCredentials()) == ""
