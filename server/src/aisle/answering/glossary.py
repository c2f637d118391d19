"""A small dictionary of shops, so that a question finds goods and guides that are written in another language.

A word-for-word gloss and no translation: it is only searched with and compared with, never shown as the shopper's words.
What a shop sells beyond these words is found where both languages write it alike, or by synonyms of the shop's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# French puts the person behind its verb: "livrez-vous ?".
_TURNED = "-(?:vous|tu|je|on|ils?|elles?|t-ils?|t-elles?|t-on)"
# One meaning a line: the word to search with first, then other forms of it; languages in the order of _ORDER.
_ORDER = ("en", "de", "fr", "es", "it", "nl")
_LINES = """
tents tent|zelte zelt zelten|tentes tente|tiendas-de-campaña tienda-de-campaña carpas carpa|tende tenda|tenten tent
rucksacks rucksack backpack backpacks|rucksäcke rucksack rucksäcken|sacs-à-dos sac-à-dos|mochilas mochila|zaini zaino|rugzakken rugzak
sleeping-bags sleeping-bag|schlafsäcke schlafsack schlafsäcken|sacs-de-couchage sac-de-couchage|sacos-de-dormir saco-de-dormir|sacchi-a-pelo sacco-a-pelo|slaapzakken slaapzak
sleeping-mats sleeping-mat|isomatten isomatte|matelas-de-sol|esterillas esterilla|materassini materassino|slaapmatten slaapmat
boots boot|stiefel wanderschuhe wanderschuh wanderstiefel bergschuhe|bottes chaussures-de-randonnée|botas bota|scarponi scarpone stivali|wandelschoenen laarzen bergschoenen
shoes shoe|schuhe schuh schuhen|chaussures chaussure|zapatos zapato|scarpe scarpa|schoenen schoen
jackets jacket|jacken jacke|vestes veste blousons|chaquetas chaqueta|giacche giacca|jassen jas jacks
trousers|hosen hose|pantalons pantalon|pantalones pantalón|pantaloni pantalone|broeken broek
shirts shirt|hemden hemd|chemises chemise|camisas camisa|camicie camicia|overhemden overhemd
dresses dress|kleider kleid|robes robe|vestidos vestido|vestiti vestito|jurken jurk
socks sock|socken socke|chaussettes chaussette|calcetines calcetín|calzini calze|sokken sok
gloves glove|handschuhe handschuh|gants gant|guantes guante|guanti guanto|handschoenen handschoen
hats hat|mützen mütze hüte hut|bonnets bonnet chapeaux chapeau|gorros gorro sombreros|cappelli cappello berretti|mutsen muts hoeden hoed
stoves stove|kocher campingkocher|réchauds réchaud|hornillos hornillo|fornelli fornello|branders brander kooktoestellen
lamps lamp|lampen lampe|lampes lampe|lámparas lámpara|lampade lampada|lampen lamp
head-torches head-torch|stirnlampen stirnlampe|lampes-frontales lampe-frontale|frontales linternas-frontales|lampade-frontali lampada-frontale|hoofdlampen hoofdlamp
bottles bottle|flaschen flasche trinkflaschen|bouteilles bouteille gourdes gourde|botellas botella|bottiglie bottiglia borracce|flessen fles
maps map|karten karte landkarten|cartes carte|mapas mapa|mappe mappa cartine|kaarten kaart
poles pole|stöcke wanderstöcke trekkingstöcke|bâtons bâton|bastones bastón|bastoncini bastoncino|wandelstokken stokken
bags bag|taschen tasche|sacs sac|bolsos bolso bolsas|borse borsa|tassen tas
chairs chair|stühle stuhl|chaises chaise|sillas silla|sedie sedia|stoelen stoel
tables table|tische tisch|tables table|mesas mesa|tavoli tavolo|tafels tafel
sofas sofa|sofas sofa|canapés canapé|sofás sofá|divani divano|banken bank
beds bed|betten bett|lits lit|camas cama|letti letto|bedden bed
phones phone|telefone handys handy|téléphones téléphone|teléfonos móviles|telefoni telefono cellulari|telefoons telefoon
return returns|rückgabe zurückgeben zurückschicken zurücksenden retoure rücksendung umtauschen|retour retours retourner renvoyer|devolución devoluciones devolver|reso resi restituire restituzione|retourneren retour terugsturen
refund|rückerstattung erstattung erstattet geld-zurück|remboursement rembourser remboursé remboursée|reembolso reembolsar|rimborso rimborsare|terugbetaling geld-terug
exchange|umtausch|échange échanger|cambio cambiar|cambio-merce sostituzione|ruilen omruilen
delivery deliver|lieferung versand liefern liefert lieferkosten versandkosten lieferzeit verschickt|livraison livrer livrez expédition|envío envíos enviar enviáis entrega|spedizione spedire spedite consegna|verzending levering leveren bezorging verzendkosten levertijd bezorgen
warranty guarantee|garantie gewährleistung|garantie|garantía|garanzia|garantie
repair|reparatur reparieren repariert|réparation réparer réparez|reparación reparar reparáis|riparazione riparare riparate|reparatie repareren repareert
wash|waschen gewaschen reinigen|laver nettoyer|lavar limpiar|lavare pulire|wassen reinigen
waterproof|wasserdicht wasserdichte wasserdichten wasserdichter wasserdichtes|imperméable imperméables étanche étanches|impermeable impermeables|impermeabile impermeabili|waterdicht waterdichte
weigh weight|wiegt wiegen gewicht|pèse pèsent poids|pesa pesan peso|pesa pesano peso|weegt wegen gewicht
cost|kostet kosten|coûte coûtent frais|cuesta cuestan|costa costano|kost kosten
compare|vergleiche vergleichen vergleich|comparer comparez|compara comparar|confronta confrontare|vergelijk vergelijken
light|leicht leichte leichten leichter|léger légère légers légères|ligero ligera ligeros ligeras|leggero leggera leggeri leggere|licht lichte
lightest|leichteste leichtesten leichtester leichtestes|plus-léger plus-légère|más-ligero más-ligera|più-leggero più-leggera|lichtste
cheapest|günstigste günstigsten billigste billigsten|moins-cher moins-chère|más-barato más-barata|più-economico più-economica|goedkoopste
warm|warm warme warmen warmer|chaud chaude chauds chaudes|cálido cálida caliente|caldo calda caldi calde|warm warme
people|personen leute|personnes|personas|persone|personen
days|tage tagen|jours|días|giorni|dagen
rain|regen nass nasse|pluie|lluvia|pioggia|regen
wet|nass nasse nassen|humides humide|húmedos|umidi|nat natte
children|kinder kindern|enfants|niños niñas|bambini|kinderen
winter|winter|hiver|invierno|inverno|winter
summer|sommer|été|verano|estate|zomer
payment pay|zahlung bezahlen zahlen|paiement payer|pago pagar|pagamento pagare|betaling betalen
voucher|gutschein gutscheine|bon-cadeau|cheque-regalo vale|buono-regalo buono|cadeaubon
discount|rabatt rabatte|réduction remise|descuento|sconto sconti|korting
free|kostenlos kostenfrei umsonst gratis|gratuit gratuite gratuits gratuites|gratis gratuito gratuita|gratis gratuito gratuita|gratis kosteloos
credit-card|kreditkarte kreditkarten|carte-de-crédit carte-bancaire|tarjeta-de-crédito tarjeta|carta-di-credito|creditcard
instalments|ratenzahlung|mensualités plusieurs-fois|plazos cuotas|rate|termijnen
gift-card|geschenkkarte geschenkkarten|carte-cadeau cartes-cadeaux|tarjeta-regalo tarjetas-regalo|carta-regalo carte-regalo|cadeaukaart cadeaukaarten
students student|studenten studierende student|étudiants étudiant étudiante|estudiantes estudiante|studenti studente|studenten student
contact|kontakt kontaktieren erreichen erreiche|contact contacter joindre|contacto contactar|contatto contatti contattare|contact contacteren bereiken
telephone phone-number|telefon telefonisch telefonnummer|numéro-de-téléphone|número-de-teléfono|numero-di-telefono|telefoonnummer telefonisch
open|geöffnet offen|ouvert ouverte ouverts|abierto abierta abiertos|aperto aperta aperti|open geopend
closed|geschlossen|fermé fermée fermés|cerrado cerrada cerrados|chiuso chiusa chiusi|gesloten
shops|läden geschäft geschäfte filiale filialen|magasin magasins boutique boutiques|tienda tiendas|negozio negozi|winkel winkels
zips zip|reißverschlüsse reißverschluss|fermetures-éclair fermeture-éclair|cremalleras cremallera|cerniere cerniera|ritsen rits
down-jackets down-jacket|daunenjacken daunenjacke|doudounes doudoune vestes-en-duvet veste-en-duvet|chaquetas-de-plumón chaqueta-de-plumón|piumini piumino|donsjassen donsjas
washing-machine|waschmaschine maschine|machine-à-laver lave-linge machine|lavadora|lavatrice|wasmachine
opening-hours|öffnungszeiten|horaires|horario|orari|openingstijden
size-guide|größentabelle|guide-des-tailles|guía-de-tallas|guida-alle-taglie|maattabel
ireland|irland|irlande|irlanda|irlanda|ierland
norway|norwegen|norvège|noruega|norvegia|noorwegen
germany|deutschland|allemagne|alemania|germania|duitsland
france|frankreich|france|francia|francia|frankrijk
spain|spanien|espagne|españa|spagna|spanje
italy|italien|italie|italia|italia|italië
netherlands|niederlande niederlanden holland|pays-bas|holanda|olanda|nederland
switzerland|schweiz|suisse|suiza|svizzera|zwitserland
sweden|schweden|suède|suecia|svezia|zweden
"""


def glossed(text: str, spoken: str, written: str) -> str:
    """The words of a question that are known here, said in the language that the shop is written in.

    Args:
        text: A question made whole.
        spoken: ISO 639-1 code of its language.
        written: Code of the shop's.
    """
    words = _between(spoken, written)
    if not words:
        return text
    return _pattern(spoken, written).sub(lambda match: words[_plain(match.group())], text)


def _plain(word: str) -> str:
    return "-".join(word.lower().replace("-", " ").split())


@lru_cache(maxsize=64)
def _between(spoken: str, written: str) -> Mapping[str, str]:
    if spoken == written or not {spoken, written} <= set(_ORDER):
        return {}
    found: dict[str, str] = {}
    for line in _LINES.strip().splitlines():
        columns = dict(zip(_ORDER, line.split("|"), strict=True))
        said = columns[written].split()[0].replace("-", " ")
        for word in columns[spoken].split():
            found.setdefault(word, said)
    return found


@lru_cache(maxsize=64)
def _pattern(spoken: str, written: str) -> re.Pattern[str]:
    """Longer phrases first: "sac à dos" is no "sac"."""
    words = sorted(_between(spoken, written), key=len, reverse=True)
    parts = "|".join(re.escape(word).replace(r"\-", r"[\s-]+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{parts})(?:(?={_TURNED}\b)|(?![\w-]))", re.IGNORECASE)
