"""When the Python environment is made, made again, and left alone."""

import shutil
import subprocess
import sys

import pytest

# Stands for a Python that can make environments: notes each set-up, and makes one whose Python prints its arguments.
PYTHON = """
[ "$1" = -c ] && exit 0
root=$2 kind=$3 key=$4
echo "$kind" >> "$SETUPS"
mkdir -p "$root/.venv/bin"
printf '#!/bin/sh\\nprintf "%%s|" "$@"\\n' > "$root/.venv/bin/python"
chmod +x "$root/.venv/bin/python"
printf '%s\\n%s\\n' "$key" "$kind" > "$root/.venv/.aisle-setup"
"""


@pytest.fixture
def installer(checkout, tmp_path):
    """Run a command with the stand-in; how many set-ups there have been so far comes back with it."""
    setups = tmp_path / "setups"
    setups.touch()
    python = checkout.stand_in("python-stand-in", PYTHON)

    def run(where, *command):
        done = where.run(*command, PYTHON=str(python), SETUPS=str(setups))
        return done, setups.read_text().split()

    return run


def test_hands_every_argument_on_as_it_is(checkout, installer):
    done, _ = installer(checkout, "./aisle", "ask", "two words", "*")

    assert done.stdout == "-P|-m|aisle|ask|two words|*|"


def test_works_through_a_link_from_elsewhere(checkout, installer, tmp_path):
    link = tmp_path / "linked"
    link.symlink_to(checkout.root / "aisle")
    done, _ = installer(checkout, str(link), "x")

    assert done.stdout == "-P|-m|aisle|x|"


def test_the_second_run_sets_nothing_up(checkout, installer):
    installer(checkout, "./aisle", "x")
    _, setups = installer(checkout, "./aisle", "x")

    assert setups == ["runtime"]


def test_a_changed_lock_or_a_missing_python_sets_up_again(checkout, installer):
    installer(checkout, "./aisle")
    with (checkout.root / "server/requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    _, setups = installer(checkout, "./aisle")
    assert len(setups) == 2

    (checkout.root / ".venv/bin/python").unlink()
    _, setups = installer(checkout, "./aisle")
    assert len(setups) == 3


def test_a_copied_checkout_does_not_use_the_environment_it_was_copied_with(checkout, installer, tmp_path):
    installer(checkout, "./aisle")
    copy = checkout.copied_to(tmp_path / "copy")
    _, setups = installer(copy, "./aisle")

    assert len(setups) == 2


def test_a_development_environment_also_serves_the_program(checkout, installer):
    installer(checkout, "sh", "scripts/setup.sh", "dev")
    _, setups = installer(checkout, "./aisle")
    assert setups == ["dev"]


@pytest.mark.slow
def test_a_real_environment_is_made_once_and_again_in_a_copy(checkout, tmp_path):
    package = checkout.root / "server/src/aisle"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("import aisle, fastapi; print(aisle.__file__)")
    command = ["./aisle"]
    both = [
        subprocess.Popen(
            command, cwd=checkout.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=600) for process in both]
    assert [out.strip() for out, _ in said] == [str(package / "__init__.py")] * 2, said
    assert sorted("Preparing" in err for _, err in said) == [False, True]

    subprocess.run(command, cwd=checkout.root, check=True, capture_output=True)

    copy = checkout.copied_to(tmp_path / "copy")
    again = subprocess.run(command, cwd=copy.root, check=True, capture_output=True, text=True)
    assert again.stdout.strip() == str(copy.root / "server/src/aisle/__init__.py")


@pytest.mark.slow
def test_without_a_network_it_says_so_and_the_next_run_tries_again(checkout):
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_FIND_LINKS": "",
    }
    for _ in range(2):
        done = checkout.run("./aisle", PYTHON=sys.executable, **nowhere)
        assert done.returncode == 1
        assert "Check the network" in done.stderr
        assert done.stdout == ""
    shutil.rmtree(checkout.root / ".venv")
