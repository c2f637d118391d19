"""Pairs of shop questions that look alike and are answered otherwise: one thing is changed in each."""

import itertools
import json
import random
from collections.abc import Iterator
from importlib.resources import files

PAIRS = tuple[str, str, str, str]  # what was changed, language, question, other question
_SLOTS = {
    "price": ("under £50", "under £80", "over £50", "between £50 and £80", "for £50", "below 50 pounds and not above 80"),
    "size": ("in size S", "in size M", "in size L", "in size XL", "in size 42", "in size 43", "in 28 l", "in 38 l", "in 28 kg", "in UK 8"),
    "colour": ("in red", "in blue", "in slate", "in moss", "in black", "in dark blue"),
    "number": ("for two people", "for three people", "for 2 people", "for 4 people", "for one person", "for six people"),
    "season": ("for winter", "for summer", "for three seasons", "for four seasons"),
    "temperature": ("down to -5 °C", "down to -15 °C", "down to 5 °C", "for minus ten degrees"),
    "material": ("made of wool", "made of down", "made of leather", "without leather", "with no wool"),
    "gender": ("for men", "for women", "for children", "for a ten year old"),
}  # fmt: skip
_THINGS = ("rucksacks", "tents", "sleeping bags", "jackets", "boots", "socks", "gloves", "trousers")
_PUT = (
    "Which {thing} do you have {slot}?",
    "Do you sell {thing} {slot}?",
    "I am looking for {thing} {slot}",
    "Can you recommend {thing} {slot}?",
)
_ASKED = (
    "Is the {title} waterproof?",
    "How heavy is the {title}?",
    "What is the {title} made of?",
    "Does the {title} come with a warranty?",
    "Can I wash the {title} in a machine?",
)
# Turned round: each pair of a line is answered otherwise.
_TURNED = (
    ("negation", "en", "Can I return worn boots?", "Can I not return worn boots?"),
    ("negation", "en", "Which jackets are waterproof?", "Which jackets aren't waterproof?"),
    ("negation", "en", "Which boots have leather?", "Which boots have no leather?"),
    ("negation", "en", "Do I have to dry a tent before storing it?", "Do I have to dry a tent after storing it?", "Can I store a tent without drying it?"),
    ("swap", "en", "Can I exchange a tent for a stove?", "Can I exchange a stove for a tent?"),
    ("swap", "en", "Do you buy used tents?", "Do you sell used tents?"),
    ("swap", "en", "Is down warmer than wool?", "Is wool warmer than down?"),
    ("swap", "en", "Do you ship from Ireland to England?", "Do you ship from England to Ireland?"),
    ("swap", "en", "Should I wear wool over cotton?", "Should I wear cotton over wool?"),
    ("place", "en", "Do you ship to Ireland?", "Do you ship to Iceland?", "Do you ship to Norway?", "Do you ship within the UK?", "Do you ship to the US?"),
    ("aim", "en", "How long does delivery take?", "How much does delivery cost?", "Where do you deliver?", "Who delivers?", "Why does delivery take so long?"),
    ("aim", "en", "When do refunds arrive?", "How do refunds arrive?", "How much is refunded?", "Who pays for a refund?"),
    ("aim", "en", "How do I wash a down jacket?", "How often do I wash a down jacket?", "Where do I wash a down jacket?", "Why wash a down jacket?", "Must I wash a down jacket?"),
    ("aim", "en", "Can I dry clean a down jacket?", "Do I have to dry clean a down jacket?", "Can I tumble dry a down jacket?"),
    ("degree", "en", "Which tent is the lightest?", "Which tent is the heaviest?", "Which tent is the biggest?", "Which tent is the smallest?", "Which tent is light?"),
    ("degree", "en", "Which boots are the warmest?", "Which boots are the coolest?", "Which boots are warm?"),
    ("degree", "en", "What is the shortest delivery time?", "What is the longest delivery time?"),
    ("number", "en", "Can I return goods after 30 days?", "Can I return goods after 60 days?", "Can I return goods within 30 days?", "Can I return goods after thirteen days?"),
    ("number", "en", "Is there a discount for two tents?", "Is there a discount for three tents?", "Is there a discount for 20 tents?"),
    ("unit", "en", "Is 5 kg too heavy for a rucksack?", "Is 5 lb too heavy for a rucksack?", "Is 15 kg too heavy for a rucksack?"),
    ("unit", "en", "Does it hold 2 l of water?", "Does it hold 2 ml of water?", "Does it hold 20 l of water?"),
    ("goods", "en", "How long is the warranty on tents?", "How long is the warranty on boots?", "How long is the warranty on stoves?", "How long is the warranty on tent poles?"),
    ("goods", "en", "Can I send tents back?", "Can I send boots back?", "Can I send a stove back?", "Can I send a knife back?"),
    ("goods", "de", "Kann ich das Zelt zurücksenden?", "Kann ich den Kocher zurücksenden?"),
    ("goods", "de", "Wie sende ich ein Zelt zurück?", "Wie sende ich einen Kocher zurück?"),
    ("goods", "nl", "Hoe stuur ik een tent terug?", "Hoe stuur ik een brander terug?"),
    ("goods", "en", "How do I clean a waxed jacket?", "How do I clean a down jacket?", "How do I clean a waxed hat?", "How do I wax a jacket?"),
    ("state", "en", "Can I return opened gas?", "Can I return unopened gas?", "Can I return empty gas cartridges?"),
    ("state", "en", "Can I return a damaged tent?", "Can I return an undamaged tent?", "Can I return a used tent?", "Can I return an unused tent?"),
    ("who", "en", "Do students get a discount?", "Do members get a discount?", "Do clubs get a discount?", "Do teachers get a discount?"),
    ("how", "en", "Can I pay by card?", "Can I pay by invoice?", "Can I pay in cash?", "Can I pay with a gift card?", "Can I pay later?"),
    ("time", "en", "Do you deliver before noon?", "Do you deliver after noon?", "Do you deliver in the evening?", "Do you deliver at weekends?"),
    ("time", "en", "Can I cancel before dispatch?", "Can I cancel after dispatch?"),
    ("side", "en", "Who pays to send goods back?", "Who pays to send goods out?"),
    ("side", "en", "Are the boots waterproof inside?", "Are the boots waterproof outside?"),
    ("negation", "de", "Welche Jacken sind wasserdicht?", "Welche Jacken sind nicht wasserdicht?", "Welche Jacken sind ohne Membran wasserdicht?"),
    ("number", "de", "Kann ich Ware nach 30 Tagen zurückgeben?", "Kann ich Ware nach 60 Tagen zurückgeben?", "Kann ich Ware innerhalb von 30 Tagen zurückgeben?"),
    ("place", "de", "Liefern Sie nach Irland?", "Liefern Sie nach Island?", "Liefern Sie aus Irland?"),
    ("aim", "de", "Wie lange dauert die Lieferung?", "Was kostet die Lieferung?", "Wohin geht die Lieferung?"),
    ("negation", "fr", "Puis-je renvoyer des bottes portées ?", "Puis-je renvoyer des bottes non portées ?", "Ne puis-je pas renvoyer des bottes portées ?"),
    ("number", "fr", "Puis-je retourner un article après 30 jours ?", "Puis-je retourner un article après 60 jours ?"),
    ("language", "en", "Do you ship to Ireland?", "Liefern Sie nach Irland?", "Livrez-vous en Irlande ?"),
)  # fmt: skip


def adversaries(most: int = 4_000) -> list[PAIRS]:
    """Return pairs that are answered otherwise, the same in each run: from the demo shop's goods, and turned by hand.

    most: pairs made of goods; those turned by hand are all there.
    """
    made = [*_slots(), *_titles()]
    random.Random(7).shuffle(made)
    return [*_turned(), *made[:most]]


def _turned() -> Iterator[PAIRS]:
    for kind, language, *questions in _TURNED:
        for one, other in itertools.permutations(questions, 2):
            yield kind, language, one, other


def _slots() -> Iterator[PAIRS]:
    for (kind, slots), thing in itertools.product(_SLOTS.items(), _THINGS):
        for one, other in itertools.permutations(slots, 2):
            for put in _PUT:
                yield kind, "en", put.format(thing=thing, slot=one), put.format(thing=thing, slot=other)
    for one, other in itertools.permutations(_THINGS, 2):
        for slot in itertools.chain.from_iterable(_SLOTS.values()):
            yield "goods", "en", _PUT[0].format(thing=one, slot=slot), _PUT[0].format(thing=other, slot=slot)


def _titles() -> Iterator[PAIRS]:
    lines = files("aisle.demo").joinpath("shop/catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    titles = sorted(json.loads(line)["title"] for line in lines)
    for one, other in itertools.pairwise(titles):
        for asked in _ASKED:
            yield "product", "en", asked.format(title=one), asked.format(title=other)
    for title in titles:
        for asked, another in itertools.permutations(_ASKED, 2):
            yield "property", "en", asked.format(title=title), another.format(title=title)
