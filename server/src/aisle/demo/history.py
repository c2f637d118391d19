"""What made-up shoppers asked in the demo shop over the last four weeks: the same each time it is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

WEEKS = timedelta(days=28)
_SEED = 20261121


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: what was asked, on which page, and what was thought of the last answer.

    reasons, comment: go with a rating. label: that staff put to it.
    """

    asked: tuple[str, ...]
    page: str = "/"
    rating: str = ""
    reasons: tuple[str, ...] = ()
    comment: str = ""
    label: str = ""
    archived: bool = False


TALKS = (
    Talk(
        ("How long can I return goods?", "And who pays for sending them back?"),
        "/demo/guides/returns",
        "up",
        ("clear",),
    ),
    Talk(("Which tent is for two people under £300?",), "/demo/tents", "up", ("helpful",)),
    Talk(("Do you deliver to Germany?", "How long does it take?"), "/demo/guides/delivery"),
    Talk(
        ("Which rucksack for three days of hiking?", "Is it waterproof?"),
        "/demo/rucksacks",
        "up",
        ("helpful", "quick"),
    ),
    Talk(("Can I machine wash a waxed jacket?",), "/demo/jackets", "up", ("well_sourced",)),
    Talk(
        ("Where is my order 20417?",),
        "/demo",
        "down",
        ("incomplete",),
        "I wanted to know where it is.",
        "orders",
    ),
    Talk(("Do you repair zips?",), "/demo/guides/repairs"),
    Talk(
        ("What size of boots should I take if I wear a 42?",),
        "/demo/boots",
        "down",
        ("incomplete",),
        "It says nothing of wide feet.",
    ),
    Talk(
        ("How long is the guarantee on a tent?",), "/demo/guides/guarantee", "up", ("clear", "well_sourced")
    ),
    Talk(("A sleeping bag that is warm at minus five",), "/demo/sleeping-bags"),
    Talk(("Do you buy back old gear?",), "/demo", "down", ("off_topic",), "", "gap"),
    Talk(("Was kostet der Versand?",), "/demo/guides/returns", "down", ("wrong_language",)),
    Talk(("Welches Zelt ist für drei Personen?", "Und was wiegt es?"), "/demo/tents"),
    Talk(("Combien coûte la livraison ?",), "/demo/guides/delivery", "up", ("helpful",)),
    Talk(("¿Tienen mochilas impermeables?",), "/demo/rucksacks"),
    Talk(("Can I pay by invoice?",), "/demo", label="gap"),
    Talk(
        ("Do you have a shop in Leeds?",), "/demo", "down", ("wrong",), "The hours are out of date.", "hours"
    ),
    Talk(("Which stove is best for melting snow?",), "/demo/stoves", "up", ("helpful",)),
    Talk(("Can I take gas cartridges on a plane?",), "/demo/stoves"),
    Talk(("Compare the Stonechat 38 and the Ullock 40 Dry",), "/demo/rucksacks", "up", ("clear",)),
    Talk(("How do I wash a down jacket?",), "/demo/guides/care", archived=True),
    Talk(("What does delivery cost?", "And for next day?"), "/demo/guides/delivery", "up", ("quick",)),
    Talk(("Do you price match?",), "/demo", "down", ("incomplete",), "", "gap"),
    Talk(("A head torch with a red light",), "/demo/lamps"),
    Talk(("Are your boots vegan?",), "/demo/boots"),
    Talk(("Can I change the address of my order?",), "/demo", label="orders", archived=True),
    Talk(("Which gloves for winter climbing?",), "/demo/gloves", "up", ("helpful",)),
    Talk(("Do you sell gift cards?",), "/demo"),
    Talk(("How do I pitch the Kestrel 2?",), "/demo/tents", "down", ("source_does_not_say_so",)),
    Talk(
        ("What is the difference between three and four season tents?",),
        "/demo/tents",
        "up",
        ("well_sourced",),
    ),
)


def talks_until(now: datetime) -> Iterator[tuple[int, datetime, Talk]]:
    """Yield number, beginning and conversation, the first first: more at the week's end and in the evening, all in the past."""
    chance = Random(_SEED)  # noqa: S311 - the same each time, and nothing hangs on it
    first = now - WEEKS
    number = 0
    for day in range(WEEKS.days):
        morning = (first + timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0)
        times = 4 if (first + timedelta(days=day)).weekday() in (4, 5, 6) else 2 + chance.randrange(2)
        hours = sorted(min(23, max(7, round(chance.gauss(17, 4)))) for _ in range(times))
        for hour in hours:
            begun = morning + timedelta(hours=hour, minutes=chance.randrange(60))
            talk = TALKS[chance.randrange(len(TALKS))] if number >= len(TALKS) else TALKS[number]
            yield number, min(begun, now - timedelta(minutes=number + 5)), talk
            number += 1
