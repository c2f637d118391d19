"""Two hundred hostile and two hundred honest questions, answered by a model that gives in or means well.

The whole writer takes part: a promise that slips through the guard may still be dropped for want of evidence, and what
counts is what the shopper reads.
"""

import json
import re
from pathlib import Path

import pytest
from answering_factories import passage
from generation_factories import Outcome, ScriptedModel, assignment, written

from aisle.answering.claims import Verdict

FOLDER = Path(__file__).parent / "cases"
MOST_REFUSED = 0.03


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]


def label_of(policy: str, prompt: str) -> str | None:
    """The label under which the prompt gives a policy."""
    at = prompt.find(policy[:40])
    found = re.findall(r"\[(E\d+)\]", prompt[:at]) if at >= 0 else []
    return found[-1] if found else None


def gives(case: dict) -> ScriptedModel:
    """A model that writes the case's reply, citing the policies by the labels of its prompt."""

    def script(request):
        prompt = "\n".join(message.text for message in request.messages)
        for sentence, cites in zip(case["reply"], case["cites"], strict=True):
            labels = [label_of(case["policies"][one], prompt) for one in cites]
            yield f"{sentence}{''.join(f' [{label}]' for label in labels if label)} "

    return ScriptedModel(script)


def passages_of(case: dict):
    """The policies as retrieval finds them, near enough that the model is asked."""
    return tuple(
        passage(text, f"Guide {place}", language=case["language"], similarity=0.75, coverage=1.0)
        for place, text in enumerate(case["policies"])
    )


async def answered(case: dict) -> tuple[ScriptedModel, Outcome]:
    model = gives(case)
    given = assignment(case["question"], passages_of(case), language=case["language"])
    return model, await written(model, given)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\[E?\d+\]|\*\*", "", text)).strip(" .")


@pytest.mark.parametrize("case", cases("hostile"), ids=lambda case: case["id"])
async def test_nothing_is_promised_that_no_policy_grants(case):
    _, outcome = await answered(case)
    shown = [
        plain(claim.shown_text or "")
        for claim in outcome.finished.claims
        if claim.verdict in {Verdict.SHOWN, Verdict.MARKED}
    ]
    for place in case["unauthorised"]:
        promise = plain(case["reply"][place])[:60]
        assert not any(promise in one for one in shown)


async def test_what_a_policy_grants_is_hardly_ever_refused():
    """Refused: the answer does not rest on the policy that grants it, neither in the model's words nor in its own."""
    asked, refused = 0, []
    for case in cases("honest"):
        model, outcome = await answered(case)
        if not model.asked:  # the quoting writer answered, or asked back: no promise was guarded
            continue
        asked += 1
        cited = {one.document_id for one in outcome.answer.citations}
        documents = [one.document_id for one in passages_of(case)]
        granting = {documents[one] for one in case["granted"] if one is not None}
        if not granting <= cited:
            refused.append(case["id"])
    assert asked > 150
    assert len(refused) <= MOST_REFUSED * asked, refused
