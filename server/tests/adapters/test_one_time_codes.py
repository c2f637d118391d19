"""One contract for codes of authenticator apps: the real ones and the fake."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest

from aisle.adapters.one_time_codes.plain import PlainCodes
from aisle.adapters.one_time_codes.totp import TotpCodes

NOW = datetime(2026, 3, 1, 12, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def real_code(secret: str, step: int) -> str:
    return pyotp.TOTP(secret).generate_otp(step)


def plain_code(secret: str, step: int) -> str:
    return f"{step % 1_000_000:06d}"


KINDS = [pytest.param(TotpCodes(), real_code, id="real"), pytest.param(PlainCodes(), plain_code, id="fake")]


@pytest.mark.parametrize(("codes", "code"), KINDS)
def test_code_of_the_present_step_and_those_beside_it_is_known(codes: Any, code: Any) -> None:
    secret = codes.new_secret()
    for by in (-1, 0, 1):
        assert codes.step_of(secret, code(secret, STEP + by), NOW) == STEP + by
    for by in (-3, -2, 2, 3):
        assert codes.step_of(secret, code(secret, STEP + by), NOW) is None
    assert codes.step_of(secret, code(secret, STEP), NOW + timedelta(seconds=20)) == STEP


@pytest.mark.parametrize(("codes", "code"), KINDS)
@pytest.mark.parametrize("wrong", ["", "1", "abcdef", "12345678", "é" * 6, "\ud800", "٠١٢٣٤٥", "\x00" * 6])
def test_what_is_no_code_is_none(codes: Any, code: Any, wrong: str) -> None:
    assert codes.step_of(codes.new_secret(), wrong, NOW) is None


@pytest.mark.parametrize(("codes", "code"), KINDS)
def test_secrets_differ_and_stand_in_the_address_for_apps(codes: Any, code: Any) -> None:
    one, other = codes.new_secret(), codes.new_secret()
    assert one != other
    assert len(one) == 32  # 160 bits in base 32
    uri = codes.uri(one, "ada@people.example", "Aisle")
    assert uri.startswith("otpauth://totp/Aisle:ada")
    assert one in uri


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, of which apps show the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert TotpCodes().step_of(secret, code, at) == seconds // 30
