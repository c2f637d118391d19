"""Twenty ways each for what was understood worst: 0.83 of their faults were found when they were written down, 0.91 of single sentences.

The rules were widened with what was missed in view. The form is that of `phrases`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.linting.phrases import Topic


def _in(language: str, said: Sequence[str]) -> Mapping[str, Sequence[str]]:
    return {one: said if one == language else () for one in ("en", "de", "fr", "es")}


RETURNS_EN = Topic(
    "conflict.return_window",
    (("30", "14"), ("60", "40")),
    _in(
        "en",
        (
            "If it's not right for you, send it back to us inside {n} days.",
            "You've got {n} days to return anything you don't love.",
            "We're happy to accept returns for {n} days from the date of delivery.",
            "Bring it back within {n} days with the receipt.",
            "Had second thoughts? You have {n} days to let us have it back.",
            "Our returns policy lasts {n} days.",
            "To be eligible for a return, your item must be unused and sent within {n} days of arrival.",
            "We offer a full refund within {n} days of purchase.",
            "Simply post the goods back to our warehouse no later than {n} days after they reach you.",
            "There is a {n}-day return period on every order.",
            "Items can be handed back in any of our branches for up to {n} days.",
            "Please start your return within {n} days of receiving the parcel.",
            "You can change your mind for {n} days after delivery.",
            "Any unworn item is returnable for {n} days.",
            "Return by post: {n} days from the day you get it.",
            "Not what you expected? Drop it back to us within {n} days.",
            "Your right to cancel and send the goods back ends {n} days after delivery.",
            "We will gladly take back anything unopened within {n} days.",
            "{n} days to return, no quibbles.",
            "All purchases come with a {n}-day money-back promise.",
        ),
    ),
    _in(
        "en",
        (
            "Our team will get back to you within {m} days.",
            "Refunds reach your account {m} days after we receive your return.",
            "Sale shoes can be taken back within {m} days.",
            "We go back over every repair for {m} days.",
        ),
    ),
)
HOURS_DE = Topic(
    "conflict.opening_hours",
    (("9", "10"), ("8", "7")),
    _in(
        "de",
        (
            "Wir sind Montag bis Freitag von {n} bis 18 Uhr für Sie da.",
            "Geschäftszeiten: Mo-Fr {n}:00 - 18:00 Uhr",
            "Montag–Freitag: {n}–18 Uhr geöffnet.",
            "Unser Laden öffnet montags bis freitags um {n} Uhr und schließt um 18 Uhr.",
            "Von {n} bis 18 Uhr haben wir montags bis freitags offen.",
            "Mo. bis Fr. von {n}.00 Uhr bis 18.00 Uhr geöffnet.",
            "Öffnungszeiten Ladengeschäft: Montag, Dienstag, Mittwoch, Donnerstag und Freitag {n} bis 18 Uhr.",
            "Sie finden uns werktags zwischen {n} und 18 Uhr im Laden, geöffnet ist durchgehend.",
            "Unter der Woche ist von {n} Uhr morgens bis 6 Uhr abends geöffnet.",
            "Besuchen Sie uns: Mo – Fr, {n}:00 – 18:00 Uhr.",
            "Der Verkauf ist Montag bis einschließlich Freitag von {n} bis 18 Uhr geöffnet.",
            "Wochentags begrüßen wir Sie von {n} bis 18 Uhr.",
            "Ladenzeiten: Mo bis Fr {n} bis 18 Uhr.",
            "Geöffnet ist montags bis freitags ab {n} Uhr bis 18 Uhr.",
            "Unsere Türen stehen Montag bis Freitag von {n} bis 18 Uhr offen.",
            "Mo–Fr {n}:00–18:00, Sa geschlossen: unsere Öffnungszeiten.",
            "Kommen Sie Montag bis Freitag zwischen {n}.00 und 18.00 Uhr vorbei.",
            "Wir haben für Sie geöffnet: Montag - Freitag von {n} - 18 Uhr.",
            "Die Filiale hat von Montag bis Freitag {n} bis 18 Uhr auf.",
            "An Werktagen öffnen wir von {n} bis 18 Uhr.",
        ),
    ),
    _in(
        "de",
        (
            "Samstag und Sonntag sind wir von {m} bis 18 Uhr für Sie da.",
            "Die Werkstatt ist Montag bis Freitag von {m} bis 18 Uhr geöffnet.",
            "Telefonisch sind wir Montag bis Freitag von {m} bis 18 Uhr erreichbar.",
            "An Feiertagen ist von {m} bis 18 Uhr geöffnet, Montag bis Freitag.",
        ),
    ),
)
THRESHOLD_FR = Topic(
    "conflict.free_delivery",
    (("40", "70"), ("55", "90")),
    _in(
        "fr",
        (
            "La livraison est offerte pour toute commande supérieure à {n} €.",
            "Frais de port gratuits à partir de {n} euros d'achat.",
            "Nous vous offrons les frais de port dès {n} €.",
            "Dès {n} € d'achats, vous ne payez pas la livraison.",
            "Livraison gratuite à partir de {n}€.",
            "Aucuns frais de livraison au-dessus de {n} €.",
            "Pour toute commande d'au moins {n} €, l'envoi est gratuit.",
            "Les frais d'expédition sont offerts au-delà de {n} €.",
            "Profitez de la livraison gratuite dès que votre panier atteint {n} €.",
            "Votre commande dépasse {n} € ? Elle est livrée sans frais.",
            "À partir de {n} €, les frais de livraison sont à notre charge.",
            "Franco de port dès {n} €.",
            "Livraison à 0 € dès {n} € de commande.",
            "Vous dépensez plus de {n} € : nous payons la livraison.",
            "La livraison standard vous est offerte dès {n} €.",
            "Envoi gratuit pour un montant minimum de {n} €.",
            "Commande de {n} € et plus : livraison gratuite.",
            "Passé {n} €, nous ne facturons plus la livraison.",
            "Port offert dès {n} euros.",
            "Si votre achat s'élève à {n} € ou plus, nous prenons en charge les frais de port.",
        ),
    ),
    _in(
        "fr",
        (
            "La livraison coûte 5 € et un échantillon est glissé dans le colis dès {m} €.",
            "Retour gratuit dès {m} € d'achat.",
            "Livraison offerte aux membres dès {m} €.",
            "En Belgique et en Suisse, livraison gratuite dès {m} €.",
        ),
    ),
)
THRESHOLD_ES = Topic(
    "conflict.free_delivery",
    (("40", "70"), ("55", "90")),
    _in(
        "es",
        (
            "Envío gratis en compras superiores a {n} €.",
            "Los gastos de envío son gratuitos a partir de {n} €.",
            "Si tu pedido supera los {n} €, el envío es gratis.",
            "A partir de {n} euros no cobramos gastos de envío.",
            "Portes gratuitos en pedidos de {n} € o más.",
            "Por compras de {n} € en adelante, te lo llevamos gratis.",
            "Envío sin coste desde {n} €.",
            "Te regalamos los gastos de envío a partir de {n} €.",
            "Gastos de envío a nuestro cargo en pedidos superiores a {n} €.",
            "Cuando tu compra llega a {n} €, nosotros pagamos el envío.",
            "Envíos gratuitos para pedidos por encima de {n} €.",
            "Entrega a domicilio gratis con un pedido mínimo de {n} €.",
            "Olvídate de los gastos de envío si gastas más de {n} €.",
            "Desde {n} € el envío va por cuenta nuestra.",
            "Compra por valor de {n} € y recibe tu pedido sin gastos de envío.",
            "El envío estándar es gratuito en todos los pedidos de al menos {n} €.",
            "Pedidos de más de {n} €: portes pagados.",
            "Envío a 0 € a partir de {n} €.",
            "Con {n} € o más en tu cesta, el transporte es gratis.",
            "Consigue envío gratis al alcanzar los {n} €.",
        ),
    ),
    _in(
        "es",
        (
            "El envío cuesta 5 € y regalamos una muestra a partir de {m} €.",
            "Devolución gratuita a partir de {m} €.",
            "Para socios, envío gratis desde {m} €.",
            "Envío gratis a Baleares a partir de {m} €.",
        ),
    ),
)
TOPICS = (RETURNS_EN, HOURS_DE, THRESHOLD_FR, THRESHOLD_ES)
