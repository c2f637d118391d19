"""How shops say things, in four languages and several ways: the first half of each list is for tuning, the rest measures.

`{n}` and `{m}` are figures, `{d}` a date. Near-misses look alike and are true beside the rule: they hold for something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """Ways to state a rule, and sentences beside it that are no fault. values: pairs that contradict."""

    kind: str
    values: Sequence[tuple[str, str]]
    rules: Mapping[str, Sequence[str]]
    near: Mapping[str, Sequence[str]]


RETURNS = Topic(
    "conflict.return_window",
    (("30", "14"), ("60", "30"), ("100", "30"), ("28", "14")),
    {
        "en": (
            "You can return unused goods within {n} days of delivery.",
            "Send anything back within {n} days and we will take it.",
            "We accept returns up to {n} days after purchase.",
            "If you change your mind, you have {n} days to send the item back to us.",
            "Returns are possible for {n} days.",
            "Items may be returned for {n} days from the day they arrive.",
        ),
        "de": (
            "Sie können Artikel innerhalb von {n} Tagen zurückgeben.",
            "Die Rückgabe ist {n} Tage lang möglich.",
            "Schicken Sie uns die Ware binnen {n} Tagen zurück.",
            "Für die Rücksendung haben Sie {n} Tage Zeit.",
            "Unser Rückgaberecht gilt {n} Tage ab Erhalt der Ware.",
            "Nicht gefallen? Retouren nehmen wir {n} Tage lang an.",
        ),
        "fr": (
            "Vous pouvez retourner vos articles sous {n} jours.",
            "Les retours sont acceptés pendant {n} jours après la livraison.",
            "Vous disposez de {n} jours pour nous renvoyer un article.",
            "Le délai de retour est de {n} jours.",
            "Renvoyez-nous votre commande dans les {n} jours suivant sa réception.",
            "Tout article peut être retourné dans un délai de {n} jours.",
        ),
        "es": (
            "Puede devolver los artículos en un plazo de {n} días.",
            "Aceptamos devoluciones durante {n} días desde la entrega.",
            "Dispone de {n} días para devolver su pedido.",
            "El plazo de devolución es de {n} días.",
            "Las devoluciones son posibles hasta {n} días después de la compra.",
            "Si no le gusta, devuélvalo en {n} días.",
        ),
    },
    {
        "en": (
            "Sale items can be returned within {m} days.",
            "Refunds arrive within {m} days after we have your return.",
            "Club members may return goods for {m} days.",
            "Electronics can be returned within {m} days.",
            "Orders from Switzerland can be sent back within {m} days.",
            "Opened headphones go back within {m} days only.",
        ),
        "de": (
            "Reduzierte Artikel können innerhalb von {m} Tagen zurückgegeben werden.",
            "Die Erstattung erfolgt {m} Tage nach Eingang der Rücksendung.",
            "Mitglieder können Artikel {m} Tage lang zurückgeben.",
            "Elektronik können Sie innerhalb von {m} Tagen zurückgeben.",
            "Aus der Schweiz ist die Rückgabe {m} Tage lang möglich.",
            "Schuhe können Sie {m} Tage lang zurückgeben.",
        ),
        "fr": (
            "Les articles soldés peuvent être retournés sous {m} jours.",
            "Le remboursement intervient {m} jours après réception de votre retour.",
            "Nos membres peuvent retourner leurs articles pendant {m} jours.",
            "Les appareils électroniques se retournent sous {m} jours.",
            "Depuis la Suisse, le retour est possible pendant {m} jours.",
            "Les chaussures peuvent être retournées sous {m} jours.",
        ),
        "es": (
            "Los artículos rebajados se pueden devolver en {m} días.",
            "El reembolso llega {m} días después de recibir la devolución.",
            "Los socios pueden devolver artículos durante {m} días.",
            "Los aparatos electrónicos se pueden devolver en {m} días.",
            "Desde Suiza se puede devolver durante {m} días.",
            "Los zapatos se pueden devolver en {m} días.",
        ),
    },
)
DELIVERY = Topic(
    "conflict.delivery_time",
    (("3", "7"), ("2", "5"), ("4", "10"), ("5", "8")),
    {
        "en": (
            "Delivery takes {n} working days.",
            "We deliver within {n} days.",
            "Your parcel arrives {n} days after you order.",
            "Standard delivery takes {n} days.",
            "Orders are delivered in {n} working days.",
            "Shipping takes {n} business days.",
        ),
        "de": (
            "Die Lieferung dauert {n} Werktage.",
            "Wir liefern innerhalb von {n} Tagen.",
            "Der Versand dauert {n} Tage.",
            "Die Lieferzeit beträgt {n} Tage.",
            "Ihr Paket wird in {n} Werktagen geliefert.",
            "Standardversand: {n} Werktage.",
        ),
        "fr": (
            "La livraison prend {n} jours ouvrés.",
            "Nous livrons sous {n} jours.",
            "Le délai de livraison est de {n} jours.",
            "Votre colis est livré en {n} jours.",
            "La livraison standard prend {n} jours.",
            "Les commandes sont expédiées et livrées en {n} jours ouvrés.",
        ),
        "es": (
            "El envío tarda {n} días laborables.",
            "Entregamos en {n} días.",
            "El plazo de entrega es de {n} días.",
            "Su pedido se entrega en {n} días.",
            "El envío estándar tarda {n} días.",
            "Los pedidos se envían y llegan en {n} días laborables.",
        ),
    },
    {
        "en": (
            "Express delivery takes {m} days.",
            "Delivery to Switzerland takes {m} days.",
            "Furniture is delivered within {m} days.",
            "Delivery to the islands takes {m} days.",
            "International delivery takes {m} days.",
            "Pre-orders are delivered after {m} days.",
        ),
        "de": (
            "Die Expresslieferung dauert {m} Tage.",
            "Die Lieferung in die Schweiz dauert {m} Tage.",
            "Möbel liefern wir innerhalb von {m} Tagen.",
            "Die Lieferung auf Inseln dauert {m} Tage.",
            "Der Versand ins Ausland dauert {m} Tage.",
            "Personalisierte Ware liefern wir in {m} Tagen.",
        ),
        "fr": (
            "La livraison express prend {m} jours.",
            "La livraison en Suisse prend {m} jours.",
            "Les meubles sont livrés sous {m} jours.",
            "La livraison en Corse prend {m} jours.",
            "La livraison internationale prend {m} jours.",
            "Les articles personnalisés sont livrés sous {m} jours.",
        ),
        "es": (
            "El envío exprés tarda {m} días.",
            "El envío a Suiza tarda {m} días.",
            "Los muebles se entregan en {m} días.",
            "El envío a Canarias tarda {m} días.",
            "El envío internacional tarda {m} días.",
            "Los artículos personalizados se entregan en {m} días.",
        ),
    },
)
THRESHOLD = Topic(
    "conflict.free_delivery",
    (("50", "80"), ("40", "60"), ("49", "99"), ("75", "100")),
    {
        "en": (
            "Delivery is free on orders over €{n}.",
            "Free shipping from €{n}.",
            "We ship for free on orders above €{n}.",
            "Spend more than €{n} and delivery is free.",
            "Orders of at least €{n} are delivered free of charge.",
            "Enjoy free delivery over €{n}.",
        ),
        "de": (
            "Ab {n} € ist der Versand kostenlos.",
            "Kostenloser Versand ab {n} €.",
            "Wir liefern ab {n} € kostenfrei.",
            "Versandkostenfrei ab {n} € Bestellwert.",
            "Bei Bestellungen über {n} € ist die Lieferung gratis.",
            "Die Lieferung ist ab einem Bestellwert von {n} € kostenlos.",
        ),
        "fr": (
            "Livraison gratuite dès {n} €.",
            "La livraison est gratuite à partir de {n} € d'achat.",
            "Livraison offerte dès {n} €.",
            "Pour plus de {n} €, la livraison est gratuite.",
            "Les commandes supérieures à {n} € sont livrées gratuitement.",
            "Frais de livraison offerts à partir de {n} €.",
        ),
        "es": (
            "Envío gratis a partir de {n} €.",
            "El envío es gratuito desde {n} €.",
            "Envío gratuito en pedidos de más de {n} €.",
            "Los pedidos superiores a {n} € se envían gratis.",
            "Entrega gratis a partir de {n} €.",
            "A partir de {n} € no paga: el envío es gratis.",
        ),
    },
    {
        "en": (
            "Delivery to Ireland is free on orders over €{m}.",
            "Express delivery is free on orders over €{m}.",
            "Members enjoy free delivery from €{m}.",
            "A free gift comes with orders over €{m}.",
            "Delivery to Austria is free from €{m}.",
            "Furniture is delivered free from €{m}.",
        ),
        "de": (
            "Nach Österreich ist der Versand ab {m} € kostenlos.",
            "Expressversand ist ab {m} € kostenlos.",
            "Mitglieder erhalten ab {m} € kostenlosen Versand.",
            "Ab {m} € legen wir ein Geschenk gratis bei.",
            "In die Schweiz liefern wir ab {m} € kostenlos.",
            "Möbel liefern wir ab {m} € kostenlos.",
        ),
        "fr": (
            "Vers la Suisse, la livraison est gratuite dès {m} €.",
            "La livraison express est gratuite dès {m} €.",
            "Pour nos membres, livraison gratuite dès {m} €.",
            "Un cadeau gratuit dès {m} €.",
            "En Espagne, la livraison est gratuite dès {m} €.",
            "La livraison des meubles est gratuite dès {m} €.",
        ),
        "es": (
            "A Francia, envío gratis a partir de {m} €.",
            "El envío exprés es gratis a partir de {m} €.",
            "Socios: envío gratis a partir de {m} €.",
            "Un regalo gratis a partir de {m} €.",
            "A Canarias, envío gratis a partir de {m} €.",
            "Muebles: envío gratis a partir de {m} €.",
        ),
    },
)
WARRANTY = Topic(
    "conflict.warranty",
    (("2", "3"), ("2", "5"), ("3", "10"), ("5", "2")),
    {
        "en": (
            "Our products have a {n}-year warranty.",
            "We give a warranty of {n} years.",
            "The guarantee lasts {n} years.",
            "Everything comes with {n} years' warranty.",
            "You have a {n} year guarantee on all we sell.",
            "The warranty runs for {n} years from purchase.",
        ),
        "de": (
            "Wir gewähren {n} Jahre Garantie.",
            "Die Garantie beträgt {n} Jahre.",
            "Auf alle Produkte geben wir {n} Jahre Garantie.",
            "Die Garantiezeit läuft {n} Jahre.",
            "Sie haben {n} Jahre Garantie ab Kauf.",
            "Unsere Garantie gilt {n} Jahre.",
        ),
        "fr": (
            "La garantie est de {n} ans.",
            "Nos produits sont garantis {n} ans.",
            "Nous offrons une garantie de {n} ans.",
            "La garantie court pendant {n} ans.",
            "Garantie : {n} ans sur tous nos produits.",
            "Tous les articles bénéficient d'une garantie de {n} ans.",
        ),
        "es": (
            "La garantía es de {n} años.",
            "Nuestros productos tienen {n} años de garantía.",
            "Ofrecemos una garantía de {n} años.",
            "La garantía dura {n} años.",
            "Todo lleva una garantía de {n} años.",
            "Garantía: {n} años en todos los productos.",
        ),
    },
    {
        "en": (
            "Batteries have a {m}-year warranty.",
            "Tents have a {m}-year warranty.",
            "Frames carry a {m} year guarantee.",
            "Refurbished goods have a {m}-year warranty.",
            "Boots have a warranty of {m} years.",
            "Bikes have a warranty of {m} years.",
        ),
        "de": (
            "Auf Akkus geben wir {m} Jahre Garantie.",
            "Für Zelte gilt eine Garantie von {m} Jahren.",
            "Auf Rahmen geben wir {m} Jahre Garantie.",
            "Für B-Ware gilt eine Garantie von {m} Jahren.",
            "Auf Schuhe geben wir {m} Jahre Garantie.",
            "Auf Fahrräder geben wir {m} Jahre Garantie.",
        ),
        "fr": (
            "Les batteries sont garanties {m} ans.",
            "Les tentes sont garanties {m} ans.",
            "La garantie des cadres est de {m} ans.",
            "Les produits reconditionnés sont garantis {m} ans.",
            "Les chaussures sont garanties {m} ans.",
            "Les vélos sont garantis {m} ans.",
        ),
        "es": (
            "Las baterías tienen {m} años de garantía.",
            "Las tiendas de campaña tienen {m} años de garantía.",
            "Los cuadros tienen {m} años de garantía.",
            "Los productos reacondicionados tienen {m} años de garantía.",
            "Las botas tienen {m} años de garantía.",
            "Las bicicletas tienen {m} años de garantía.",
        ),
    },
)
HOURS = Topic(
    "conflict.opening_hours",
    (("9", "10"), ("8", "9"), ("10", "11"), ("9", "8")),
    {
        "en": (
            "We are open Monday to Friday from {n}:00 to 18:00.",
            "Opening hours: Mon-Fri {n}:00-18:00.",
            "Our shop is open Monday to Friday, {n}am to 6pm.",
            "Open Mon – Fri {n}.00 – 18.00.",
        ),
        "de": (
            "Wir haben Montag bis Freitag von {n} bis 18 Uhr geöffnet.",
            "Öffnungszeiten: Mo-Fr {n}:00-18:00 Uhr.",
            "Unsere Öffnungszeiten: Montag bis Freitag {n}.00 bis 18.00 Uhr.",
            "Geöffnet Mo. – Fr. {n} – 18 Uhr.",
        ),
        "fr": (
            "Nous sommes ouverts du lundi au vendredi de {n}h à 18h.",
            "Horaires : lundi au vendredi, {n}h00 - 18h00.",
            "Le magasin est ouvert lundi à vendredi de {n}h00 à 18h00.",
            "Ouvert du lundi au vendredi {n}h-18h.",
        ),
        "es": (
            "Abierto de lunes a viernes de {n}:00 a 18:00.",
            "Horario: lunes a viernes {n}:00-18:00.",
            "La tienda está abierta de lunes a viernes, de {n} a 18 h.",
            "Nuestro horario es de lunes a viernes de {n}:00 a 18:00.",
        ),
    },
    {
        "en": (
            "On Saturday we are open from {m}:00 to 14:00.",
            "We close on Sunday, open Saturday {m}:00-13:00.",
        ),
        "de": ("Samstag haben wir von {m} bis 14 Uhr geöffnet.", "Geöffnet Sa {m}:00-13:00 Uhr."),
        "fr": ("Le samedi, ouvert de {m}h à 14h.", "Ouvert samedi de {m}h à 13h."),
        "es": ("El sábado está abierto de {m}:00 a 14:00.", "Abierto sábado de {m}:00 a 13:00."),
    },
)
TOPICS = (RETURNS, DELIVERY, THRESHOLD, WARRANTY, HOURS)

ENDED: Mapping[str, Sequence[str]] = {
    "en": ("The offer ends on {d}.", "Valid until {d}.", "The discount is yours till {d}.", "This deal expires on {d}."),
    "de": ("Die Aktion gilt bis {d}.", "Das Angebot endet am {d}.", "Gültig bis {d}.", "Sie sparen bis zum {d}."),
    "fr": ("Offre valable jusqu'au {d}.", "La promotion se termine le {d}.", "Profitez-en avant le {d}.", "Soldes jusqu’au {d}."),
    "es": ("Oferta válida hasta el {d}.", "La promoción termina el {d}.", "Rebajas hasta el {d}.", "Ahorre hasta el {d}."),
}  # fmt: skip
UNENDED: Mapping[str, Sequence[str]] = {
    "en": ("Last updated on {d}.", "We opened our shop on {d}."),
    "de": ("Stand: {d}.", "Unser Laden eröffnete am {d}."),
    "fr": ("Mis à jour le {d}.", "La boutique a ouvert le {d}."),
    "es": ("Actualizado el {d}.", "La tienda abrió el {d}."),
}
DAYS: Mapping[str, Sequence[str]] = {
    "en": ("31 March {y}", "March 31, {y}", "31st March {y}", "{y}-03-31"),
    "de": ("31. März {y}", "31.03.{y}", "31. März {y}", "31.03.{y}"),
    "fr": ("31 mars {y}", "31/03/{y}", "1er mars {y}", "31 mars {y}"),
    "es": ("31 de marzo de {y}", "31/03/{y}", "31 de marzo de {y}", "31 de marzo de {y}"),
}
PRICES: Mapping[str, Sequence[str]] = {
    "en": ("The {t} costs €{p}.", "Get the {t} for €{p}.", "At €{p}, the {t} is a fair choice.", "{t}: €{p}"),
    "de": ("Das {t} kostet {p} €.", "{t} für nur {p} €.", "Mit {p} € ist {t} ein guter Kauf.", "{t}: {p} €"),
    "fr": (
        "Le {t} coûte {p} €.",
        "{t} au prix de {p} €.",
        "À {p} €, le {t} est un bon choix.",
        "{t} : {p} €",
    ),
    "es": ("El {t} cuesta {p} €.", "{t} por {p} €.", "Con {p} €, el {t} es buena compra.", "{t}: {p} €"),
}
BESIDE_PRICES: Mapping[str, Sequence[str]] = {
    "en": ("Save €{p} on the {t}.", "Rent the {t} for €{p} per day."),
    "de": ("Sparen Sie {p} € beim {t}.", "Mieten Sie {t} für {p} € pro Tag."),
    "fr": ("Économisez {p} € : remise sur le {t}.", "Louez le {t} pour {p} € par jour."),
    "es": ("Ahorre {p} € con el {t}.", "Alquile el {t} por {p} € al día."),
}
SELLING: Mapping[str, Sequence[str]] = {
    "en": ("Buy the {t} for your next walk.", "We recommend the {t}."),
    "de": ("Kaufen Sie {t} für die nächste Tour.", "Wir empfehlen {t}."),
    "fr": ("Achetez le {t} pour votre randonnée.", "Nous conseillons le {t}."),
    "es": ("Compre el {t} para su próxima ruta.", "Recomendamos el {t}."),
}
GONE: Mapping[str, Sequence[str]] = {
    "en": ("The {t} is discontinued.", "The {t} is no longer made."),
    "de": ("{t} wurde eingestellt.", "{t} ist nicht mehr lieferbar."),
    "fr": ("Le {t} n'est plus fabriqué.", "Le {t} est épuisé."),
    "es": ("El {t} está descatalogado.", "El {t} ya no se fabrica."),
}
