"""Still more ways: 0.69 of their faults were found when they were written down, and the rules were widened with them in view.

The form is that of `phrases`.
"""

from __future__ import annotations

from benchmarks.linting.phrases import Topic

RETURNS = Topic(
    "conflict.return_window",
    (("30", "14"), ("60", "40")),
    {
        "en": (
            "You may send your purchase back for {n} days, no questions asked.",
            "We give you {n} days to make up your mind and return what you bought.",
            "Return window: {n} days from delivery.",
        ),
        "de": (
            "Bei Nichtgefallen können Sie die Ware {n} Tage lang zurückschicken.",
            "Für Rückgaben bleiben Ihnen {n} Tage.",
            "Umtausch und Rückgabe: {n} Tage.",
        ),
        "fr": (
            "Il est possible de renvoyer un produit dans les {n} jours.",
            "Satisfait ou remboursé pendant {n} jours.",
            "Vous pouvez nous rendre un article sous {n} jours.",
        ),
        "es": (
            "Dispones de {n} días para hacer una devolución.",
            "Si cambia de idea, puede devolver la compra en {n} días.",
            "Admitimos devoluciones hasta {n} días después.",
        ),
    },
    dict.fromkeys(("en", "de", "fr", "es"), ()),
)
DELIVERY = Topic(
    "conflict.delivery_time",
    (("2", "5"), ("3", "8")),
    {
        "en": (
            "Most parcels arrive within {n} working days.",
            "It takes {n} days for your order to get to you.",
            "We aim to deliver in {n} working days.",
        ),
        "de": (
            "Die Lieferung erfolgt innerhalb von {n} Werktagen.",
            "Nach {n} Tagen ist Ihr Paket da.",
            "Versanddauer: {n} Tage.",
        ),
        "fr": (
            "La livraison est effectuée sous {n} jours ouvrés.",
            "Votre colis arrive en {n} jours.",
            "Délai d'acheminement : {n} jours.",
        ),
        "es": (
            "Realizamos la entrega en {n} días laborables.",
            "El paquete tarda {n} días en llegar.",
            "Tiempo de entrega: {n} días.",
        ),
    },
    dict.fromkeys(("en", "de", "fr", "es"), ()),
)
THRESHOLD = Topic(
    "conflict.free_delivery",
    (("40", "70"), ("55", "90")),
    {
        "en": (
            "Orders over €{n} ship free.",
            "Delivery costs you nothing when your basket is over €{n}.",
            "Free postage on everything above €{n}.",
        ),
        "de": (
            "Ab {n} € sparen Sie sich die Versandkosten.",
            "Versand gratis ab {n} €.",
            "Die Lieferung ist ab {n} € für Sie kostenlos.",
        ),
        "fr": (
            "Livraison à domicile offerte à partir de {n} €.",
            "Expédition gratuite dès {n} € d'achats.",
            "Au-dessus de {n} €, la livraison ne coûte rien.",
        ),
        "es": (
            "Envíos gratis por compras de más de {n} €.",
            "Si gasta más de {n} €, le regalamos el envío.",
            "Entrega gratuita a partir de {n} €.",
        ),
    },
    dict.fromkeys(("en", "de", "fr", "es"), ()),
)
WARRANTY = Topic(
    "conflict.warranty",
    (("2", "3"), ("4", "6")),
    {
        "en": (
            "Your purchase is covered by a {n}-year warranty.",
            "We guarantee what we make for {n} years.",
            "Each item is under warranty for {n} years.",
        ),
        "de": (
            "Sie erhalten {n} Jahre Garantie.",
            "Wir garantieren Ihnen {n} Jahre lang volle Funktion.",
            "Garantiezeitraum: {n} Jahre.",
        ),
        "fr": (
            "Garantie {n} ans.",
            "Nos articles sont couverts par une garantie de {n} ans.",
            "La garantie dure {n} ans.",
        ),
        "es": (
            "Garantía de {n} años.",
            "Su compra está cubierta por {n} años de garantía.",
            "Le garantizamos el producto durante {n} años.",
        ),
    },
    dict.fromkeys(("en", "de", "fr", "es"), ()),
)
HOURS = Topic(
    "conflict.opening_hours",
    (("9", "10"), ("8", "9")),
    {
        "en": (
            "You will find us open Mon to Fri, {n}:00 to 18:00.",
            "Monday to Friday our doors are open from {n} until 18:00.",
            "Hours: Monday to Friday {n}:00 to 18:00.",
        ),
        "de": (
            "Geöffnet: Montag bis Freitag {n}:00–18:00 Uhr.",
            "Unser Geschäft hat Mo-Fr von {n}.00 bis 18.00 Uhr offen.",
            "Sie erreichen den offenen Laden Montag-Freitag {n}-18 Uhr.",
        ),
        "fr": (
            "Magasin ouvert lundi-vendredi, {n}h à 18h.",
            "Nos horaires : lundi-vendredi {n}h-18h.",
            "Ouvert tous les jours de {n}h à 18h, du lundi au vendredi.",
        ),
        "es": (
            "Abierto: lunes-viernes {n}:00-18:00.",
            "Estamos abiertos de lunes a viernes de {n}:00 a 18:00 horas.",
            "Nuestras horas de apertura: lunes a viernes, {n}:00-18:00.",
        ),
    },
    dict.fromkeys(("en", "de", "fr", "es"), ()),
)
TOPICS = (RETURNS, DELIVERY, THRESHOLD, WARRANTY, HOURS)
