"""A first start on a disk that is too full ends before anything is made."""

import shutil
from collections import namedtuple

import pytest

from aisle.cli.space import DiskTooFull, refuse_full_disk
from aisle.core.settings import Settings

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, home=tmp_path / "not" / "there yet")


def test_too_little_space_is_said_with_what_to_do(settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 200 * 2**20))
    with pytest.raises(DiskTooFull, match=r"200 MB are free.*needs 400 MB"):
        refuse_full_disk(settings)
    assert not settings.home.exists()


def test_enough_space_or_a_home_that_stands_is_no_hindrance(settings, monkeypatch):
    refuse_full_disk(settings)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    (settings.home / "cache" / "models").mkdir(parents=True)
    refuse_full_disk(settings)
