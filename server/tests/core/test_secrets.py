"""Secrets of an installation: one key, made once, kept private; what it seals opens in its own place alone."""

import errno
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.core import secrets as secrets_module
from aisle.core.ids import new_id
from aisle.core.secrets import HomeUnusable, Secrets, SecretsDamaged, Unreadable, load_secrets

OURS, THEIRS = Secrets(b"r" * 32), Secrets(b"s" * 32)
SHOP, OTHER_SHOP = new_id(), new_id()
PLACE = "document_file:1"


@given(st.binary(max_size=2_000))
def test_what_is_sealed_is_unsealed(data):
    assert OURS.unseal(OURS.seal(data, SHOP, PLACE), SHOP, PLACE) == data


def test_the_same_bytes_are_never_sealed_alike():
    sealed = {OURS.seal(b"the same", SHOP, PLACE) for _ in range(50)}
    assert len(sealed) == 50
    assert all(b"the same" not in one for one in sealed)


@pytest.mark.parametrize(
    ("secrets", "shop", "place"),
    [
        (OURS, SHOP, "document_file:2"),
        (OURS, SHOP, "connector_token:1"),
        (OURS, SHOP, ""),
        (OURS, OTHER_SHOP, PLACE),
        (THEIRS, SHOP, PLACE),
    ],
    ids=["another row", "another table", "no place", "another tenant", "another root key"],
)
def test_what_was_moved_or_is_foreign_is_unreadable(secrets, shop, place):
    with pytest.raises(Unreadable):
        secrets.unseal(OURS.seal(b"a token", SHOP, PLACE), shop, place)


def test_a_change_of_any_byte_is_noticed():
    sealed = OURS.seal(b"a token", SHOP, PLACE)
    for place in range(len(sealed)):
        with pytest.raises(Unreadable):
            OURS.unseal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], SHOP, PLACE)


def test_what_was_cut_or_lengthened_is_unreadable():
    sealed = OURS.seal(b"a token", SHOP, PLACE)
    for changed in (*(sealed[:length] for length in range(len(sealed))), sealed + b"x"):
        with pytest.raises(Unreadable):
            OURS.unseal(changed, SHOP, PLACE)


@given(st.binary(max_size=200))
def test_bytes_of_others_are_unreadable(data):
    with pytest.raises(Unreadable):
        OURS.unseal(data, SHOP, PLACE)


def test_each_purpose_has_a_key_of_its_own():
    keys = {OURS.key(purpose) for purpose in ("context", "jobs", "shopper tokens", "role:aisle_app", "")}
    assert len(keys) == 5
    assert all(len(key) == 32 for key in keys)
    assert OURS.key("context") == Secrets(b"r" * 32).key("context") != THEIRS.key("context")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    home = tmp_path / "new" / "home"
    first = load_secrets(home)
    assert len(first.root) == 32
    assert load_secrets(home) == first
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert load_secrets(tmp_path / "other") != first


def test_the_umask_does_not_widen_the_key(tmp_path):
    before = os.umask(0)
    try:
        load_secrets(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_first_calls_at_once_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(load_secrets, [tmp_path / "home"] * 16))) == 1


def test_first_calls_of_processes_at_once_agree(tmp_path):
    program = "import sys; from pathlib import Path; from aisle.core.secrets import load_secrets; print(load_secrets(Path(sys.argv[1])).root.hex())"
    command = [sys.executable, "-c", program, str(tmp_path / "home")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


@pytest.mark.parametrize("failing", ["fsync", "open", "rename"])
def test_a_full_disk_leaves_no_half_key(tmp_path, monkeypatch, failing):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        if failing == "rename":
            broken.setattr(Path, "rename", full)
        else:
            broken.setattr(secrets_module.os, failing, full)
        with pytest.raises(HomeUnusable, match="No space left"):
            load_secrets(tmp_path)
    assert not list(tmp_path.glob("secrets*"))
    assert len(load_secrets(tmp_path).root) == 32


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "null", '{"root_key": 7}', '{"root_key": "xyz"}'])
def test_a_damaged_key_is_kept_and_said(tmp_path, text):
    (tmp_path / "secrets.json").write_text(text)
    with pytest.raises(SecretsDamaged, match=r"secrets\.json"):
        load_secrets(tmp_path)
    assert (tmp_path / "secrets.json").read_text() == text


def test_a_home_that_cannot_be_written_to_is_enough_once_it_has_a_key(tmp_path, monkeypatch):
    (tmp_path / "secrets.json").write_text(json.dumps({"root_key": "ab" * 32}))
    monkeypatch.setattr(secrets_module.fcntl, "flock", None)  # nothing is locked, so nothing is written
    assert load_secrets(tmp_path).root == bytes.fromhex("ab" * 32)


def test_a_key_of_another_length_is_damaged(tmp_path):
    (tmp_path / "secrets.json").write_text(json.dumps({"root_key": "ab"}))
    with pytest.raises(SecretsDamaged):
        load_secrets(tmp_path)


def test_a_home_that_is_a_file_is_said(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(HomeUnusable, match="AISLE_HOME"):
        load_secrets(tmp_path / "home")


def test_nothing_shows_the_key():
    assert b"r" * 32 not in repr(OURS).encode()
