"""How each tone is described to a model, and how it sounds. A change here changes every answer that a model writes."""

from dataclasses import dataclass

from aisle.assistants.types import Tone


@dataclass(frozen=True, slots=True)
class Template:
    """A tone in words.

    Attributes:
        words: What a model is told of its manner. It says nothing of facts, so that no tone changes what is true.
        example: One and the same answer in this tone, for whoever chooses among them.
    """

    tone: Tone
    words: str
    example: str


TONES: dict[Tone, Template] = {
    one.tone: one
    for one in (
        Template(
            Tone.FRIENDLY,
            "Write warmly and simply, as a helpful person in the shop would. Address the shopper directly. Use short"
            " sentences and everyday words. No exclamation marks, no flattery.",
            "You can send it back within 60 days, as long as it hasn’t been used. Happy to explain how.",
        ),
        Template(
            Tone.PLAIN,
            "Write plainly. Answer first, in as few words as are clear. No greeting, no small talk, no adjectives that"
            " carry no information.",
            "Unused goods can be returned within 60 days.",
        ),
        Template(
            Tone.EXPERT,
            "Write as a specialist who explains to an interested customer. Name the property that decides and what it"
            " means in use. Use technical terms where they are exact, each explained in a few words.",
            "Returns are open for 60 days from delivery. The condition that counts is “unused”: tried on indoors is fine,"
            " worn outside is not.",
        ),
        Template(
            Tone.LIVELY,
            "Write with energy and a light touch. Use active verbs and vary the length of sentences. At most one"
            " exclamation mark in an answer. Never joke about money, safety or complaints.",
            "Changed your mind? You’ve got 60 days to send it back unused. Easy!",
        ),
        Template(
            Tone.FORMAL,
            "Write politely and with reserve, in complete sentences and without contractions. Use the formal address where"
            " the language has one. No colloquialisms.",
            "You may return unused goods within 60 days of delivery.",
        ),
    )
}
