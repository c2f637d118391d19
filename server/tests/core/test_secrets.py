"""Secrets of an installation: made once, kept private, and changed without leaving half a file."""

import errno
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from aisle.core import secrets as secrets_module
from aisle.core.secrets import (
    HomeUnusable,
    RootKey,
    Secrets,
    SecretsDamaged,
    Unreadable,
    change_roots,
    load_secrets,
    new_root,
)

BAD_ROOTS = json.dumps({"root_key": "ab" * 32, "root_keys": ["ab"]})
OURS, THEIRS = Secrets(b"r" * 32), Secrets(b"s" * 32)


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


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "[]", "null", '{"root_key": 7}', '{"root_key": "xyz"}', BAD_ROOTS]
)
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


def test_what_a_root_key_wrapped_it_alone_unwraps():
    root, other = new_root(), new_root()
    wrapped = root.wrap(b"k" * 32, b"tenant")
    assert root.unwrap(wrapped, b"tenant") == b"k" * 32
    assert root.name != other.name
    changed = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for key, data, bound in (
        (other, wrapped, b"tenant"),
        (root, wrapped, b"x"),
        (root, changed, b"tenant"),
        (root, b"", b"tenant"),
    ):
        with pytest.raises(Unreadable):
            key.unwrap(data, bound)


def test_root_key_is_apart_from_the_master_key(tmp_path):
    made = load_secrets(tmp_path)
    (root,) = made.roots
    assert root.key not in (made.root, made.key("wrap"))
    assert RootKey(root.key).name == root.name
    assert root.key not in repr(made).encode()


def test_root_keys_are_changed_and_the_master_key_stays(tmp_path):
    before, added = load_secrets(tmp_path), new_root()
    after = change_roots(tmp_path, lambda roots: (added, *roots))
    assert after.roots == (added, *before.roots)
    assert before.reloaded() == after
    assert after.root == before.root
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    with pytest.raises(Unreadable):
        change_roots(tmp_path, lambda roots: roots[:1]).root_named(before.roots[0].name)


def test_change_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    before = load_secrets(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(secrets_module.os, "fsync", full)
        with pytest.raises(HomeUnusable):
            change_roots(tmp_path, lambda roots: (new_root(), *roots))
    assert load_secrets(tmp_path) == before


def test_changes_at_once_are_all_kept(tmp_path):
    load_secrets(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: change_roots(tmp_path, lambda roots: (*roots, new_root())), range(8)))
    assert len({root.name for root in load_secrets(tmp_path).roots}) == 9
