"""A disk that is really full while an index version is built: the live one goes on answering, and the build comes to its end later."""

import os
import random
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from building_shop import BuildingShop
from installation import Installation, until

MEBIBYTE = 2**20
DISK = 700 * MEBIBYTE
LEFT = 3 * MEBIBYTE


@pytest.fixture
def small_disk(tmp_path: Path):
    """A folder on a disk of its own, which only root can have."""
    folder = tmp_path / "home"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def place(small_disk: Path):
    made = Installation(small_disk)
    yield made
    (small_disk / "ballast").unlink(missing_ok=True)
    made.end()


def _fill_up(folder: Path) -> None:
    with (folder / "ballast").open("wb") as ballast:
        while (free := shutil.disk_usage(folder).free) > LEFT:
            ballast.write(b"\0" * min(free - LEFT + 4096, 8 * MEBIBYTE))
            ballast.flush()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_build_on_a_full_disk_waits_and_the_live_version_answers(place: Installation) -> None:
    place.start()
    place.wait_until_ready()
    place.open_store()
    shop = BuildingShop(place, random.Random(1))
    shop.fill()
    shop.read()
    (live,) = shop.seen
    place.sql("CHECKPOINT")
    _fill_up(place.home)
    with ThreadPoolExecutor(1) as readers:
        reading = readers.submit(shop.keep_reading)
        try:
            until(lambda: shop.send("POST", "/index/versions", json={"chunking": {"size_tokens": 60}}), 60, 1)
            until(
                lambda: any("Free some space" in (one["reason"] or "") for one in shop.versions("building")),
                120,
                0.5,
            )
            before = shop.reads
            until(lambda: shop.reads > before + 5, 60)
            assert set(shop.seen) == {live}
            assert shutil.disk_usage(place.home).free < LEFT + MEBIBYTE
            (place.home / "ballast").unlink()
            shop.settle()
        finally:
            shop.stop_reading()
        reading.result()
    (built,) = shop.versions("ready")
    shop.compare()
    shop.switch()
    shop.read()
    assert set(shop.seen) == {live, built["id"]}
    shop.compare()
