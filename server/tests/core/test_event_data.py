"""Server-sent events: the same data however the bytes are cut, and never more than one event in memory."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.core.http.events import EventData, EventTooLong

STREAM = (
    b"\xef\xbb\xbfdata: one\r\n\r\n: a comment\r\n\r\nevent: x\rid: 7\rdata:two\r\rdata: thr\xc3\xa9e\r\ndata: lines\r\n\r\n"
    b"retry: 10\ndata\n\ndata:  blank\n\nnonsense\ndatum: no\n\ndata:\n\ndata: last\n"
)
EVENTS = [b"one", b"two", b"thr\xc3\xa9e\nlines", b" blank", b"", b"last"]


def read(portions, longest=1000):
    events = EventData(longest)
    return [data for portion in portions for data in events.feed(portion)] + events.end()


def test_data_is_read_and_the_rest_left_out():
    assert read([STREAM]) == EVENTS


@given(st.lists(st.integers(0, len(STREAM)), max_size=30).map(sorted))
def test_any_cut_gives_the_same_events(cuts):
    edges = [0, *cuts, len(STREAM)]
    assert read([STREAM[a:b] for a, b in pairwise(edges)]) == EVENTS


def test_byte_by_byte_gives_the_same_events():
    assert read([STREAM[at : at + 1] for at in range(len(STREAM))]) == EVENTS


def test_an_event_is_handed_out_with_its_empty_line_and_not_later():
    events = EventData(100)
    assert events.feed(b"data: a\n") == []
    assert events.feed(b"\n") == [b"a"]
    assert events.end() == []


def test_a_line_that_was_cut_is_no_event():
    assert read([b"data: a\n\ndata: {half"]) == [b"a"]


@pytest.mark.parametrize(
    "portions",
    [
        [b"data: " + b"x" * 200],
        [b"x" * 60, b"x" * 60],
        [b"data: " + b"x" * 200 + b"\n\n"],
        [b"data: 0123456789\n"] * 20,
    ],
)
def test_what_is_too_long_is_refused(portions):
    with pytest.raises(EventTooLong):
        read(portions, longest=100)


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_no_bytes_break_it(portions):
    found = read(portions, longest=10_000)
    assert all(isinstance(data, bytes) for data in found)
