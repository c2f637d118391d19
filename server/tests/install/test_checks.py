"""`make test`, the build of the chat window, and what runs on every change."""

import json
import os
import shutil
import sys

import pytest

TOOLS = {
    "ruff": "echo 'All checks passed!'",
    "mypy": "echo 'Success: no issues found in 3 source files'",
    "lint-imports": "echo 'Contracts: 4 kept, 0 broken.'",
    "pytest": "echo '=== 12 passed in 0.5s ==='",
    "python": "exit 0",
}


@pytest.fixture
def project(checkout):
    """A checkout whose tools all succeed and say so."""
    for name, script in TOOLS.items():
        checkout.write_program(checkout.root / ".venv/bin" / name, script)
    checkout.stand_in(
        "npm",
        f'echo "$*" >> {checkout.programs}/npm-calls; mkdir -p node_modules; [ "$3" = build ] && mkdir -p dist; exit 0',
    )
    for folder in ("widget", "examples/use-chat", "console", "console/client"):
        folder = checkout.root / folder
        (folder / "src").mkdir(parents=True)
        (folder / "src/main.ts").write_text("export {}")
        (folder / "package-lock.json").write_text("{}")
    return checkout


def npm_calls(project):
    return (project.programs / "npm-calls").read_text().splitlines()


def test_every_stage_is_named_with_its_result_at_the_end(project):
    done = project.run(sys.executable, "scripts/stages.py")

    assert done.returncode == 0, done.stdout
    summary = done.stdout.split("Summary")[1]
    assert "12 passed in 0.5s" in summary
    assert "15 of 15 stages passed" in summary


def test_goes_on_after_a_failure_shows_it_and_fails_at_the_end(project):
    project.write_program(project.root / ".venv/bin/mypy", "echo 'broken.py:1: error: no'; exit 1")
    (project.root / ".venv/bin/lint-imports").unlink()
    done = project.run(sys.executable, "scripts/stages.py")

    assert done.returncode == 1
    assert "| broken.py:1: error: no" in done.stdout
    assert "lint-imports cannot be run" in done.stdout
    assert "12 passed" in done.stdout
    assert "failed: server types, server layers" in done.stdout


def test_window_and_console_are_built_when_something_it_is_made_of_changed(project):
    build = (sys.executable, "scripts/frontend.py", "build")
    for _ in range(2):
        assert project.run(*build).returncode == 0
    both = ["--loglevel=error", "build"] * 2
    assert [call.split()[-1] for call in npm_calls(project)] == both

    (project.root / "widget/src/main.ts").write_text("export const changed = 1")
    project.run(*build)
    shutil.rmtree(project.root / "widget/dist")
    project.run(*build)
    assert [call.split()[-1] for call in npm_calls(project)] == [*both, "build", "build"]


def test_a_build_that_fails_is_shown_and_tried_again(project):
    project.stand_in("npm", "mkdir -p node_modules; echo 'getaddrinfo ENOTFOUND'; exit 1")
    for _ in range(2):
        done = project.run(sys.executable, "scripts/frontend.py", "build")
        assert done.returncode == 1
        assert "Check the network" in done.stderr


@pytest.mark.parametrize("code", [0, 3])
def test_the_check_on_every_change_ends_as_the_tests_end(checkout, code, tmp_path):
    (tmp_path / "shared" / "data").mkdir(parents=True)
    (checkout.root / "Makefile").write_text(
        f'test:\n\t@echo "$$AISLE_DATA_DIR $$AISLE_COMMERCE_DIR $$CHROME_BIN"; exit {code}\n'
    )
    browser = checkout.stand_in("chromium", "exit 0")
    done = checkout.run("bash", ".ci/run")

    assert (done.returncode == 0) is (code == 0)
    # The other folder does not exist here, so its variable stays unset.
    assert done.stdout.split() == [str(tmp_path / "shared/data"), str(browser)]


def test_the_check_takes_relative_folders_from_the_checkout(checkout, tmp_path):
    (tmp_path / "corpora").mkdir()
    (checkout.root / "Makefile").write_text('test:\n\t@echo "$$AISLE_DATA_DIR"\n')
    done = checkout.run("bash", ".ci/run", AISLE_DATA_DIR="../corpora", CHROME_BIN="sh")

    assert done.stdout.strip() == os.fspath(tmp_path / "corpora")


def test_the_lock_of_the_window_names_the_builds_for_other_systems(project):
    builds = {
        "@tool/cli-darwin-arm64": "1.2.3",
        "@tool/cli-linux-x64-musl": "1.2.3",
        "@tool/cli-linux-x64": "1.2.3",
    }
    packages = {
        "": {"name": "widget"},
        "node_modules/@tool/cli-linux-x64": {"version": "1.2.3", "integrity": "kept"},
        "node_modules/tool": {"version": "1.2.3", "dev": True, "optionalDependencies": builds},
    }
    lock = project.root / "widget/package-lock.json"
    lock.write_text(json.dumps({"packages": packages}))
    project.run(sys.executable, "scripts/complete_npm_lock.py", str(lock))

    completed = json.loads(lock.read_text())["packages"]
    assert completed["node_modules/@tool/cli-linux-x64"] == packages["node_modules/@tool/cli-linux-x64"]
    assert completed["node_modules/@tool/cli-linux-x64-musl"] == {
        "version": "1.2.3",
        "dev": True,
        "optional": True,
        "cpu": ["x64"],
        "libc": ["musl"],
        "os": ["linux"],
    }
    assert completed["node_modules/@tool/cli-darwin-arm64"]["os"] == ["darwin"]
