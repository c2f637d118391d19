"""What a sentence holds for: different conditions for different goods, places and people are no conflict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# In all languages at once: shops mix them, and one text must be comparable with another's.
CONDITIONS: Mapping[str, str] = {
    "express": r"express\w*|expr[eé]s\w*|next[- ]day|same[- ]day|overnight|premium[- ]?(?:delivery|versand)|24 ?h\b|urgente?s?|eil\w*",
    "standard": r"standard\w*|est[aá]ndar|regular delivery|normal(?:e[rn]?)? (?:versand|lieferung)",
    "sale": r"sale(?! (?:gratis|gratuit\w*|por|a))|reduced|discounted|clearance|outlet|reduziert\w*|rabattiert\w*|sonderangebot\w*|ausverkauf\w*|sold[eé]e?s?|promotion\w*|rebaj\w+|oferta\w*|liquidaci[oó]n",
    "abroad": r"international\w*|abroad|overseas|worldwide|ausland\w*|étranger\w*|extranjero|internacional\w*",
    "country:eu": r"eu|europ\w+|union européenne|unión europea",
    "country:gb": r"uk|united kingdom|britain|vereinigtes königreich|großbritannien|royaume-uni|reino unido",
    "country:ie": r"ireland|irland|irlande|irlanda",
    "country:de": r"germany|deutschland|allemagne|alemania",
    "country:at": r"austria|österreich|autriche",
    "country:ch": r"switzerland|schweiz|suisse|suiza",
    "country:fr": r"france|frankreich|francia",
    "country:es": r"spain|spanien|espagne|españa",
    "country:it": r"italy|italien|italie|italia",
    "country:us": r"usa|united states|vereinigte staaten|états-unis|estados unidos",
    "islands": r"islands?|highlands|inseln?|îles?|corse|corsica|islas|canarias|baleares",
    "worn": r"worn|used|opened|getragen\w*|gebraucht\w*|geöffnet\w*|portés?|utilisés?|ouverts?|usad[oa]s?|abiert[oa]s?",
    "faulty": r"faulty|defective|damaged|broken|wrong item|defekt\w*|beschädigt\w*|mangelhaft\w*|mängel\w*|défectueu\w+|endommag\w+|defectuos\w+|dañad\w+",
    "exchange": r"exchang\w+|swap\w*|umtausch\w*|échang\w+|cambi(?:o|os|ar)",
    "store": r"in[- ]store|our (?:shop|store)s?|im laden|filial\w*|ladengeschäft\w*|en magasin|boutique|en tienda",
    "members": r"members?|club|vip|loyalty|mitglied\w*|membres?|fidélité|soci[oa]s|fidelidad",
    "tier:guest": r"guests?|gäste?|gastkonto|invités?|invitad[oa]s?",
    "tier:bronze": r"bronze|bronce",
    "tier:silver": r"silver|silber\w*|argent|plata",
    "tier:gold": r"gold|oro",
    "tier:platinum": r"platinum|platin\w*|platine|platino",
    "tier:premium": r"premium",
    "personalised": r"personali[sz]ed|custom(?:i[sz]ed)?|made to order|engraved|personalisiert\w*|maßanfertig\w*|gravier\w*|personnalis\w+|sur mesure|personalizad\w+",
    "holidays": r"christmas|holiday season|black friday|weihnacht\w*|feiertag\w*|noël|navidad|fiestas",
    "law": r"statutory|by law|legal right|gesetzlich\w*|widerruf\w*|garantie légale|légale?s?|garantía legal|desistimiento",
    "bulky": r"bulky|oversi[sz]ed|large items?|furniture|sperrig\w*|sperrgut|spedition\w*|möbel\w*|encombrant\w*|volumineu\w+|meubles?|voluminos\w+|muebles?",
    "preorder": r"pre-?orders?|vorbestell\w*|précommand\w*|preventa",
    "secondhand": r"second[- ]hand|refurbished|b-ware|gebrauchtware|reconditionn\w+|d'occasion|reacondicionad\w+",
    "trade": r"trade|wholesale|business customers?|companies|geschäftskunden|großhandel|gewerbe\w*|professionnels?|grossistes?|mayoristas?|empresas",
    "pickup": r"click ?& ?collect|click and collect|pick-?up|abhol\w*|retrait|recogida",
    "weekend": r"saturdays?|sundays?|weekend|samstag\w*|sonntag\w*|samedis?|dimanches?|sábados?|domingos?",
    "battery": r"batter(?:y|ies)|akkus?|batterien?|batteries?|baterías?",
    "frame": r"frames?|rahmen|cadres?|cuadros?",
    "gift": r"gifts?|geschenk\w*|cadeaux?|regalos?",
    "press": r"press|media enquiries|presse|prensa",
    "careers": r"careers?|jobs|karriere|bewerb\w*|recrutement|empleo",
    "accounts": r"accounts? department|billing|invoices?|buchhaltung|rechnung\w*|comptabilité|factur\w+",
    "privacy": r"privacy|data protection|datenschutz\w*|confidentialité|données personnelles|privacidad|protección de datos",
    "goods:shoes": r"shoes?|boots?|footwear|schuhe?n?|stiefeln?|chaussures?|bottes?|zapatos?|botas?|calzado",
    "goods:clothing": r"cloth(?:es|ing)|jackets?|apparel|kleidung|bekleidung|jacken?|vêtements?|vestes?|ropa|chaquetas?|prendas?",
    "goods:tents": r"tents?|zelte?n?|tentes?|tiendas de campaña",
    "goods:electronics": r"electronic\w*|electrical\w*|headlamps?|devices?|elektronik\w*|elektrogerät\w*|stirnlampen?|électronique\w*|appareils?|electrónic\w+|aparatos?",
    "goods:food": r"food|lebensmittel\w*|aliments?|alimentaires?|alimentos?|comida",
    "goods:underwear": r"underwear|swimwear|hygiene|unterwäsche|bademode|sous-vêtements|maillots?|ropa interior|bañadores",
    "goods:backpacks": r"rucksacks?|backpacks?|bags?|rucksäcke?n?|taschen?|sacs? à dos|sacs?|mochilas?|bolsos?",
    "goods:mattresses": r"mattress(?:es)?|matratzen?|matelas|colchon(?:es)?|colchón",
    "goods:bikes": r"bikes?|bicycles?|e-bikes?|fahrr[aä]d\w*|räder|vélos?|bicicletas?",
}  # fmt: skip
_CONDITIONS = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for name, pattern in CONDITIONS.items()}
# German puts what a thing is limited to before it: "Möbelversand". What is known is a condition already, or limits nothing.
_COMPOUND = re.compile(r"(?<!\w)(\w{3,}?)-?(?:versand|lieferung|garantie|rückgabe)(?!\w)")
_EVERYBODYS = frozenset(
    {"gratis", "waren", "paket", "post", "haus", "aus", "be", "an", "gesamt", "artikel", "produkt"}
)
_COUNTRY_MARKET = {"uk": "gb"}


def scope_of(text: str, goods: Iterable[tuple[str, re.Pattern[str]]] = ()) -> frozenset[str]:
    """Return what a text holds for. goods: the store's own kinds of goods beside those everybody sells."""
    plain = text.lower()
    found = {name for name, pattern in _CONDITIONS.items() if pattern.search(plain)}
    found |= {f"kind:{one}" for one in _COMPOUND.findall(plain) if _is_limit(one)}
    return frozenset(found | {f"goods:{name}" for name, pattern in goods if pattern.search(plain)})


def _is_limit(prefix: str) -> bool:
    return prefix not in _EVERYBODYS and not any(one.match(prefix) for one in _CONDITIONS.values())


def scope_of_markets(markets: Iterable[str]) -> frozenset[str]:
    """Return the scope of a version that is for some markets alone."""
    return frozenset(f"country:{_COUNTRY_MARKET.get(one, one)}" for one in markets)
