"""How shoppers ask about one product's price, stock, sizes and colours."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRICE = re.compile(
    r"\bhow much (?:is|are|does|do|for)\b|^\W*how much\W*$|\b(?:price|prices|cost|costs)\b|\bwie ?viel kostet\b|\bwas kostet\b|\bkostet\b|\bpreis\b|"
    r"\bcombien\b|\bprix\b|\bcoûte\b|\bcu[aá]nto (?:cuesta|vale|es)\b|\bprecio\b|\bcuestan?\b|\bquanto (?:costa|costano|viene)\b|\bcosta\b|"
    r"\bprezzo\b|\bhoeveel kost\b|\bwat kost\b|\bkost\b|\bprijs\b"
)
# "How much is delivery?" and "how much does it weigh?" ask for something else.
NOT_THE_PRICE = re.compile(
    r"\b(?:extra|more for|on top|delivery|shipping|postage|return|exchange|repair|weigh|weight|hold|carry|lieferung|versand|wiegt|livraison|pèse|envío|pesa|spedizione|consegna|reso|riparazione|verzending|bezorging|levering|reparatie|weegt|reparatur|rückgabe)\b"
)
ABOUT = re.compile(
    r"^\W*(?:please )?(?:tell me (?:more )?about|(?:more )?info(?:rmation)? (?:on|about)|describe|what (?:can you tell|do you know) \w* ?about|"
    r"erz[aä]hl\w* (?:mir )?(?:etwas |mehr )?(?:über|von)|parle[zr]?-?moi d|h[aá]bla\w* de|parlami d|vertel (?:me|eens) (?:meer |iets )?over)"
)
STOCK = re.compile(
    r"\b(?:in stock|available|availability|out of stock|any left|how many (?:do you have|are left|left)|still have|sold out|auf lager|verfügbar|lieferbar|"
    r"en stock|disponibles?|épuisé|agotado|disponibil[ei]|esaurit[oa]|op voorraad|leverbaar|uitverkocht)\b"
)
SIZES = re.compile(
    r"\b(?:what|which|welche|quelles?|qu[eé]|quali|che|welke|list|all|other)?\s*(?:sizes|größen|tailles|pointures|tallas|taglie|misure|maten)\b"
)
# "Do you sell kayaks?" is after a thing, which must be there itself.
SELLS = re.compile(
    r"^\W*(?:do you (?:also |still )?(?:sell|stock|have|carry)|have you got|can i (?:buy|get)|verkauf(?:t ihr|en sie)|habt ihr|haben sie|führt ihr|"
    r"vendez-vous|avez-vous|vend[ée](?:n|is)|ten[ée](?:is|n)|tienen|vendete|avete|verkopen jullie|hebben jullie)\b",
    re.IGNORECASE,
)
EXISTS = re.compile(
    SELLS.pattern
    + r"|^\W*(?:(?:is|are) there|do you|gibt es|bietet ihr|bieten sie|verleiht ihr|y a-t-il|est-ce qu['’]il y a|"
    r"louez-vous|proposez-vous|¿?hay|ofrec\w+|c['’]è|ci sono|offrite|is er|zijn er)\b",
    re.IGNORECASE,
)
COLOURS = re.compile(r"\b(?:colou?rs?|farben?|couleurs?|colores|colori|kleur(?:en)?)\b")
COMES_IN = re.compile(
    r"\b(?:come|comes|available|have|get|got|make|sell|do|stock|gibt|haben|existe|disponible|viene|hay|c'è|esiste|disponibile|avete|er|hebben)\b[^.?!]{0,40}\b(?:in|en)\b|^\W*(?:and |or |und |et |y |e |of )?(?:in|en)\b"
)
COLOUR_WORDS = _words(
    """red green blue black white grey gray yellow orange pink purple brown navy beige cream teal khaki olive
    turquoise silver gold rust moss slate rot grün blau schwarz weiß grau gelb rosa lila braun rouge vert
    verte bleu bleue noir noire blanc blanche gris jaune rose violet marron rojo roja verde azul negro negra
    blanco blanca amarillo amarilla naranja rosa morado marrón rosso rossa nero nera bianco bianca giallo gialla grigio grigia arancione viola
    rood rode blauw blauwe zwart zwarte groen groene geel gele grijs grijze wit witte bruin bruine paars oranje"""
)
_SIZE_WORD = re.compile(
    r"\b(?:size|größe|taille|pointure|talla|taglia|misura|maat|uk|eu|us)\s+([a-z0-9][\w./½-]{0,5})|\b(xxs|xs|s/m|m/l|l/xl|xl|xxl|small|medium|large)\b"
)


def size_asked(lowered: str) -> str | None:
    """The size a question names: "in size 9", "in XL"."""
    match = _SIZE_WORD.search(lowered)
    return (match.group(1) or match.group(2)) if match else None
