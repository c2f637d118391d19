"""Questions whose answer is another one tomorrow, though no document and no product's words have changed."""

import re

_TIME = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|now|currently|at the moment|this (?:morning|evening|week|weekend|month|year)|"
    r"next (?:week|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|easter|black friday|"
    r"heute|morgen|gestern|jetzt|gerade|aktuell|diese[rs]? (?:woche|wochenende)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|weihnachten|ostern|"
    r"aujourd'hui|demain|maintenant|actuellement|cette semaine|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|noël|"
    r"hoy|mañana|ayer|ahora|actualmente|esta semana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|navidad|"
    r"oggi|domani|ieri|adesso|ora|attualmente|questa settimana|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|natale|"
    r"vandaag|morgen|gisteren|nu|momenteel|deze week|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|kerst)\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:in stock|out of stock|back in|sold out|still (?:have|available|got)|availab\w+|left|restock\w*|how many (?:\w+ ){0,4}(?:do|have) you (?:have|got)|"
    r"lieferbar|verfügbar|vorrätig|auf lager|ausverkauft|disponib\w+|en stock|rupture|agotad\w+|esaurit\w+|"
    r"op voorraad|uitverkocht|leverbaar)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:sale|deals?|special offers?|on offer|discount\w*|reduced|bargains?|promo\w*|cheap\w*|most expensive|least expensive|lowest|best price|"
    r"best ?sell\w*|popular|trending|new arrivals?|newest|latest|angebote?|rabatt\w*|reduziert\w*|günstig\w*|billig\w*|teuerst\w*|neueste\w*|beliebt\w*|"
    r"soldes?|promotions?|remises?|moins cher\w*|plus cher\w*|rebajas?|ofertas?|descuentos?|barat\w*|más car\w*|"
    r"sald[oi]|offert[ae]|scont[oi]|economic\w*|più car\w*|aanbieding\w*|korting\w*|goedkoop\w*|duurste)\b",
    re.IGNORECASE,
)


def asks_for_volatile(question: str) -> bool:
    """Whether a question asks for what prices, stock or the calendar decide."""
    return any(one.search(question) for one in (_TIME, _STOCK, _OFFERS))
