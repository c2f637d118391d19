"""What a conversation is about so far, and how a new message continues it or leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.answering import cues
from aisle.answering.references import referred
from aisle.answering.types import PastTurn
from aisle.answering.words import KEY_WEIGHT, Word, content_words, cut


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Older turns hardly ever decide what "it" means, and every one costs time.
_TURNS_READ = 8
# A question with this many subject words of its own stands alone even if it says "it" somewhere.
_OWN_SUBJECT = 3
_REPLY_WORDS = 5
_SMALL = _words(
    "the a an in for with without and or only just der die das für mit ohne und le la les en pour avec et el los las para con y il lo gli i per e ed di da in sotto senza het een en voor met zonder onder op"
)
_ATTRIBUTES = frozenset({"=size", "=colour", "=price", "=weight", "=waterproof"})
# "What about returns?" is a question of its own, whatever was asked about before.
_POLICIES = frozenset(
    {"=return", "=exchange", "=delivery", "=warranty", "=repair", "=pay", "=voucher", "=hours"}
)
# What it costs and who pays is asked of one of these.
_SERVICES = frozenset({"=return", "=exchange", "=warranty", "=repair"})
_WHO_PAYS = re.compile(
    r"^\W*(?:and |und |et |y |e |en )?(?:who (?:pays|covers|bears)|wer (?:zahlt|trägt)|qui paie|quién paga|chi paga|wie betaalt)\b"
)
_OPENING = re.compile(
    r"^\W*(?:(?:only|just|nur|seulement|solo|solamente|alleen) )?(?:in|for|with|without|size|from|by|für|mit|ohne|größe|aus|en|pour|avec|sans|taille|para|con|sin|talla|de|per|senza|taglia|misura|voor|met|zonder|maat) \S"
)
_OWN_ANTECEDENT = re.compile(
    r"\b(?:a|an|the|my|your|our|ein|eine|einen|mein|meine|meinen|un|une|mon|ma|una|mi|uno|il mio|la mia|een|mijn)\s+\w{3,}\b.*\b(?:it|them|they|es|ihn|sie|lo|la|het|hem)\b"
)
_PEOPLE = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|zwei|drei|vier|deux|trois|quatre|(?<!à )dos|tres|cuatro|men|women|man|woman|kids?|child(?:ren)?|boys?|girls?|adults?|"
    r"winter|summer|spring|autumn|beginners?|damen|herren|kinder|femmes?|hommes?|enfants?|mujer(?:es)?|hombres?|niñ[oa]s|due|tre|quattro|cinque|sei|twee|drie|vijf|zes|person[ae]s?|personen|personnes|uomo|uomini|donn[ae]|bambin[oaie]|dames|heren|kinderen)\b"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The last question made whole, with the products then on the screen."""

    text: str = ""
    product_ids: tuple[UUID, ...] = ()
    product_titles: tuple[str, ...] = ()
    refers_to: tuple[UUID, ...] = ()
    asked_back: bool = False


def topic_of(history: Iterable[PastTurn], language: str) -> Topic:
    """The topic after the turns so far; small talk leaves it as it was."""
    topic = Topic()
    for turn in tuple(history)[-_TURNS_READ:]:
        text = cut(turn.question)
        if _is_talk(text):
            continue
        about = topic if topic.text and _is_about_shown(text) else continued(text, topic, language)
        topic = replace(_shown(about, turn, topic), asked_back=turn.clarified)
    return topic


def _is_talk(text: str) -> bool:
    lowered = text.lower()[:80]
    return any(cue.search(lowered) for cue in (cues.GREETING, cues.THANKS, cues.BYE, cues.PERSON))


def _is_about_shown(text: str) -> bool:
    """ "Compare them" and "which one?" leave the question as it was."""
    lowered = text.lower()
    return bool(cues.COMPARE.search(lowered) or cues.CHOOSE.search(lowered))


def _shown(now: Topic, turn: PastTurn, before: Topic) -> Topic:
    if len(turn.product_ids) == 1 and turn.product_ids[0] in before.product_ids:
        # One of a list was spoken of; "the second one" still counts from the list.
        listed = replace(now, product_ids=before.product_ids, product_titles=before.product_titles)
        return replace(listed, refers_to=turn.product_ids)
    if turn.product_ids:
        return replace(now, product_ids=turn.product_ids, product_titles=turn.product_titles)
    # A guide answer in between ("is it waterproof?") keeps the products that "it" may mean next.
    return replace(now, product_ids=before.product_ids, product_titles=before.product_titles)


def continued(text: str, topic: Topic, language: str) -> Topic:
    """The topic with a new message: a whole question of its own, or the old one carried on."""
    if not topic.text:
        return Topic(text)
    corrected = cues.CORRECTED_TO.search(text.lower()) if cues.CORRECTION.search(text.lower()) else None
    if corrected:
        text = text[corrected.start(corrected.lastindex or 0) :]
    return _carried(text, topic, language) or replace(topic, text=text, refers_to=())


def _carried(text: str, topic: Topic, language: str) -> Topic | None:
    lowered = " ".join(text.lower().split())
    names = any(word.is_name for word in content_words(topic.text, language))
    if topic.asked_back and names and len(lowered.split()) <= _REPLY_WORDS:
        # "Which Ullock do you mean?" - "The packs": the reply completes what was asked.
        return replace(topic, text=joined(topic.text, text), refers_to=())
    own = [word for word in content_words(text, language) if word.weight >= KEY_WEIGHT]
    if _WHO_PAYS.match(lowered) and (about := _policy_of(topic.text, own, language)):
        return replace(topic, text=f"{text.rstrip(' ?!.')} for {about}", refers_to=())
    if _points_back(lowered, own):
        return _about_shown(text, lowered, own, topic, language)
    if cues.LIMIT_ONLY.match(lowered):
        return replace(topic, text=joined(_without_limit(topic.text), text), refers_to=())
    if cues.CHEAPER.match(lowered):
        return replace(topic, text=joined(topic.text, text), refers_to=())
    if cues.CONTINUES.match(lowered):
        return _continuing(text, lowered, own, topic, language)
    if not own or _OPENING.match(lowered) or {word.key for word in own} <= _ATTRIBUTES:
        return replace(topic, text=joined(topic.text, text))
    return None


def _policy_of(text: str, own: list[Word], language: str) -> str | None:
    """The word of the question before that says which of the shop's services it was about, where this one says none."""
    said = {word.key for word in own}
    if said & _SERVICES:
        return None
    return next((word.text for word in content_words(text, language) if word.key in _SERVICES), None)


def _points_back(lowered: str, own: list[Word]) -> bool:
    if len(own) >= _OWN_SUBJECT or _OWN_ANTECEDENT.search(lowered):
        return False
    return bool(cues.STRONG_PRONOUN.search(lowered) or any(cue.search(lowered) for cue, _ in cues.ORDINALS))


def _about_shown(text: str, lowered: str, own: list[Word], topic: Topic, language: str) -> Topic:
    """A question about products on the screen: their names stand in for "it" where they are known."""
    ids = referred(lowered, topic.product_ids, topic.refers_to)
    names = [title for id_, title in zip(topic.product_ids, topic.product_titles, strict=False) if id_ in ids]
    if not names and own:
        names = _subject(topic.text, language)
    if not names:
        return replace(topic, text=joined(topic.text, text), refers_to=ids)
    whole = cues.STRONG_PRONOUN.sub(", ".join(names).replace("\\", ""), text, count=1)
    if whole == text:
        whole = f"{', '.join(names)}: {text}"
    return replace(topic, text=whole, refers_to=ids)


def _subject(text: str, language: str) -> list[str]:
    """The last word a question was about, which "it" stands for when no product was shown."""
    words = [word for word in content_words(text, language) if word.weight == KEY_WEIGHT]
    return [words[-1].text] if words else []


def _continuing(text: str, lowered: str, own: list[Word], topic: Topic, language: str) -> Topic | None:
    """ "And in red?" adds to the question, "and for boots?" puts another subject into it."""
    if cues.NEW_FRAME.match(lowered) and own:
        return None
    match = cues.CONTINUES.match(lowered)
    rest = " ".join(text.split())[match.end() if match else 0 :]
    if not own or _PEOPLE.search(rest.lower()) or _adds(rest, own):
        limit = cues.PRICE_LIMIT.search(rest.lower())
        return replace(
            topic, text=joined(_without_limit(topic.text) if limit else topic.text, rest), refers_to=()
        )
    return replace(topic, text=_with_subject(topic.text, rest, own, language), refers_to=())


def _adds(rest: str, own: list[Word]) -> bool:
    """Whether it narrows the question rather than changing its subject: "in red", "with a hip belt"."""
    if {word.key for word in own} <= _ATTRIBUTES:
        return True
    return bool(
        re.match(
            r"(?:in|with|without|size|mit|ohne|in|größe|en|avec|sans|taille|con|sin|talla|senza|taglia|met|zonder|maat|het)\b",
            rest.lower(),
        )
    )


def _with_subject(old: str, rest: str, own: list[Word], language: str) -> str:
    """The old question about the new subject; what limited the old subject is dropped."""
    bare = _without_limit(old)
    words = [word for word in content_words(bare, language) if word.weight >= KEY_WEIGHT]
    alike = [word for word in words if word.is_name == own[0].is_name] or words
    subject = re.sub(
        r"^\W*(?:for|für|pour|para|per|voor|about|the|to|nach|naar|en|a|à|with|on|of|in|des|du|de|die|der|das|los|las|il|gli|le|het)\s+(?:the |die |den |der |les |los |las |gli |le |i |de )?",
        "",
        rest.strip(" ?!."),
        flags=re.IGNORECASE,
    )
    if not alike:
        return f"{bare} {subject}"
    if own[0].key in _POLICIES:
        return subject
    pattern = re.compile(
        rf"(?:\b(?:an?|une?|eine?n?|un[ao]?)\s+)?(?<!\w){re.escape(alike[-1].text)}(?!\w)", re.IGNORECASE
    )
    replaced, count = pattern.subn(lambda _: subject, bare, count=1)
    return replaced if count else subject


def _without_limit(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        return text
    kept, position = [], 0
    for match in cues.PRICE_LIMIT.finditer(lowered):
        kept.append(text[position : match.start()])
        position = match.end()
    return " ".join("".join([*kept, text[position:]]).split())


def joined(old: str, new: str) -> str:
    """The question so far with what a message adds to it."""
    new = new.strip()
    # A capital that only began a message would read as a name amid the whole.
    if new[1:2].islower() and new.split()[0].lower() in _SMALL:
        new = new[0].lower() + new[1:]
    return f"{old.rstrip(' ?!.')} {new}"
