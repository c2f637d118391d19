"""Words that give a language away alone: greetings, question words and what shops are asked, hardly ever borrowed."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TELLING_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        """and any are backpack between boots bye can cheaper cheapest compare could delivery difference do
        does hello hey hi how is jacket lighter long many much need one order over please price recommend
        refund return returns rucksack rucksacks shipping should size sizes something stock tent tents
        thank thanks the under want warmer waterproof what when where which who why with without would"""
    ),
    "de": _words(
        """beiden bestellung billiger bitte danke dankeschön dauert davon dritte empfehlen empfehlung
        empfiehlst erste für garantie gibt größe größen größer guten gutschein günstiger günstigste haben
        habt hallo ich ihr jacke jacken kaufen kleiner kosten kostet lagernd leichter liefert lieferung
        lieferzeit mir mit moin nehmen oder ohne preis preise reparatur retoure rucksack rucksäcke
        rückgabe rücksendung schlafsack schlafsäcke schuhe servus stiefel tschüss umtausch und unterschied
        vergleich vergleiche versand versandkosten wanderschuhe wann warum wasserdicht welche welchen
        welcher welches wer widerruf wie wieso wieviel wärmer zelt zelte zum zur zweite öffnungszeiten"""
    ),
    "fr": _words(
        """acheter avec avez-vous bleu bonjour bonsoir chaud chaude chaussures cher chère combien commande
        compare comparer comparez conseiller conseillez conseillez-vous couchage coûte dernier dernière
        deux deuxième différence dure durée est-ce et garantie gratuite horaires imperméable imperméables
        je laquelle lequel lesquels livraison livrer livrez livrez-vous léger légère merci moins noir ou
        où pointure pour pourquoi premier première prendre prix quand quel quelle quelles quels
        remboursement retour retours rouge réparation sac sacs salut sans taille tailles temps tente
        tentes vert veste vestes vous échange étanche"""
    ),
    "es": _words(
        """azul barata barato baratos botas buenas busco cambio chaqueta chaquetas compara comparar comprar
        con cual cuales cuanto cuesta cuestan cuál cuáles cuándo cuánta cuánto devoluciones devolución
        devolver diferencia dormir dónde enviáis envían envío envíos garantía gracias hola horario
        impermeable impermeables las ligera ligero los menos mochila mochilas más necesito negro para
        pedido porqué precio precios primera primero quiero qué recomienda recomiendan recomiendas
        reembolso reparación rojo saco sacos segunda segundo sin talla tallas tenéis tienda tiendas tienen
        tienes verde último"""
    ),
    "it": _words(
        """avete buonasera buongiorno caldo cambio cerco che ciao comprare con confronta confrontare consegna
        consigli consiglia consigliate costa costano della differenza dove dura economica economici
        economico garanzia giacca giacche gli grazie il impermeabile impermeabili leggera leggero mi
        misura nero orari ordine pelo per perché più prezzi prezzo prima primo qual quale quali quando
        quanta quanto resi reso restituire restituzione rimborso riparazione rosso sacchi sacco salve
        scarpe scarponi seconda secondo senza sotto spedite spedizione spedizioni taglia taglie tempo
        tenda tende ultimo vendete verde vorrei zaini zaino"""
    ),
    "nl": _words(
        """aanraden bedankt beide bestelling bezorging blauw dag dank dankjewel derde een eerste garantie
        goedemiddag goedemorgen goedenavond goedkoopste goedkoper groen hallo hebben het hoe hoeveel hoi
        ik jas jassen je jullie kopen kost kosten laarzen laatste levering levertijd lichter maat maten
        met onder openingstijden prijs prijzen raad reparatie retour retourneren rood rugzak rugzakken
        ruilen schoenen slaapzak slaapzakken tent tenten terugbetaling terugsturen tweede vergelijk
        vergelijken verschil verzending verzendkosten voor waar waarom wandelschoenen wanneer warmer wat
        waterdicht waterdichte welk welke wie zonder zwart"""
    ),
}
