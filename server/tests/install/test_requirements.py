"""What people are told when Python or Node is missing or too old."""

import pytest

PYTHONS = ("python3", "python3.13", "python3.12", "python3.11", "python")
OLD_PYTHON = 'case "$2" in *platform*) echo 3.9.2 ;; *) exit 1 ;; esac'


@pytest.fixture
def only(checkout):
    """Put the same stand-in for every Python there might be."""
    return lambda script: [checkout.stand_in(name, script) for name in PYTHONS]


def test_names_the_python_that_is_too_old_and_what_to_do(checkout, only):
    only(OLD_PYTHON)
    done = checkout.run("./aisle", "run")

    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "3.9.2" in done.stderr
    assert "PYTHON=" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_takes_a_newer_python_than_the_first_on_the_path(checkout, only):
    only(OLD_PYTHON)
    newer = checkout.stand_in("python3.12", "exit 0")

    assert checkout.run("sh", "scripts/python.sh").stdout.strip() == str(newer)


def test_says_which_package_makes_environments_when_that_part_is_missing(checkout, only):
    only('case "$2" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')
    done = checkout.run("sh", "scripts/python.sh")

    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr


def test_says_when_the_python_that_was_named_is_not_there(checkout):
    done = checkout.run("./aisle", "run", PYTHON="/nowhere/python")

    assert done.returncode == 1
    assert "/nowhere/python was not found" in done.stderr


@pytest.mark.parametrize(
    ("version", "fits"), [("v18.20.4", False), ("v20.18.3", False), ("v20.19.0", True), ("v24.1.0", True)]
)
def test_checks_the_version_of_node(checkout, version, fits):
    checkout.stand_in("node", f"echo {version}")
    checkout.stand_in("npm", "exit 0")
    done = checkout.run("sh", "scripts/node.sh")

    assert (done.returncode == 0) is fits
    assert fits or version[1:] in done.stderr


def test_make_run_stops_at_an_old_node_before_it_installs_anything(checkout):
    checkout.stand_in("node", "echo v18.20.4")
    checkout.stand_in("npm", "exit 0")
    done = checkout.run("make", "run")

    assert done.returncode != 0
    assert "Node.js 20.19 or newer" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_says_when_there_is_no_node(checkout):
    for name in ("sh", "dirname"):
        checkout.stand_in(name, f'exec /bin/{name} "$@"')
    done = checkout.run("/bin/sh", "scripts/node.sh", path="")

    assert done.returncode == 1
    assert "was not found" in done.stderr


def test_make_alone_lists_what_there_is(checkout):
    listed = checkout.run("make").stdout

    for target in ("run", "test", "test-slow", "bench", "sizes", "lock", "clean"):
        assert f"make {target} " in listed
