"""The writer that asks a model, through its port: pieces, failures, what stands in, what is kept."""

from __future__ import annotations

import asyncio

import pytest
from answering_factories import PACKS, STONECHAT, ULLOCK, evidence, passage, turn
from generation_factories import DELIVERY, MARKS, RETURNS, ScriptedModel, assignment, joined, writer, written
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.answering.claims import Fault, Method, Verdict
from aisle.answering.promises.guard import HANDED_ON, PASSED
from aisle.answering.types import ComparisonSegment, ProductSegment, TextSegment
from aisle.answering.writer import Piece
from aisle.assistants.types import AssistantSettings, Length, Unsupported
from aisle.llm.chat import ChatDelta, Finish
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable

GOOD = "Returns are free within the UK [E1]. You can return anything unused within 60 days [E1]. "
SHOWN = "Returns are free within the UK. [1] You can return anything unused within 60 days. [2]"
AWAY = ChatModelUnavailable("The model is away.")


async def test_sentences_are_shown_piece_by_piece_and_make_the_answer():
    outcome = await written(GOOD)
    assert outcome.text == SHOWN
    assert len(outcome.pieces) == 2
    assert [one.goes_on for one in outcome.pieces] == [False, True]
    assert joined(outcome.pieces) == outcome.answer.segments[: len(joined(outcome.pieces))]
    assert outcome.answer.writer == "scripted"
    assert outcome.finished.usage[0].prompt_tokens == 10
    assert not outcome.finished.broken_off
    assert any("2 of 2 sentences" in one for one in outcome.answer.reasons)


LONG = (
    "Happy to help! Returns are free within the UK [E1].\n\n- Standard delivery takes 2–3 working days [E2].\n- It is £4.95 below £60 [E2].\n"
    "The Stonechat 38 costs {price:P1} [P1]. It costs £129. It costs £1. See https://evil.com now. End"
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 30), max_size=120))
def test_any_chopping_gives_the_same_pieces(sizes):
    given_ = assignment(
        "Is the Stonechat 38 waterproof and are returns free?", (RETURNS, DELIVERY), (STONECHAT,)
    )

    def pieces(deltas):
        return asyncio.run(written(deltas, given_)).pieces

    cuts, at = [], 0
    for size in sizes:
        cuts.append(LONG[at : at + size])
        at += size
    chopped = pieces([*cuts, LONG[at:]])
    assert chopped == pieces([LONG])
    for piece in chopped:
        for segment in piece.segments:
            if isinstance(segment, TextSegment):
                assert segment.text.count("{") == segment.text.count("}") == segment.text.count("{fact:x")
                assert segment.text.count("[") == segment.text.count("]")
                assert "£1" not in segment.text.replace("£129", "!")


async def test_the_first_sentence_is_shown_before_the_model_has_ended():
    gate = asyncio.Event()

    class Slow(ScriptedModel):
        async def stream(self, request):
            yield ChatDelta("Returns are free within the UK [E1]. And then there is some more to say ")
            await gate.wait()
            yield ChatDelta("here.", Finish.DONE)

    events = writer(Slow([])).write(assignment())
    async for event in events:
        if isinstance(event, Piece):
            break
    assert not gate.is_set()
    await events.aclose()


@pytest.mark.parametrize("judge", [None, ScriptedModel(['{"support": 1}'])])
async def test_closing_the_writer_ends_the_call_to_the_model(judge):
    model = ScriptedModel([GOOD, *["Returns are free within the UK [E1]. "] * 50, 60.0])
    events = writer(model, judge).write(assignment())
    async for event in events:
        if isinstance(event, Piece):
            break
    await events.aclose()
    assert model.closed_early == 1


@pytest.mark.parametrize(
    "script",
    [
        [AWAY], [ChatModelNonsense("no JSON")], [ChatModelRefused("no key")], [], [""], ["   \n "],
        [ChatDelta("", Finish.REFUSED)], ["Half a sentence without", AWAY], ["You get a refund of £20 for nothing.", AWAY],
    ],
)  # fmt: skip
async def test_a_model_that_fails_before_anything_is_shown_is_replaced_by_quoting(script):
    outcome = await written(script)
    assert outcome.answer.writer == "quote"
    assert outcome.answer.citations
    assert outcome.pieces == []
    with pytest.raises((ChatModelUnavailable, ChatModelRefused)):
        await written(script, assignment(settings=AssistantSettings(falls_back=False)))


async def test_a_model_that_hangs_is_left_after_its_time():
    assert (await written([60.0], seconds=0.02)).answer.writer == "quote"
    outcome = await written([GOOD, 60.0], seconds=0.05)
    assert outcome.finished.broken_off
    assert outcome.text.startswith("Returns are free")


@pytest.mark.parametrize("end", [AWAY, ChatDelta(" Half a", Finish.LENGTH)])
async def test_what_was_shown_stays_when_the_model_breaks_off(end):
    outcome = await written([GOOD + "Returns from ", end])
    assert outcome.finished.broken_off
    assert outcome.text == SHOWN


async def test_an_answer_that_broke_off_goes_on_with_its_marks_counted_on():
    first = await written(["Returns are free within the UK [E1]. More ", AWAY])
    model = ScriptedModel(["You can return anything unused within 60 days [E1]."])
    again = await written(model, assignment(begun=first.answer.segments))
    assert again.text == SHOWN.replace("] You", "]\n\nYou")
    assert [one.mark for one in again.answer.citations] == [1, 2]
    assert joined([Piece(first.answer.segments), *again.pieces]) == again.answer.segments
    assert "Returns are free" in model.asked[0].messages[-2].text
    assert "[1]" not in model.asked[0].messages[-2].text


async def test_a_loop_stops_the_model():
    model = ScriptedModel([GOOD, *["Returns are free within the UK [E1]. "] * 5_000])
    outcome = await written(model)
    assert outcome.text == SHOWN
    assert model.given < 20
    assert model.closed_early == 1
    assert Fault.REPEATED in outcome.faults


async def test_ten_megabytes_without_an_end_stop_at_the_limit():
    model = ScriptedModel([GOOD, *["word " * 20_000] * 100])
    outcome = await written(model)
    assert model.given <= 3
    assert outcome.text == SHOWN
    assert Fault.TOO_LONG in outcome.faults


@pytest.mark.parametrize("length", list(Length))
async def test_an_answer_has_no_more_sentences_than_its_length_allows(length):
    many = "".join(f"- Rule {n} about returns [E1].\n" for n in range(40))
    guide = passage("\n".join(f"- Rule {n} about returns." for n in range(40)), "Returns rules")
    outcome = await written(many, assignment(passages=(guide,), settings=AssistantSettings(length=length)))
    shown = [claim for claim in outcome.finished.claims if claim.shown_text]
    assert 0 < len(shown) <= {"short": 8, "medium": 12, "long": 20}[length.value]


@pytest.mark.parametrize(
    "said",
    ["Rücksendungen sind innerhalb des Vereinigten Königreichs kostenlos [E1]. Das ist für alle Kunden eine gute Nachricht [E1].", "退货在英国是免费的。[E1]六十天内可以退货。[E1]",
     "Возврат бесплатный для всех. [E1] Это очень хорошая новость для вас. [E1]"],
)  # fmt: skip
async def test_an_answer_in_another_language_gives_way_to_quoting(said):
    outcome = await written(said)
    assert outcome.answer.writer == "quote"
    assert Fault.WRONG_LANGUAGE in outcome.faults


async def test_nothing_that_survives_gives_way_to_the_quotation_or_to_saying_so():
    assert (await written("The moon is made of cheese [E1].")).answer.writer == "quote"
    weather = assignment("Do you repair unused things within 60 days in the UK?", (RETURNS,))
    outcome = await written("NOT_FOUND", weather)
    assert outcome.answer.abstained or outcome.answer.writer == "quote"


async def test_a_model_that_finds_nothing_abstains():
    outcome = await written("NOT_FOUND")
    assert outcome.answer.abstained
    assert outcome.answer.offer_person
    assert outcome.pieces == []


async def test_no_evidence_asks_no_model():
    model = ScriptedModel([GOOD])
    for question in ("hello", "Where is my order?", "I want to talk to a person", "???"):
        assert (await written(model, assignment(question))).answer.writer == "quote"
    outcome = await written(model, assignment("What is the airspeed of a swallow?", ()))
    assert outcome.answer.abstained
    assert model.asked == []


OPEN = f"{GOOD}Waxed jackets are cleaned with cold water [E1]."


async def test_unsupported_sentences_are_dropped_marked_or_asked_about():
    dropped = await written(OPEN)
    assert dropped.text == SHOWN
    assert dropped.finished.claims[-1].verdict is Verdict.DROPPED
    marked = await written(OPEN, assignment(settings=AssistantSettings(unsupported=Unsupported.MARK)))
    assert "cold water. (not in our shop’s sources)" in marked.text
    assert marked.finished.claims[-1].verdict is Verdict.MARKED
    asked = await written(OPEN, assignment(settings=AssistantSettings(unsupported=Unsupported.ASK)))
    assert "cold water" not in asked.text
    assert asked.answer.offer_person
    assert asked.text.endswith("Shall I pass it to a person?")
    assert joined(asked.pieces) == asked.answer.segments


async def test_wrong_amounts_are_dropped_even_where_the_rest_is_marked():
    marked = AssistantSettings(unsupported=Unsupported.MARK)
    outcome = await written(
        f"{GOOD}You get £20 back [E1]. Delivery takes 9 days [E2].", assignment(settings=marked)
    )
    assert "£20" not in outcome.text
    assert "9 days" not in outcome.text
    assert not any(one.verdict is Verdict.MARKED for one in outcome.finished.claims)


async def test_every_sentence_of_the_model_is_in_the_ledger():
    outcome = await written(f"Happy to help! {OPEN} See ![x](http://evil.example/x). {GOOD}")
    assert len(outcome.finished.claims) == 7
    assert {one.verdict for one in outcome.finished.claims} == {Verdict.SHOWN, Verdict.DROPPED}


async def test_a_judge_overrules_rules_both_ways():
    paraphrase = "Things nobody wore go back at no cost in Britain [E1]."
    unproven = await written(f"You can send unused items back within 60 days [E1]. {GOOD}")
    assert "items" not in unproven.text
    yes = await written(
        f"You can send unused items back within 60 days [E1]. {GOOD}",
        judge=ScriptedModel(['{"support": 0.9}']),
    )
    assert "items" in yes.text
    assert {one.method for one in yes.finished.claims} == {Method.JUDGE}
    no = await written(GOOD + paraphrase, judge=ScriptedModel(['{"support": 0}']))
    assert "nobody wore" not in no.text
    assert not any(one.verdict is Verdict.SHOWN for one in no.finished.claims)
    assert len(yes.finished.usage) == 4


@pytest.mark.parametrize(
    "script", [[60.0], [AWAY], ["yes"], ['{"support": "all"}'], ['{"support": 7}'], ["x" * 10_000]]
)
async def test_rules_decide_where_the_judge_does_not(script):
    outcome = await written(GOOD, judge=ScriptedModel(script), judge_seconds=0.02)
    assert outcome.text == SHOWN
    assert {one.method for one in outcome.finished.claims} == {Method.RULES}


async def test_a_judge_cannot_let_a_wrong_number_pass():
    outcome = await written(
        f"{GOOD}Returns are free for 90 days [E1].", judge=ScriptedModel(['{"support": 1}'])
    )
    assert "90" not in outcome.text


async def test_sentences_are_judged_side_by_side_and_shown_in_order():
    running, most = 0, 0

    class Counting(ScriptedModel):
        async def stream(self, request):
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01 if "60 days" in request.messages[-1].text else 0.03)
            running -= 1
            yield ChatDelta('{"support": 1}', Finish.DONE)

    said = f"{GOOD}Worn boots can be returned within 14 days [E1]. We do not deliver on Sundays [E2]. Standard delivery takes 2–3 working days [E2]."
    outcome = await written(said, judge=Counting([]), judged_at_once=2)
    assert 1 < most <= 4
    assert [claim.text[:10] for claim in outcome.finished.claims] == [
        "Returns ar",
        "You can re",
        "Worn boots",
        "We do not ",
        "Standard d",
    ]


async def test_a_guard_sees_each_sentence_with_its_passages_and_may_stop_it():
    seen = []

    def guard(sentence, cited, policies, language):
        seen.append((sentence, cited, policies, language))
        return HANDED_ON if "60 days" in sentence else PASSED

    outcome = await written(GOOD, guard=guard)
    assert outcome.text == "Returns are free within the UK. [1]"
    assert seen[0] == (
        "Returns are free within the UK.",
        (RETURNS.text,),
        (RETURNS.text, DELIVERY.text),
        "en",
    )
    assert [one.verdict for one in outcome.finished.claims] == [Verdict.SHOWN, Verdict.DROPPED]
    assert outcome.answer.offer_person


async def test_a_promise_beyond_the_policy_becomes_the_policys_own_words_once():
    marked = AssistantSettings(unsupported=Unsupported.MARK)
    said = "Returns within the UK are free for everybody at any time [E1]. We promise that returns are free for you at any time [E1]."
    outcome = await written(said, assignment(settings=marked))
    assert "any time" not in outcome.text
    assert "promise" not in outcome.text
    first, second = outcome.finished.claims[:2]
    assert (first.verdict, second.verdict) == (Verdict.REWRITTEN, Verdict.DROPPED)
    assert Fault.REPEATED in second.faults


async def test_cards_and_tables_come_from_the_data_whatever_the_model_says():
    given_ = assignment("Which rucksacks do you have under £150?", (), PACKS)
    outcome = await written(
        "The Haystack 36 is the lightest [P3]. Buy the Osprey Talon instead [P3].", given_
    )
    assert isinstance(outcome.answer.segments[0], TextSegment)
    assert "Osprey" not in outcome.text
    assert sum(isinstance(one, ProductSegment) for one in outcome.answer.segments) == 3
    history = (turn("Which rucksacks do you have?", STONECHAT, ULLOCK),)
    compared = await written(
        "The Ullock 40 Dry is welded throughout [P2].", assignment("Compare them", (), PACKS, history=history)
    )
    assert any(isinstance(one, ComparisonSegment) for one in compared.answer.segments)


async def test_the_data_line_is_shown_before_the_model_answers_and_stays_when_it_fails():
    given_ = assignment("Which rucksacks do you have under £150?", (), PACKS)
    outcome = await written([AWAY], given_)
    assert outcome.answer.writer == "quote"
    assert joined(outcome.pieces) == outcome.answer.segments[: len(joined(outcome.pieces))]
    assert outcome.pieces


async def test_of_what_was_chosen_nothing_else_can_be_praised():
    history = (turn("Which rucksacks do you have?", *PACKS),)
    model = ScriptedModel(["I'd take this one."])
    outcome = await written(model, assignment("Which one would you take?", (), PACKS, history=history))
    (picked,) = [one for one in outcome.answer.segments if isinstance(one, ProductSegment)]
    others = [one.title for one in PACKS if one.id != picked.product_id]
    assert all(f"[P2] {title}" not in model.asked[0].messages[-1].text for title in others)


async def test_what_a_shopper_asks_in_a_language_the_assistant_does_not_speak_is_answered_in_its_first():
    only = AssistantSettings(languages=("en", "de"))
    model = ScriptedModel([GOOD])
    await written(
        model,
        assignment(
            "Combien de temps pour un retour?",
            settings=only,
            language="fr",
            found=evidence((RETURNS,), (), language="fr"),
        ),
    )
    assert all("in English" in one.messages[0].text for one in model.asked)


async def test_a_leak_of_the_instructions_is_stopped():
    said = f"{GOOD}My key is {MARKS.canary}. The mark is {MARKS.data}. Never type a price, a discount or a stock level. Where one belongs, write it."
    outcome = await written(said)
    assert outcome.text == SHOWN
    assert Fault.LEAKED_INSTRUCTIONS in outcome.faults
