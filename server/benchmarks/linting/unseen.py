"""Ways of saying things that were written down after the rules: 0.85 of their faults were found then. They were in view when the rules were widened.

The form is that of `phrases`.
"""

from __future__ import annotations

from benchmarks.linting.phrases import Topic

NOTHING_NEAR: dict[str, tuple[str, ...]] = dict.fromkeys(("en", "de", "fr", "es"), ())
RETURNS = Topic(
    "conflict.return_window",
    (("30", "14"), ("60", "40")),
    {
        "en": (
            "Changed your mind? We take it back for up to {n} days.",
            "Goods can go back to us within {n} days of purchase.",
        ),
        "de": (
            "Sie dürfen alles {n} Tage lang prüfen und zurückgeben.",
            "Rücksendungen akzeptieren wir bis zu {n} Tage nach Lieferung.",
        ),
        "fr": (
            "Le retour des articles est possible sous {n} jours.",
            "Vous avez changé d'avis ? Retournez le tout avant {n} jours.",
        ),
        "es": (
            "Plazo para devolver: {n} días.",
            "La devolución del producto se puede hacer durante {n} días.",
        ),
    },
    NOTHING_NEAR,
)
DELIVERY = Topic(
    "conflict.delivery_time",
    (("2", "5"), ("3", "8")),
    {
        "en": ("Allow {n} working days for delivery.", "Your goods ship and reach you in {n} days."),
        "de": (
            "Rechnen Sie mit {n} Tagen bis zur Zustellung.",
            "Die Ware trifft nach {n} Werktagen bei Ihnen ein.",
        ),
        "fr": ("Livraison en {n} jours ouvrés.", "Votre commande vous parvient sous {n} jours."),
        "es": ("Enviamos su compra y la recibe en {n} días.", "Entrega en {n} días hábiles."),
    },
    NOTHING_NEAR,
)
THRESHOLD = Topic(
    "conflict.free_delivery",
    (("40", "70"), ("55", "90")),
    {
        "en": (
            "We deliver free if you spend over €{n}.",
            "Standard shipping is free for orders of €{n} or more.",
        ),
        "de": (
            "Kostenlose Lieferung bei einem Einkauf ab {n} €.",
            "Über {n} € Bestellwert entfällt die Versandpauschale.",
        ),
        "fr": (
            "La livraison standard est gratuite au-delà de {n} € d'achat.",
            "Nous offrons la livraison à partir de {n} €.",
        ),
        "es": ("El envío sale gratis a partir de {n} €.", "Enviamos gratis los pedidos desde {n} €."),
    },
    NOTHING_NEAR,
)
WARRANTY = Topic(
    "conflict.warranty",
    (("2", "3"), ("4", "6")),
    {
        "en": ("Guaranteed for {n} years.", "The manufacturer's guarantee covers {n} years."),
        "de": ("{n} Jahre Garantie auf jedes Produkt.", "Garantie: {n} Jahre ab Kaufdatum."),
        "fr": ("Chaque produit est garanti {n} ans.", "La garantie couvre {n} ans."),
        "es": ("{n} años de garantía en todo.", "La garantía cubre {n} años."),
    },
    NOTHING_NEAR,
)
HOURS = Topic(
    "conflict.opening_hours",
    (("9", "10"), ("8", "9")),
    {
        "en": ("We're open Mon–Fri, {n}am–6pm.", "Our opening times: Monday to Friday, {n}:00 until 18:00."),
        "de": (
            "Mo bis Fr haben wir von {n} bis 18 Uhr geöffnet.",
            "Ladenöffnungszeiten Montag - Freitag: {n}:00 - 18:00.",
        ),
        "fr": (
            "Notre boutique est ouverte du lundi au vendredi entre {n}h et 18h.",
            "Horaires du magasin : lun-ven {n}h00-18h00.",
        ),
        "es": (
            "Horario comercial: de lunes a viernes de {n} a 18 h.",
            "De lunes a viernes abrimos de {n}:00 a 18:00.",
        ),
    },
    NOTHING_NEAR,
)
TOPICS = (RETURNS, DELIVERY, THRESHOLD, WARRANTY, HOURS)
