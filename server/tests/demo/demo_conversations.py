"""Conversations with the demo shop in six languages, with what each answer must show, worked out by hand from its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """What an answer must show.

    Attributes:
        kind: The department that every card is of, and there is one at least.
        titles: Each must begin a shown or compared product's title.
        only: Every shown or compared product's title begins with one of these, and there is one at least.
        cites: Titles of which one must be cited.
        says: One of these must occur in the text.
        at_most: No card costs more (in the store's currency).
        compares: Whether there is a table of products.
        picks: Whether one product of those shown before must be named in the text.
        language: In which it is answered; empty for the conversation's.
    """

    kind: str = ""
    titles: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    at_most: float | None = None
    compares: bool = False
    picks: bool = False
    language: str = ""


@dataclass(frozen=True)
class Conversation:
    """Messages with what is expected of the answer to each."""

    kind: str
    language: str
    turns: tuple[tuple[str, Expected], ...]


TENTS = Expected(kind="Tents")
RUCKSACKS = Expected(kind="Rucksacks")
BOOTS = Expected(kind="Boots")
RETURNS = Expected(cites=("Returns and exchanges", "Returns", "Frequently asked questions"))
DELIVERY = Expected(cites=("UK delivery", "Delivery in the UK", "Delivery", "Frequently asked questions"))
ABROAD = Expected(cites=("International delivery", "Delivery abroad"))
WARRANTY = Expected(cites=("Warranty", "Guarantee", "Frequently asked questions"))
BOTH = Expected(titles=("Kestrel 2", "Silverhow 2"), compares=True)
PICK = Expected(picks=True)
STONECHAT = Expected(only=("Stonechat 38",))

# Each list has the messages in English, German, French, Spanish, Italian and Dutch.
LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
Scripts = dict[str, tuple[tuple[Expected, ...], tuple[tuple[str, ...], ...]]]

SCRIPTS: Scripts = {
    "follow-up: a limit": (
        (TENTS, Expected(kind="Tents", at_most=250)),
        (
            ("Which tents do you have?", "and under £250?"),
            ("Welche Zelte habt ihr?", "und unter 250 £?"),
            ("Quelles tentes avez-vous ?", "et moins de 250 £ ?"),
            ("¿Qué tiendas de campaña tenéis?", "¿y por menos de 250 £?"),
            ("Quali tende avete?", "e sotto le 250 £?"),
            ("Welke tenten hebben jullie?", "en onder 250 £?"),
        ),
    ),
    "follow-up: another subject in the same question": (
        (TENTS, RUCKSACKS),
        (
            ("Do you have tents under £300?", "and rucksacks?"),
            ("Habt ihr Zelte unter 300 £?", "und Rucksäcke?"),
            ("Avez-vous des tentes à moins de 300 £ ?", "et des sacs à dos ?"),
            ("¿Tenéis tiendas de campaña por menos de 300 £?", "¿y mochilas?"),
            ("Avete tende sotto le 300 £?", "e zaini?"),
            ("Hebben jullie tenten onder 300 £?", "en rugzakken?"),
        ),
    ),
    "follow-up: it": (
        (STONECHAT, STONECHAT),
        (
            ("How much is the Stonechat 38?", "and how much does it weigh?"),
            ("Was kostet der Stonechat 38?", "und wie viel wiegt er?"),
            ("Combien coûte le Stonechat 38 ?", "et combien pèse-t-il ?"),
            ("¿Cuánto cuesta la Stonechat 38?", "¿y cuánto pesa?"),
            ("Quanto costa lo Stonechat 38?", "e quanto pesa?"),
            ("Hoeveel kost de Stonechat 38?", "en hoeveel weegt hij?"),
        ),
    ),
    "follow-up: another country": (
        (ABROAD, ABROAD),
        (
            ("Do you deliver to Ireland?", "and to Norway?"),
            ("Liefert ihr nach Irland?", "und nach Norwegen?"),
            ("Livrez-vous en Irlande ?", "et en Norvège ?"),
            ("¿Enviáis a Irlanda?", "¿y a Noruega?"),
            ("Spedite in Irlanda?", "e in Norvegia?"),
            ("Leveren jullie in Ierland?", "en in Noorwegen?"),
        ),
    ),
    "change of subject": (
        (TENTS, DELIVERY, RETURNS),
        (
            ("Which tents are for two people?", "What does delivery cost?", "How long can I return something?"),
            ("Welche Zelte sind für zwei Personen?", "Was kostet der Versand?", "Wie lange kann ich etwas zurückgeben?"),
            ("Quelles tentes sont pour deux personnes ?", "Combien coûte la livraison ?", "Combien de temps ai-je pour un retour ?"),
            ("¿Qué tiendas de campaña son para dos personas?", "¿Cuánto cuesta el envío?", "¿Cuánto tiempo tengo para una devolución?"),
            ("Quali tende sono per due persone?", "Quanto costa la spedizione?", "Quanto tempo ho per un reso?"),
            ("Welke tenten zijn voor twee personen?", "Wat kost de verzending?", "Hoe lang kan ik iets retourneren?"),
        ),
    ),
    "return to the subject": (
        (TENTS, RETURNS, TENTS),
        (
            ("Which tents do you have?", "How long can I return something?", "Back to the tents: which is the lightest?"),
            ("Welche Zelte habt ihr?", "Wie lange kann ich etwas zurückgeben?", "Zurück zu den Zelten: welches ist das leichteste?"),
            ("Quelles tentes avez-vous ?", "Combien de temps ai-je pour un retour ?", "Revenons aux tentes : laquelle est la plus légère ?"),
            ("¿Qué tiendas de campaña tenéis?", "¿Cuánto tiempo tengo para una devolución?", "Volviendo a las tiendas de campaña: ¿cuál es la más ligera?"),
            ("Quali tende avete?", "Quanto tempo ho per un reso?", "Torniamo alle tende: qual è la più leggera?"),
            ("Welke tenten hebben jullie?", "Hoe lang kan ik iets retourneren?", "Terug naar de tenten: welke is de lichtste?"),
        ),
    ),
    "return to what was shown": (
        (RUCKSACKS, WARRANTY, PICK),
        (
            ("Which waterproof rucksacks do you have?", "How long is the warranty?", "And which of the rucksacks would you take?"),
            ("Welche wasserdichten Rucksäcke habt ihr?", "Wie lange ist die Garantie?", "Und welchen von den Rucksäcken würdest du nehmen?"),
            ("Quels sacs à dos imperméables avez-vous ?", "Combien de temps dure la garantie ?", "Et lequel des sacs à dos prendrais-tu ?"),
            ("¿Qué mochilas impermeables tenéis?", "¿Cuánto dura la garantía?", "¿Y cuál de las mochilas elegirías?"),
            ("Quali zaini impermeabili avete?", "Quanto dura la garanzia?", "E quale degli zaini prenderesti?"),
            ("Welke waterdichte rugzakken hebben jullie?", "Hoe lang is de garantie?", "En welke van de rugzakken zou jij nemen?"),
        ),
    ),
    "comparison by name": (
        (BOTH, PICK),
        (
            ("Compare Kestrel 2 and Silverhow 2", "Which one then?"),
            ("Vergleiche Kestrel 2 und Silverhow 2", "Welches also?"),
            ("Compare Kestrel 2 et Silverhow 2", "Lequel alors ?"),
            ("Compara Kestrel 2 y Silverhow 2", "¿Entonces cuál?"),
            ("Confronta Kestrel 2 e Silverhow 2", "Quale allora?"),
            ("Vergelijk Kestrel 2 en Silverhow 2", "Welke dan?"),
        ),
    ),
    "comparison of what is shown": (
        (TENTS, Expected(kind="Tents", compares=True), PICK),
        (
            ("Which tents do you have?", "Compare the first two", "Which one should I take?"),
            ("Welche Zelte habt ihr?", "Vergleiche die ersten zwei", "Welches soll ich nehmen?"),
            ("Quelles tentes avez-vous ?", "Compare les deux premières", "Laquelle dois-je prendre ?"),
            ("¿Qué tiendas de campaña tenéis?", "Compara las dos primeras", "¿Cuál me quedo?"),
            ("Quali tende avete?", "Confronta le prime due", "Quale devo prendere?"),
            ("Welke tenten hebben jullie?", "Vergelijk de eerste twee", "Welke moet ik nemen?"),
        ),
    ),
    "recommendation": (
        (RUCKSACKS, PICK),
        (
            ("I need a rucksack under £150 for three wet days", "Which one do you recommend?"),
            ("Ich brauche einen Rucksack unter 150 £ für drei nasse Tage", "Welchen empfiehlst du?"),
            ("Je cherche un sac à dos à moins de 150 £ pour trois jours de pluie", "Lequel me conseillez-vous ?"),
            ("Busco una mochila por menos de 150 £ para tres días de lluvia", "¿Cuál me recomiendas?"),
            ("Cerco uno zaino sotto le 150 £ per tre giorni di pioggia", "Quale mi consigli?"),
            ("Ik zoek een rugzak onder 150 £ voor drie dagen regen", "Welke raad je aan?"),
        ),
    ),
    "the second one": (
        (TENTS, Expected(kind="Tents", says=("£",))),
        (
            ("Which tents do you have?", "What does the second one cost?"),
            ("Welche Zelte habt ihr?", "Was kostet das zweite?"),
            ("Quelles tentes avez-vous ?", "Combien coûte la deuxième ?"),
            ("¿Qué tiendas de campaña tenéis?", "¿Cuánto cuesta la segunda?"),
            ("Quali tende avete?", "Quanto costa la seconda?"),
            ("Welke tenten hebben jullie?", "Wat kost de tweede?"),
        ),
    ),
    "thanks in between": (
        (RUCKSACKS, Expected(), Expected(kind="Rucksacks", at_most=100)),
        (
            ("Which rucksacks do you have?", "Thanks!", "and under £100?"),
            ("Welche Rucksäcke habt ihr?", "Danke!", "und unter 100 £?"),
            ("Quels sacs à dos avez-vous ?", "Merci !", "et moins de 100 £ ?"),
            ("¿Qué mochilas tenéis?", "¡Gracias!", "¿y por menos de 100 £?"),
            ("Quali zaini avete?", "Grazie!", "e sotto le 100 £?"),
            ("Welke rugzakken hebben jullie?", "Bedankt!", "en onder 100 £?"),
        ),
    ),
}  # fmt: skip

CONVERSATIONS = [
    Conversation(kind, language, tuple(zip(messages, expected, strict=True)))
    for kind, (expected, scripts) in SCRIPTS.items()
    for language, messages in zip(LANGUAGES, scripts, strict=True)
] + [
    Conversation(
        "change of language",
        "de",
        (
            ("Welche Zelte habt ihr?", TENTS),
            ("and under £250?", Expected(kind="Tents", at_most=250, language="en")),
            ("Vergleiche die ersten zwei", Expected(kind="Tents", compares=True)),
        ),
    ),
    Conversation(
        "change of language",
        "fr",
        (
            ("Compare Kestrel 2 et Silverhow 2", BOTH),
            ("Which one would you take?", Expected(picks=True, language="en")),
        ),
    ),
    Conversation(
        "change of language",
        "it",
        (
            ("Quanto costa lo Stonechat 38?", STONECHAT),
            ("¿y cuánto pesa?", Expected(only=("Stonechat 38",), language="es")),
            ("e quanto pesa?", STONECHAT),
        ),
    ),
]
