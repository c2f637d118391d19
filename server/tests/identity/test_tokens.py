"""Keys and shopper tokens as texts: what is made is read, and nothing else is."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aisle.core.ids import new_id
from aisle.identity.tokens import (
    PUBLIC_PREFIX,
    SECRET_PREFIX,
    SHOPPER_PREFIX,
    ShopperText,
    make_key,
    make_shopper_token,
    read_key,
    read_shopper_token,
)

KEY = b"k" * 32
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize("prefix", [SECRET_PREFIX, PUBLIC_PREFIX])
def test_a_key_names_its_tenant_and_is_compared_by_hash(prefix):
    organization_id, key_id = new_id(), new_id()
    token, secret_hash = make_key(prefix, organization_id, key_id)
    read = read_key(token, prefix)
    assert read is not None
    assert (read.organization_id, read.key_id, read.secret_hash) == (organization_id, key_id, secret_hash)
    assert len(secret_hash) == hashlib.sha256().digest_size
    assert token != make_key(prefix, organization_id, key_id)[0]


def test_a_key_of_one_kind_is_none_of_the_other():
    token, _ = make_key(SECRET_PREFIX, new_id(), new_id())
    assert read_key(token, PUBLIC_PREFIX) is None
    assert read_key(token.replace(SECRET_PREFIX, PUBLIC_PREFIX), SECRET_PREFIX) is None


@given(st.uuids(), st.uuids(), st.uuids(), MOMENTS)
def test_a_shopper_token_is_read_as_it_was_made(organization_id, store_id, session_id, expires):
    shopper = ShopperText(organization_id, store_id, session_id, expires)
    token = make_shopper_token(KEY, shopper)
    assert read_shopper_token(KEY, token) == shopper
    assert read_shopper_token(b"another key", token) is None


@given(
    st.text() | st.text("ABCabc019-_=", min_size=80, max_size=130) | st.binary(max_size=100).map(bytes.hex),
    st.sampled_from([SECRET_PREFIX, PUBLIC_PREFIX, SHOPPER_PREFIX, ""]),
)
@example("\ud800", SECRET_PREFIX)
@example("=" * 400, SHOPPER_PREFIX)
def test_no_text_of_others_is_a_shopper_token_or_breaks_reading(text, prefix):
    assert read_shopper_token(KEY, prefix + text) is None
    for wanted in (SECRET_PREFIX, PUBLIC_PREFIX):
        read = read_key(prefix + text, wanted)
        assert read is None or len(read.secret_hash) == 32


@given(st.data())
def test_a_shopper_token_with_any_character_changed_is_refused(data):
    token = make_shopper_token(
        KEY, ShopperText(new_id(), new_id(), new_id(), datetime(2030, 1, 1, tzinfo=UTC))
    )
    place = data.draw(st.integers(len(SHOPPER_PREFIX), len(token) - 1))
    other = data.draw(st.sampled_from("ABCXYZabcxyz0189-_=. \n").filter(lambda mark: mark != token[place]))
    assert read_shopper_token(KEY, token[:place] + other + token[place + 1 :]) is None


@given(st.integers(0, 140))
def test_a_shopper_token_that_was_cut_is_refused(length):
    token = make_shopper_token(
        KEY, ShopperText(new_id(), new_id(), new_id(), datetime(2030, 1, 1, tzinfo=UTC))
    )
    if length < len(token):
        assert read_shopper_token(KEY, token[:length]) is None
    assert read_shopper_token(KEY, token + "A") is None
    assert read_shopper_token(KEY, token + "=") is None


def test_one_key_has_one_text_only():
    token, secret_hash = make_key(SECRET_PREFIX, new_id(), new_id())
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_":
        read = read_key(token[:-1] + last, SECRET_PREFIX)
        assert read is None or (read.secret_hash == secret_hash) == (last == token[-1])
