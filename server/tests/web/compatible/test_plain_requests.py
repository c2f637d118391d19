"""Requests that are checked by hand mean what they mean where every field is known, and nothing wrong is taken."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aisle.core.errors import AisleError
from aisle.llm.catalogue import ModelCard
from aisle.web.openai.bodies import checked
from aisle.web.openai.chat_body import ChatCompletionBody
from aisle.web.openai.chat_request import check, check_carried, checked_schema, request_of
from aisle.web.openai.plain_request import plain_request
from aisle.web.openai.wishes import wish_of

CARDS = (ModelCard("a", "b"), ModelCard("a", "b", most_output_tokens=50))
WORDS = st.one_of(
    st.sampled_from(["", "Boots?", "Schuhe für Ärzte 👢", "\0", "\ud800", "a\ud83d", "x" * 301]),
    st.text(st.characters(), max_size=20),
)
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(), st.just([]), st.just({}), st.just("1"), WORDS
)
MESSAGE = st.one_of(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["system", "developer", "user", "assistant", "tool", "User", None]),
            "content": st.one_of(WORDS, ODD),
        },
        optional={"name": WORDS, "refusal": WORDS},
    ),
    ODD,
)
FIELDS = {
    "stream": st.one_of(st.booleans(), ODD),
    "stream_options": st.one_of(
        st.fixed_dictionaries({}, optional={"include_usage": st.one_of(st.booleans(), ODD), "other": ODD}),
        ODD,
    ),
    "max_tokens": st.one_of(st.integers(0, 100), st.sampled_from([10_000_000, 10_000_001]), ODD),
    "max_completion_tokens": st.one_of(st.integers(0, 100), ODD),
    "temperature": st.one_of(st.floats(-0.1, 2.1), st.integers(-1, 3), ODD),
    "top_p": ODD,
    "tools": ODD,
    "surprise": ODD,
}
BODY = st.fixed_dictionaries(
    {
        "model": st.one_of(st.just("small"), WORDS, ODD),
        "messages": st.one_of(st.lists(MESSAGE, max_size=4), ODD),
    },
    optional=FIELDS,
)
PLAIN = {"model": "small", "messages": [{"role": "user", "content": "Boots?"}]}


def by_every_field(data, card):
    body = checked(ChatCompletionBody, data)
    check(body)
    check_carried(body, None)
    assert checked_schema(body.response_format) is None
    return wish_of(body), request_of(body, card)


@given(BODY)
@example(PLAIN | {"temperature": 1, "max_tokens": 70})
@example(PLAIN | {"temperature": -0.0})
@example(PLAIN | {"stream": True, "stream_options": {"include_usage": True}, "max_completion_tokens": 9})
@example({"model": "x" * 300, "messages": [{"role": "developer", "content": ""}] * 3})
def test_what_is_taken_by_hand_is_the_same_request(data):
    found = plain_request(data)
    if found is None:
        return
    for card in CARDS:
        wish, request = by_every_field(data, card)
        assert (found.wish, found.of(card)) == (wish, request)
        assert type(found.temperature) is type(request.temperature)


TAKEN = (
    PLAIN,
    PLAIN | {"stream": True},
    PLAIN | {"stream": True, "stream_options": {"include_usage": False}},
    PLAIN | {"temperature": 0},
    PLAIN | {"max_completion_tokens": 10_000_000},
    PLAIN
    | {"messages": [{"role": role, "content": "a"} for role in ("system", "developer", "user", "assistant")]},
)


@pytest.mark.parametrize("data", TAKEN, ids=range(len(TAKEN)))
def test_what_most_programs_send_is_taken_by_hand(data):
    assert plain_request(json.loads(json.dumps(data))) is not None


WRONG = (
    PLAIN | {"model": ""},
    PLAIN | {"model": "x" * 301},
    PLAIN | {"messages": []},
    PLAIN | {"messages": PLAIN["messages"] * 2_001},
    PLAIN | {"messages": [{"role": "user", "content": "a\0"}]},
    PLAIN | {"messages": [{"role": "user", "content": "a\ud800"}]},
    PLAIN | {"messages": [{"role": "assistant", "content": ""}]},
    PLAIN | {"temperature": 2.1},
    PLAIN | {"temperature": float("nan")},
    PLAIN | {"max_tokens": 0},
    PLAIN | {"max_tokens": 10_000_001},
    PLAIN | {"max_tokens": 1, "max_completion_tokens": 1},
    PLAIN | {"stream_options": {"include_usage": True}},
    PLAIN | {"base_url": "https://elsewhere.example"},
)


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_by_the_shape_of_all_bodies(data):
    assert plain_request(data) is None
    with pytest.raises(AisleError):
        by_every_field(data, CARDS[0])


@pytest.mark.parametrize("model", ["assistant:shop", "assistant:shop/ann"])
def test_an_assistant_is_no_model(model):
    assert plain_request(PLAIN | {"model": model}) is None
