"""Shop words that mean the same, across languages, so that "send it back" finds "returns".

Only words that mean the same in any shop belong here; what a store calls its own goods is retrieval's business.
"""

from __future__ import annotations

import re

_CONCEPTS = {
    "return": """return returns returned returning refund refunds refunded rückgabe rückgaberecht widerrufsrecht zurückgeben
        zurückschicken retoure rückerstattung erstattung rücksendung retour retours retourner renvoyer rembourser
        remboursement remboursé devolución devoluciones devolver reembolso reso resi rendere restituire restituzione
        restituzioni rimborso rimborsi rimborsare retourneren terugsturen terugbrengen terugbetaling herroeping
        zurücksenden zurückzuschicken zurückzugeben zurückzusenden zurückgegeben""",
    "exchange": """exchange exchanges swap umtausch umtauschen échange échanger cambio cambiar sostituzione sostituire ruilen
        omruilen ruiling""",
    "delivery": """delivery deliver delivers delivered deliveries shipping ship ships shipped shipment postage dispatch
        dispatched courier parcel lieferung liefern liefert geliefert versand versenden versandkosten lieferzeit
        zustellung paket livraison livrer livrez livré livrée expédition envoi colis envío envíos enviar entrega
        entregar entregan paquete spedizione spedizioni spedire spedite consegna consegne consegnare consegnate
        corriere pacco bezorging bezorgen bezorgt bezorgkosten verzending verzendkosten verzenden levering leveren
        levert levertijd pakket verschickt verschicken""",
    "warranty": "warranty guarantee guaranteed garantie gewährleistung garantía garanzia garanzie garantías",
    "repair": """repair repairs repaired mend mending mended fix fixes fixed fixing reparieren reparatur réparer réparation reparar reparación riparazione
        riparazioni riparare herstellen herstelling repareren""",
    "wash": """wash washing washed clean cleaning laundry waschen reinigen reinigung laver lavage nettoyer lavar limpiar
        lavare lavaggio pulire pulizia wassen schoonmaken wasmachine""",
    "waterproof": """waterproof rainproof watertight rain wasserdicht regen imperméable étanche pluie impermeable lluvia
        impermeabile impermeabili impermeables pioggia wasserdichte wasserdichter wasserdichten wasserdichtes
        waterdicht waterdichte regendicht étanches imperméables""",
    "size": """size sizes sizing größe größen passform taille tailles pointure talla tallas tamaño taglia taglie misura
        misure maat maten""",
    "price": """price prices cost costs priced preis preise kosten kostet prix coût coûte precio precios coste cuesta prezzo
        prezzi costo costi costa costano prijs prijzen kost cuestan coûtent""",
    "hours": """opening öffnungszeiten geöffnet horaires ouvert horario horarios abierto abierta open orari orario aperto
        aperti openingstijden geopend""",
    "pay": """pay paying payment payments zahlen bezahlen zahlung payer paiement pagar pago pagos pagare pagamento
        pagamenti betalen betaling betaal""",
    "voucher": """voucher vouchers giftcard gutschein gutscheine bon-cadeau cheque-regalo buono buoni cadeaubon cadeaukaart""",
    "cancel": """cancel cancelling cancellation stornieren stornierung annuler annulation cancelar cancelación annullare
        annullamento annuleren annulering""",
    "track": "track tracking sendungsverfolgung suivi seguimiento rastrear tracciare tracciamento volgen",
    "contact": """contact phone email telephone call kontakt telefon contacter téléphone contacto teléfono contatto contatti
        contattare telefono telefoon bellen contacteren""",
    "rucksack": """rucksack rucksacks backpack backpacks rucksäcke sac-à-dos mochila mochilas zaino zaini rugzak rugzakken""",
    "wellington": "wellington wellingtons wellies welly gummistiefel regenlaarzen kaplaarzen",
    "temperature": """temperature temperatures warmer warmest colder temperatur temperaturen température temperatura temperaturi
        temperatuur""",
    "tent": "tent tents zelt zelte tente tentes tienda-de-campaña tenda tende",
    "boot": """boot boots stiefel wanderschuhe bottes chaussures botas scarpone scarponi bergschoenen wandelschoenen
        laarzen wanderstiefel""",
    "trainer": "sneaker sneakers trainer trainers turnschuhe baskets zapatillas",
    "weight": """weight weigh weighs heavy lighter lightest heavier heaviest leichter schwerer gewicht wiegt poids pèse peso
        pesa pesano weegt wegen""",
    "gratis": "kostenlos gratis gratuit gratuite gratuito gratuita free gratuiti kosteloos",
    "discount": """discount discounts rabatt rabatte réduction remise descuento descuentos sconto sconti korting kortingen""",
    "damaged": """damaged faulty defective broken broke defekt beschädigt défectueux abîmé defectuoso dañado roto difettoso
        danneggiato rotto beschadigd kapot""",
    "worn": "worn wear wore getragen porté portée usado usada indossato indossati usato usati gedragen gebruikt",
    "colour": "colour colours color colors farbe farben couleur couleurs colores colore colori kleur kleuren",
    "day": "day days tag tage tagen jour jours día días giorno giorni dag dagen",
    "jacket": "jacket jackets jacke jacken veste vestes chaqueta chaquetas giacca giacche jas jassen",
    "sock": "sock socks socke socken chaussette chaussettes calcetín calcetines calza calze calzini sok sokken",
    "glove": "glove gloves handschuh handschuhe gant gants guante guantes guanto guanti handschoen handschoenen",
    "stove": "stove stoves kocher campingkocher réchaud réchauds hornillo hornillos fornello fornelli brander branders",
    "trousers": "trousers hose hosen pantalon pantalons pantalón pantalones pantaloni broek broeken",
    "child": "child children kids kinder enfant enfants niños niñas bambini kinderen",
    "member": "member members membership memberships loyalty mitglied mitglieder mitgliedschaft fidélité fidelidad fedeltà lidmaatschap",
    "gift": "gift gifts present presents geschenk geschenke cadeau cadeaux regalo regalos regali cadeaus geschenken",
    "abroad": """abroad international internationally overseas ausland étranger extranjero internacional estero
        internazionale buitenland internationaal""",
}

CONCEPT_OF: dict[str, str] = {
    word: f"={concept}" for concept, words in _CONCEPTS.items() for word in words.split()
}

# Countries that shops speak of by their region only.
_REGIONS = {
    "eu": """austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary ireland italy
        latvia lithuania luxembourg malta netherlands holland poland portugal romania slovakia slovenia spain sweden
        österreich belgien dänemark finnland frankreich deutschland griechenland irland italien niederlande polen schweden spanien
        autriche belgique danemark finlande allemagne grèce irlande italie pays-bas pologne suède espagne
        alemania austria bélgica dinamarca finlandia francia grecia irlanda italia polonia suecia españa
        germania belgio danimarca finlandia francia grecia irlanda italia paesi-bassi olanda svezia spagna portogallo
        duitsland oostenrijk belgië denemarken finland frankrijk griekenland ierland italië nederland zweden spanje""",
    "europe": """norway switzerland iceland liechtenstein norwegen schweiz island norvège suisse islande noruega suiza islandia
        norvegia svizzera islanda noorwegen zwitserland ijsland""",
}

REGIONS_OF: dict[str, tuple[str, ...]] = {
    country: ("eu", "europe") if region == "eu" else (region,)
    for region, countries in _REGIONS.items()
    for country in countries.split()
}

_REGION_NAMES = {"eu": "European Union", "europe": "Europe"}

_PHRASES = (
    (
        r"\beuropean union\b|\beuropäischen? union\b|\bunion européenne\b|\bunión europea\b|\bunione europea\b|\beuropese unie\b",
        "eu",
    ),
    (
        r"\b(?:send|give|bring|take|post|ship)(?:ing)? (?:it |them |this |these |something |stuff |an? \w+ |\w+ )?back\b",
        "return",
    ),
    (r"\bmoney (?:be |come |comes |get |gets )?back\b", "refund"),
    (r"\b(?:take|takes|taken|taking|took) (?:it |them )?back\b", "return"),
    (r"\byou (?:post|send) (?:it |them |orders? |parcels? )?to\b", "deliver"),
    (r"\b(?:follow|trace) (?:my|the|an?) (?:parcel|order|package|delivery)\b", "track"),
    (r"\b(?:you|they) charge\b", "cost"),
    (r"\bopening times\b", "opening"),
    (r"\bmonthly (?:payments?|rates?)\b|\b(?:split|spread) the (?:cost|price|payment)s?\b", "instalments"),
    (r"\bgift ?cards?\b", "voucher"),
    (r"\bback ?packs?\b", "backpack"),
    (r"\bsac à dos\b", "sac-à-dos"),
    (r"\btienda de campaña\b", "tienda-de-campaña"),
    (r"\b(?:(?:gets?|got) here|reach(?:es|ed)? me|turn(?:s|ed)? up)\b", "arrive"),
    (r"\b(?:get|getting|be|keep) in touch\b", "contact"),
    (r"\bpick(?:ing)? (?:it |them |(?:my|an|the) \w+ )?up\b", "collect"),
    (r"\b(you|they|shops?|stores?) close\b", "open"),
    (r"\bpaesi bassi\b", "paesi-bassi"),
    (r"\bterug (?:te )?(?:sturen|brengen)\b|\bstuur (?:\w+ ){1,2}terug\b", "terugsturen"),
    (r"\b(?:mandare|rimandare|spedire) indietro\b", "restituire"),
    (r"\bsenden? (?:\w+ ){0,2}zurück\b", "zurückschicken"),
)
_COMPILED = tuple((re.compile(pattern), word) for pattern, word in _PHRASES)


def by_region(text: str) -> str | None:
    """The text with countries called by their region, as guides call them; None when it names none."""
    renamed = re.sub(
        r"[^\W\d_]+(?:-[^\W\d_]+)?",
        lambda match: _REGION_NAMES.get(REGIONS_OF.get(match.group().lower(), ("",))[0], match.group()),
        text,
    )
    return renamed if renamed != text else None


def phrase_words(text: str) -> tuple[str, ...]:
    """The words that phrases of a text stand for, where the text has them not itself: "send it back" is "return"."""
    lowered = text.lower()
    found = dict.fromkeys(word for pattern, word in _COMPILED if pattern.search(lowered))
    return tuple(word for word in found if word not in lowered)


def join_phrases(lowered: str) -> str:
    """Phrases of several words replaced by the one word that means the same."""
    for pattern, word in _COMPILED:
        lowered = pattern.sub(word, lowered)
    return lowered
