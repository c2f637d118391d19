"""Rights bound by rights, over chains of makers of any length and any places."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from aisle.identity.bounding import bounded, covers
from aisle.identity.policy import allow
from aisle.identity.roles import GRANTABLE
from aisle.identity.types import Action, Caller, CallerKind, Grant, Place

ORGANIZATION = UUID(int=1)
STORES = [UUID(int=n) for n in (2, 3, 4)]
SOME = sorted(GRANTABLE)[:6]
PLACES = [Place(ORGANIZATION), *(Place(ORGANIZATION, store) for store in STORES)]
grants = st.lists(
    st.builds(Grant, st.sampled_from([None, *STORES]), st.frozensets(st.sampled_from(SOME))), max_size=4
).map(tuple)


def caller(held: tuple[Grant, ...]) -> Caller:
    return Caller(CallerKind.SECRET_KEY, ORGANIZATION, None, UUID(int=9), held)


def reach(held: tuple[Grant, ...]) -> set[tuple[Place, Action]]:
    """Everything that is allowed with these, as the one function says."""
    return {(place, one) for place in PLACES for one in SOME if allow(caller(held), one, place)}


@given(st.lists(grants, min_size=1, max_size=6))
def test_no_link_of_a_chain_reaches_more_than_any_before_it(chain: list[tuple[Grant, ...]]) -> None:
    held = chain[0]
    for named in chain[1:]:
        before, held = held, bounded(named, held)
        assert reach(held) <= reach(before)
        assert reach(held) <= reach(named)


@given(grants, grants)
def test_a_bound_takes_nothing_that_both_allow_for_the_same_place(
    named: tuple[Grant, ...], by: tuple[Grant, ...]
) -> None:
    assert reach(bounded(named, by)) == reach(named) & reach(by)


@given(grants, grants)
def test_covering_means_nothing_is_reached_beyond(held: tuple[Grant, ...], wanted: tuple[Grant, ...]) -> None:
    assert covers(caller(held), wanted) == (reach(wanted) <= reach(held))
