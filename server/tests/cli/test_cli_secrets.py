"""`aisle secrets`: keys are changed by an operator."""

import pytest

from aisle.core.secrets import load_secrets


@pytest.fixture
def organization(aisle):
    return aisle("organization", "create", "Sealed", "--json").gives()["id"]


def test_root_key_is_changed(aisle, shop):
    before = load_secrets(aisle.home)
    aisle("secrets", "rotate-root", "--json").gives()
    after = load_secrets(aisle.home)
    assert before.root == after.root
    assert len(after.roots) == 1
    assert after.roots != before.roots
    (row,) = aisle("secrets", "status", "--json").gives()
    assert (row["root"], row["current"]) == (after.roots[0].name, True)
    assert row["keys"] >= 1


def test_steps_follow_each_other(aisle, shop):
    aisle("secrets", "rotate-root", "--step", "add").says()
    assert len(load_secrets(aisle.home).roots) == 2
    aisle("secrets", "rotate-root", "--step", "use").says()
    aisle("secrets", "rotate-root", "--step", "drop").says()
    assert len(load_secrets(aisle.home).roots) == 1


def test_tenant_gets_a_new_key(aisle, organization):
    assert aisle("secrets", "rotate", "--organization", organization, "--json").gives()["job_id"]
    aisle("secrets", "rotate", "--json").refuses(2, "invalid_input")
    aisle("secrets", "rotate", "--person", "x", "--json").refuses(2, "invalid_input")
