"""More ways of saying things: 0.43 of their faults were found when they were written down, and the rules were widened with them in view.

The form is that of `phrases`.
"""

from __future__ import annotations

from benchmarks.linting.phrases import Topic

RETURNS = Topic(
    "conflict.return_window",
    (("30", "14"), ("90", "45")),
    {
        "en": (
            "Not happy? Post it back to us within {n} days.",
            "Our return period is {n} days.",
            "All orders can be returned for a full refund up to {n} days after delivery.",
            "Returns: {n} days.",
        ),
        "de": (
            "Sie haben {n} Tage Rückgaberecht.",
            "Innerhalb von {n} Tagen nehmen wir alles zurück.",
            "Die Rückgabefrist beträgt {n} Tage.",
            "Gefällt es Ihnen nicht, senden Sie es binnen {n} Tagen zurück.",
        ),
        "fr": (
            "Vous avez {n} jours pour changer d'avis et retourner le produit.",
            "Retours acceptés sous {n} jours.",
            "Nous reprenons vos articles pendant {n} jours.",
            "Droit de retour : {n} jours à compter de la réception.",
        ),
        "es": (
            "Tiene {n} días para devolvernos el producto.",
            "Se admiten devoluciones en los {n} días siguientes a la recepción.",
            "Periodo de devolución: {n} días.",
            "Puedes devolverlo todo durante {n} días.",
        ),
    },
    {
        "en": (
            "Christmas presents can be returned for {m} days.",
            "Used shoes can be sent back within {m} days.",
        ),
        "de": (
            "Weihnachtsgeschenke können {m} Tage lang zurückgegeben werden.",
            "Gebrauchte Zelte nehmen wir innerhalb von {m} Tagen zurück.",
        ),
        "fr": (
            "Les cadeaux de Noël peuvent être retournés pendant {m} jours.",
            "Les articles en promotion se retournent sous {m} jours.",
        ),
        "es": (
            "Los regalos de Navidad se pueden devolver durante {m} días.",
            "Los artículos en oferta se pueden devolver en {m} días.",
        ),
    },
)
DELIVERY = Topic(
    "conflict.delivery_time",
    (("3", "6"), ("2", "9")),
    {
        "en": (
            "Your order will be with you in {n} days.",
            "Expect your parcel after {n} working days.",
            "Delivery time: {n} working days.",
            "We dispatch and deliver in {n} days.",
        ),
        "de": (
            "Lieferzeit: {n} Werktage.",
            "Ihre Bestellung ist in {n} Tagen bei Ihnen.",
            "Die Zustellung erfolgt in {n} Arbeitstagen.",
            "Wir verschicken Ihr Paket, nach {n} Tagen kommt es an.",
        ),
        "fr": (
            "Vous recevez votre commande en {n} jours.",
            "Délais de livraison : {n} jours ouvrables.",
            "Comptez {n} jours pour la livraison.",
            "L'expédition prend {n} jours.",
        ),
        "es": (
            "Recibirá su pedido en {n} días.",
            "Plazo de entrega: {n} días hábiles.",
            "La entrega se realiza en {n} días.",
            "Su paquete llega en {n} días laborables.",
        ),
    },
    {
        "en": (
            "Delivery to Austria takes {m} days.",
            "Bulky items are delivered in {m} days.",
        ),
        "de": (
            "Sperrgut liefern wir in {m} Tagen.",
            "Nach Österreich dauert die Lieferung {m} Tage.",
        ),
        "fr": (
            "Les articles encombrants sont livrés en {m} jours.",
            "La livraison en Allemagne prend {m} jours.",
        ),
        "es": (
            "Los artículos voluminosos se entregan en {m} días.",
            "El envío a Francia tarda {m} días.",
        ),
    },
)
THRESHOLD = Topic(
    "conflict.free_delivery",
    (("30", "60"), ("59", "100")),
    {
        "en": (
            "No delivery charge on orders over €{n}.",
            "Free delivery when you spend €{n} or more.",
            "Shipping costs nothing from €{n}.",
            "Delivery is free of charge above €{n}.",
        ),
        "de": (
            "Ab einem Einkauf von {n} € liefern wir gratis.",
            "Portofrei ab {n} €.",
            "Ab {n} € Warenwert übernehmen wir die Versandkosten.",
            "Gratisversand ab {n} €.",
        ),
        "fr": (
            "Frais de port offerts dès {n} € d'achat.",
            "Port gratuit à partir de {n} €.",
            "Dès {n} €, nous livrons gratuitement.",
            "La livraison vous est offerte au-delà de {n} €.",
        ),
        "es": (
            "Gastos de envío gratis desde {n} €.",
            "Envío gratuito a partir de {n} € de compra.",
            "Portes gratis en compras superiores a {n} €.",
            "Desde {n} € el envío no cuesta nada.",
        ),
    },
    {
        "en": ("Free returns on orders over €{m}.", "For club members delivery is free from €{m}."),
        "de": ("Speditionsversand ist ab {m} € kostenlos.", "Nach Frankreich liefern wir ab {m} € gratis."),
        "fr": ("Retrait en magasin gratuit dès {m} €.", "Livraison express offerte dès {m} €."),
        "es": ("Envío urgente gratis a partir de {m} €.", "A Italia, envío gratuito desde {m} €."),
    },
)
WARRANTY = Topic(
    "conflict.warranty",
    (("2", "4"), ("3", "6")),
    {
        "en": (
            "Everything we sell is guaranteed for {n} years.",
            "Warranty period: {n} years.",
            "All goods carry a {n}-year guarantee.",
            "We stand behind our products with a warranty of {n} years.",
        ),
        "de": (
            "Auf alles gibt es {n} Jahre Garantie.",
            "Garantiedauer: {n} Jahre.",
            "Unsere Produkte haben eine Garantie von {n} Jahren.",
            "Mit {n} Jahren Garantie kaufen Sie sicher.",
        ),
        "fr": (
            "Tous nos articles sont garantis pendant {n} ans.",
            "Durée de garantie : {n} ans.",
            "Vous profitez d'une garantie de {n} ans.",
            "Nous garantissons nos produits {n} ans.",
        ),
        "es": (
            "Todos los artículos están garantizados durante {n} años.",
            "Periodo de garantía: {n} años.",
            "Damos {n} años de garantía.",
            "Usted disfruta de una garantía de {n} años.",
        ),
    },
    {
        "en": ("Our mattresses have a {m}-year warranty.", "Second-hand goods have a {m}-year warranty."),
        "de": ("Matratzen haben {m} Jahre Garantie.", "Auf Elektrogeräte geben wir {m} Jahre Garantie."),
        "fr": ("Nos matelas sont garantis {m} ans.", "Les sacs à dos sont garantis {m} ans."),
        "es": ("Los colchones tienen {m} años de garantía.", "Las mochilas tienen {m} años de garantía."),
    },
)
HOURS = Topic(
    "conflict.opening_hours",
    (("9", "10"), ("7", "8")),
    {
        "en": (
            "Visit us Monday to Friday between {n}:00 and 18:00; we are open all day.",
            "Shop hours: Monday–Friday {n} am – 6 pm.",
            "We open from {n}:00 to 18:00, Monday to Friday.",
            "Weekdays we are open from {n} am until 6 pm.",
        ),
        "de": (
            "Montags bis freitags sind wir von {n} bis 18 Uhr da: unsere Öffnungszeiten.",
            "Öffnungszeiten: Mo–Fr {n}–18 Uhr.",
            "Der Laden ist von Montag bis Freitag zwischen {n}:00 und 18:00 Uhr geöffnet.",
            "Wir öffnen werktags um {n} Uhr und schließen um 18 Uhr.",
        ),
        "fr": (
            "Horaires d'ouverture : du lundi au vendredi de {n}h00 à 18h00.",
            "Nous vous accueillons du lundi au vendredi, {n} h – 18 h (horaires).",
            "Ouverture lun.-ven. {n}h-18h.",
            "Le magasin ouvre à {n}h et ferme à 18h du lundi au vendredi.",
        ),
        "es": (
            "Horario de apertura: de lunes a viernes, de {n}:00 a 18:00 h.",
            "Abrimos de lunes a viernes entre las {n}:00 y las 18:00.",
            "Horario: lun-vie {n}:00 - 18:00.",
            "Estamos abiertos de lunes a viernes de {n} h a 18 h.",
        ),
    },
    {
        "en": ("On Sundays we are open from {m}:00 to 13:00.", "The café is open Saturday {m}:00-16:00."),
        "de": ("Samstags geöffnet von {m} bis 13 Uhr.", "Am Sonntag haben wir von {m} bis 12 Uhr geöffnet."),
        "fr": ("Ouvert le dimanche de {m}h à 12h.", "Samedi : ouvert de {m}h à 17h."),
        "es": ("Los domingos abrimos de {m}:00 a 13:00.", "Sábados: abierto de {m}:00 a 15:00."),
    },
)
TOPICS = (RETURNS, DELIVERY, THRESHOLD, WARRANTY, HOURS)
