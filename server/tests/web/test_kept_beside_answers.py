"""What is kept beside an answer: its ledger, what is thought of it, what its shopper was told and must not have sent."""

import re
from typing import Any
from uuid import uuid4

import pytest
from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, Shop, check_problem

from aisle.conversations.card_numbers import is_luhn_valid, mask_card_numbers

CARD = "4111 1111 1111 1111"


# ledger -------------------------------------------------------------------------------------------------------


async def test_ledger_says_what_bears_out_each_sentence(shop: Shop) -> None:
    with written_by(shop, ScriptedWriter(cites=True)):
        message = (await shop.shopper.ask(RETURNS_QUESTION))["message"]
    path = f"/messages/{message['id']}/claims"
    own, merchant = await shop.shopper.json(path), await shop.secret.json(path)
    assert own["items"] == [
        {
            "text": "Goods can go back. [1]",
            "verdict": "shown",
            "faults": [],
            "marks": [1],
            "support": 0.9,
            "method": "rules",
        }
    ]
    assert [one["verdict"] for one in merchant["items"]] == ["shown", "dropped"]
    assert merchant["items"][1] == {
        "text": "They are blessed.", "shown_text": None, "verdict": "dropped", "faults": ["not_supported"],
        "marks": [], "support": 0.1, "method": "judge",
    }  # fmt: skip
    check_problem(await shop.other_shopper.get(path), 404, "message_not_found")


async def test_quotation_is_its_own_evidence(shop: Shop) -> None:
    message = (await shop.shopper.ask(RETURNS_QUESTION))["message"]
    (claim,) = (await shop.shopper.json(f"/messages/{message['id']}/claims"))["items"]
    assert (claim["method"], claim["support"], claim["marks"]) == ("quote", 1.0, [1])


# feedback -----------------------------------------------------------------------------------------------------


async def kept(shop: Shop, message_id: str) -> list[Any]:
    return list(await shop.sql("SELECT * FROM feedback WHERE message_id = $1", message_id))


async def test_feedback_is_kept_with_the_release_and_replaced_and_taken_back(shop: Shop) -> None:
    message = (await shop.shopper.ask(RETURNS_QUESTION))["message"]
    path = f"/messages/{message['id']}/feedback"
    given = {"rating": "down", "reasons": ["outdated", "outdated"], "comment": f" My card is {CARD} "}
    answer = await shop.shopper.post(path, json=given)
    assert answer.json() == {
        "message_id": message["id"], "rating": "down", "reasons": ["outdated"], "comment": "My card is ••••",
    }  # fmt: skip
    await shop.shopper.post(path, json={"rating": "up", "reasons": ["clear"]})
    (row,) = await kept(shop, message["id"])
    release = (await shop.sql("SELECT id FROM assistant_release WHERE live"))[0]["id"]
    assert (row["rating"], row["reasons"], row["comment"], row["release_id"]) == (
        "up",
        ["clear"],
        None,
        release,
    )
    for _ in range(2):
        assert (await shop.shopper.delete(path)).status_code == 204
    assert await kept(shop, message["id"]) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"rating": "sideways"},
        {"rating": "up", "reasons": ["wrong"]},
        {"rating": "down", "reasons": ["made up"]},
        {"rating": "down", "reasons": ["wrong"] * 6},
        {"rating": "down", "comment": "x" * 2001},
    ],
)
async def test_odd_feedback_is_refused(shop: Shop, body: Any) -> None:
    message = (await shop.shopper.ask(RETURNS_QUESTION))["message"]
    check_problem(
        await shop.shopper.post(f"/messages/{message['id']}/feedback", json=body), 422, "invalid_input"
    )
    assert await kept(shop, message["id"]) == []


async def test_feedback_is_on_answers_of_ones_own(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    asked = (await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages"))["items"][0]
    for caller, message in (
        (shop.other_shopper, reply["message"]["id"]),
        (shop.shopper, asked["id"]),
        (shop.shopper, uuid4()),
    ):
        check_problem(
            await caller.post(f"/messages/{message}/feedback", json={"rating": "up"}),
            404,
            "message_not_found",
        )


# disclosure ---------------------------------------------------------------------------------------------------


async def test_what_the_shopper_was_told_of_who_answers_is_kept_with_the_conversation(shop: Shop) -> None:
    conversation = (await shop.shopper.ask("rucksack"))["conversation_id"]
    path = f"/conversations/{conversation}/messages"
    first = (await shop.shopper.json(path))["disclosure"]
    assert first["version"]
    assert first["language"] == "en"
    assert first["at"] <= (await shop.shopper.json(path))["items"][0]["created_at"].replace("+00:00", "Z")
    await shop.shopper.ask("thanks", conversation_id=conversation)
    assert (await shop.secret.json(path))["disclosure"] == first


# card numbers -------------------------------------------------------------------------------------------------


async def test_card_number_is_kept_nowhere_and_the_shopper_is_told(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    writer = ScriptedWriter()
    with written_by(shop, writer):
        reply = await shop.shopper.ask(
            f"Can I pay with {CARD} please, how many days do I have to send goods back?",
            filters=[
                {"field": "attribute.Card", "op": "eq", "value": CARD, "text": CARD, "id": "f", "words": CARD}
            ],
        )
    (notice,) = [part["data"] for part in reply["message"]["parts"] if part["type"] == "data-notice"]
    assert notice["code"] == "card_number_masked"
    assert "removed" in notice["text"]
    assert [one.question.text[:26] for one in writer.asked] == ["Can I pay with •••• please"]
    page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    assert page["items"][0]["text"].startswith("Can I pay with •••• please")
    rows = await shop.sql(
        "SELECT (SELECT string_agg(content::text || metadata::text, '') FROM message)"
        " || (SELECT coalesce(string_agg(events::text, ''), '') FROM turn_event)"
        " || (SELECT coalesce(string_agg(query, ''), '') FROM search_query) AS everything"
    )
    assert not re.search(r"1111\D{0,3}1111", rows[0]["everything"])  # an id may hold four ones
    assert "1111 1111" not in capsys.readouterr().out


async def test_streamed_answer_tells_of_the_card_number_first(shop: Shop) -> None:
    events = await shop.shopper.ask_stream(f"{CARD} {RETURNS_QUESTION}")
    assert [event["type"] for event in events][:2] == ["start", "data-notice"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("4111111111111111", "••••"),
        ("my card: 4111-1111-1111-1111, thanks", "my card: ••••, thanks"),
        ("5500 0000 0000 0004 and 340000000000009", "•••• and ••••"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "••••"),
        ("۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱", "••••"),
        ("４１１１ 1111 ११११ 1111", "••••"),
        ("4111 · 1111 · 1111 · 1111", "••••"),
        ("2 pieces 4111 1111 1111 1111", "2 pieces ••••"),
        ("2 4111 1111 1111 1111", "2 ••••"),
        ("4111\u200b1111\u200b1111\u200b1111", "••••"),
        ("6304 0000 0000 0000 000", "••••"),
        ("4111,1111,1111,1111", "••••"),
        ("it is 4111_1111_1111_1111.", "it is ••••."),
        ("4111|1111|1111|1111", "••••"),
        ("(4111)(1111)(1111)(1111)", "(••••)"),
        ("4111−1111−1111−1111", "••••"),
        ("4111\u00ad1111\u00ad1111\u00ad1111", "••••"),
        ("4111\ufeff1111\ufeff1111\ufeff1111", "••••"),
        ("4111    1111    1111    1111", "••••"),
        ("3400,000000,00009", "••••"),
        ("⁴¹¹¹ ¹¹¹¹ ¹¹¹¹ ¹¹¹¹", "••••"),
        ("④①①①①①①①①①①①①①①①", "••••"),
        ("4\ufe0f\u20e3" + "1\ufe0f\u20e3" * 15, "••••\ufe0f\u20e3"),
    ],
)
def test_card_numbers_of_every_form_are_masked(text: str, masked: str) -> None:
    assert mask_card_numbers(text) == (masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4111 1111 1111 1112",
        "41111,11,1111111,11",
        "4111, 1111, 1111, 1111",
        "order 123456789012",
        "£1,200.00 or 2024-11-05 12:30",
        "1" * 12,
        "7" * 40,
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_card_numbers(text) == (text, False)


def test_luhn_check_notices_every_changed_digit() -> None:
    good = "4111111111111111"
    assert is_luhn_valid(good)
    changed = [good[:n] + str((int(good[n]) + 1) % 10) + good[n + 1 :] for n in range(16)]
    assert not any(is_luhn_valid(one) for one in changed)
