"""Words, amounts and hosts in disguise: a shopper reads them, so every check has to read them, too."""

from __future__ import annotations

import pytest
from answering_factories import passage
from generation_factories import assignment, written

from aisle.answering.claims import Fault
from aisle.answering.generation.disguise import hides_letters, undressed
from aisle.assistants.types import AssistantSettings, Unsupported

CARE = passage(
    "Let mud dry, then brush it off with a soft brush. Sponge what remains with cold water and no soap. "
    "Our workshop rewaxes a jacket for £42, and you pay in euros abroad.",
    "Cleaning a waxed jacket",
)
ASKED = "Can I clean a waxed jacket with soap and cold water?"
GOOD = "Let mud dry, then brush it off with a soft brush [E1]."
SAID = "Sponge what remains with cold water and no soap"
JOINER = "\u200c"


async def shown_of(more: str, unsupported: Unsupported = Unsupported.DROP):
    settings = AssistantSettings(unsupported=unsupported)
    return await written(
        f"{GOOD} {SAID} {more} [E1].", assignment(ASKED, passages=(CARE,), settings=settings)
    )


@pytest.mark.parametrize("unsupported", [Unsupported.DROP, Unsupported.MARK])
@pytest.mark.parametrize(
    "promise",
    [
        "ｆｕｌｌ ｒｅｆｕｎｄ",
        "𝐟𝐫𝐞𝐞 𝐫𝐞𝐟𝐮𝐧𝐝",
        "r̲e̲f̲u̲n̲d̲",
        "Ⓡⓔⓕⓤⓝⓓ",
        "ʳᵉᶠᵘⁿᵈ",
        "ʀᴇꜰᴜɴᴅ",
        "free rеfund",  # a Cyrillic letter
        f"re{JOINER}fund fr{JOINER}ee",
    ],
)
async def test_disguised_promise_is_not_shown(promise: str, unsupported: Unsupported):
    outcome = await shown_of(promise, unsupported)
    assert outcome.shown() == "Let mud dry, then brush it off with a soft brush. [1]"


@pytest.mark.parametrize("unsupported", [Unsupported.DROP, Unsupported.MARK])
@pytest.mark.parametrize(
    "amount",
    [
        "£①②",
        "£¹²",
        "£❶❷",
        "£l2.5O",
        "a tenner",
        "十二 pounds",
        "Ⅻ pounds",
        "several euros",
        "½ price",
        f"tw{JOINER}elve po{JOINER}unds",
    ],
)
async def test_disguised_amount_is_not_shown(amount: str, unsupported: Unsupported):
    outcome = await shown_of(f"for {amount}", unsupported)
    assert outcome.shown() == "Let mud dry, then brush it off with a soft brush. [1]"


@pytest.mark.parametrize("unsupported", [Unsupported.DROP, Unsupported.MARK])
@pytest.mark.parametrize(
    "host", ["еvil.com", "evil.de", "müller-evil.com", "ｅｖｉｌ.com/x", f"evil.c{JOINER}om", "shop.evil.fr"]
)
async def test_foreign_host_of_any_script_is_not_shown(host: str, unsupported: Unsupported):
    outcome = await shown_of(f"at {host}", unsupported)
    assert outcome.shown() == "Let mud dry, then brush it off with a soft brush. [1]"


async def test_tag_within_a_tag_leaves_no_tag():
    outcome = await written(f"{SAID} <<b>img src=x <<b>i> [E1].", assignment(ASKED, passages=(CARE,)))
    assert "<" not in outcome.shown()


@pytest.mark.parametrize(
    "hide", [lambda one: one[0] + JOINER + one[1:], lambda one: f"**{one[0]}**{one[1:]}"]
)
async def test_rules_in_disguise_are_a_leak(hide):
    rules = "Answer the shopper's last message from the evidence below and from nothing else you may know."
    said = " ".join(hide(word) for word in rules.split())
    settings = AssistantSettings(unsupported=Unsupported.MARK)
    outcome = await written(f"{GOOD} {said}", assignment(ASKED, passages=(CARE,), settings=settings))
    assert Fault.LEAKED_INSTRUCTIONS in outcome.faults
    assert outcome.shown() == "Let mud dry, then brush it off with a soft brush. [1]"


@pytest.mark.parametrize(
    "honest",
    [
        "20 m² at 5 kΩ and 3 μm",
        "wash at 30 °C",
        "Größe, façade, señor",
        "می‌خواهم",
        "क्‍ष",
        "👩‍🚀",
        "½ l",
        "tea®",
    ],
)
def test_honest_letters_stay_as_they_are(honest: str):
    assert undressed(honest, "en") == honest
    assert not hides_letters(honest)


def test_wide_letters_stay_where_they_are_usual():
    assert undressed("Ｌサイズ", "ja") == "Ｌサイズ"


async def test_what_the_source_says_of_money_is_still_shown():
    outcome = await written(
        "Our workshop rewaxes a jacket for £42, and you pay in euros abroad [E1].",
        assignment(ASKED, passages=(CARE,)),
    )
    assert outcome.shown().startswith("Our workshop rewaxes a jacket for £42, and you pay in euros abroad.")
