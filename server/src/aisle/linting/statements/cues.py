"""Words that tell what a sentence with a figure is about."""

from __future__ import annotations

import re

_I = re.IGNORECASE
# A guarantee that gives money back is a return window, and no warranty.
MONEY_BACK = re.compile(
    r"\bmoney[- ]?back[- ](?:guarantee|promise)\b|\bsatisfaction guarantee\w*|\bgeld[- ]zurück[- ]garantie\b|\b(?:garantie )?satisfaits? ou remboursés?\b"
    r"|\bgarantía de (?:devolución|satisfacción|reembolso)\b"
    # Counted from the purchase, and not from the parcel that came back, a refund's time is a window.
    r"|\brefund\w*\b(?=.{0,60}\b(?:days?|weeks?|months?) (?:of|from|after) (?:the |your )?(?:date of )?(?:purchase|delivery|buying|you (?:buy|bought))\b(?! of your return))",
    _I,
)
RETURNING = re.compile(
    r"\bcooling[- ]off\b|\b(?:right of )?withdrawal\b|\bwiderruf\w*|\bdesistimiento\b|\breturn(?!\w)|\breturn(?:s|ed|ing|able)\b"
    # Goods go back; "we get back to you" is an answer.
    r"|\b(?:sen[dt]|tak(?:e|en|es)|br(?:ing|ings|ought)|post(?:ed)?|mail(?:ed)?|ship(?:ped)?|hand(?:ed)?|drop(?:ped)?|giv(?:e|en)|accept(?:ed)?|go|goes)\b (?:[\w’']+ ){0,5}back\b(?! (?:to you|over|and forth)\b)|\bha(?:ve|s) (?:it|them|the \w+) back\b"
    r"|\bcomes? back to us\b|\bchang\w+ (?:your|their|of) minds?\b|\bunwanted\b|\bsecond thoughts\b|\b(?:home|free)[- ]trial\b|\btrial period\b"
    r"|\btry (?:\w+ ){1,3}(?:at home )?for \w+ (?:days|weeks|months)\b|\bright to cancel\b"
    r"|\brückgabe\w*|\brücknahme\w*|\bn(?:ehm|imm)(?:en|t|e)?\b.{0,60}\bzurück\b|\bzurück(?:nehm|genommen)\w*|\bzurück(?:geb|schick|send|geschickt|gesandt|gegeben)\w*|\b(?:schick|send|bring|geb)(?:en|t|e)?\b.{0,60}\bzurück\b|\bretoure\w*|\bretournier\w*|\brücksend\w*"
    r"|\bretour(?:s|n\w+)?\b|\brenvo(?:yer|yez|i|is)\b|\brétract\w+|\brepren(?:ons|d|ez)\b|\breprises? de\b|\brend(?:re|ez|us?)\b.{0,20}\b(?:articles?|produits?|achats?)\b"
    r"|\bdevol(?:v\w+|uci[oó]n\w*)|\bdevu[eé]l\w+",
    _I,
)
# How long the money takes, or who pays the parcel: no window.
PAYING_BACK = re.compile(
    r"\brefund(?:s|ed|ing)?\b|\bpay (?:\w+ ){0,2}back\b|\bmoney back (?:takes|within)|\berstatt\w*|\brückzahlung\w*|\brembours\w+|\breembols\w+"
    r"|\bprocess\w*\b|\bbearbeit\w*|\btrait(?:és|er|ement)\b|\bproces(?:ar|amos)\b",
    _I,
)
# Beside a window: what is had for what is sent back.
IN_RETURN = re.compile(
    r"\b(?:for|against|and get|to get) (?:an? |your )?(?:\w+ )?refund\b|\bgegen (?:\w+ )?(?:rück)?erstattung\b|\bcontre (?:\w+ )?remboursement\b"
    r"|\bcon (?:el )?reembolso(?: \w+)?\b",
    _I,
)
DELIVERING = re.compile(
    r"\bdeliver\w*|\b(?:will be|is) with you\b|\b(?:get|gets|come|comes) to you\b|\b(?:at|to) your door\b|\breach(?:es)? you\b|\b(?:get|expect|receive) (?:your|the) (?:order|parcel|goods|package)\b|\bpostage\b|\bshipp?\w*|\bdispatch\w*|\barriv\w+|\w*liefer\w*|\w*versand\w*|\bversend\w*|\bverschick\w*|\bzu(?:ge)?stell\w*"
    r"|\b(?:bestellung|paket|ware|sendung)\b.{0,40}\b(?:bei ihnen|da|unterwegs)\b|\beintreff\w*|\btrifft\b.{0,30}\bein\b|\berhalten sie\b.{0,20}\b(?:bestellung|paket|ware|sendung)\b|\b(?:bestellung|paket|ware|sendung)\b.{0,60}\bkomm\w+\b.{0,20}\ban\b|\bporto\w*"
    r"|\blivr\w+|\bexpédi\w+|\benvo(?:i|is|ie|yons|yer|yé\w*)\b|\bachemin\w+|\bfrais de transport\b|\baffranchissement\b|\bport (?:compris|inclus)\b|\bchez vous\b|\bparvien\w+|\brece(?:vez|vrez)\b.{0,20}\b(?:commande|colis|achats?|articles?)\b|\bfrais de port\b|\bport (?:gratuit|offert|payé)\b|\bfranco\b"
    r"|\benv[ií]\w+|\bentreg\w+|\bportes\b|\b(?:gastos de )?transporte\b|\breparto\b|\bmensajer\w+|\ba domicilio\b|\b(?:se )?l[oa]s? (?:llevamos|mandamos)\b|\brecib\w+\b.{0,20}\b(?:pedido|paquete|compra|artículos?)\b|\b(?:pedido|paquete|compra)\b.{0,20}\blleg\w+",
    _I,
)
FREE = re.compile(
    r"\bfree\b|\bcosts? (?:you )?nothing\b|\bno charge\b|\bcomplimentary\b|\bat no (?:extra )?cost\b|\bwe (?:pay|cover) (?:the |your )?(?:postage|delivery|shipping)\b|\bwaive\w*|\bno (?:delivery|shipping|postage)\b|\bkostenlos\w*|\bkostenfrei\w*|\bversandkostenfrei\w*|\bportofrei\w*|\bumsonst\b|\bgeschenkt\b|\bspar\w+ (?:sie )?(?:sich )?die \w*kosten\b|\bohne \w*kosten\b|\btragen wir\b|\bschenken wir\b|\bkeine versandkosten\b|\bübernehmen wir\b.{0,20}\w*kosten\b|\bentfallen\b|\bentfällt\b|\bgratis\w*|\bgratuit\w*|\boffert\w*|\boffr(?:ons|e|ez|ent|ir)\b|\bne (?:\w+ )?coûte\w* rien\b|\b(?:sans|aucuns?|zéro|plus de|pas de) frais\b|\bfrais (?:de \w+ |d['’]\w+ )?(?:inclus|compris|supprimés)\b|\bport (?:compris|inclus)\b|\bà (?:nos frais|notre charge)\b|\bprenons? en charge\b|\b(?:payons|réglons|assumons) (?:les frais|la livraison|le port|l['’]envoi)\b|\bne (?:vous )?(?:payez|paye|facturons|comptons|demandons|coûte) (?:pas|plus|rien|aucun)\b|\bregal\w+|\bnuestr[oa] (?:cuenta|cargo)\b|\b(?:cuenta|cargo) nuestr[oa]\b|\bolv[ií]d\w+ de (?:los (?:gastos|portes)|pagar)\b|\b(?:pagamos|asumimos|cubrimos|bonificamos)\b|\bfranco\b|\bno (?:\w+ )?(?:cuesta|pag|cobr)\w*|\bsin (?:ningún )?(?:costes?|costos?|gastos|cargos?|recargos?|portes)\b"
    r"|\b(?:env[ií]os?|portes|gastos de envío|transporte) (?:\w+ )?(?:incluid|pagad|bonificad)\w+|\bincluy\w+ (?:el |los )?(?:envío|portes|gastos de envío)\b|\bahorr\w+ (?:\w+ )?(?:los (?:gastos|portes)|el envío)\b|\bcero (?:gastos|euros)\b"
    r"|(?<![\d.,])0(?:[.,]00)? ?[€£$]|[€£$] ?0(?![\d.,]*[1-9])",
    _I,
)
FROM_AMOUNT = re.compile(
    r"\b(?:over|above|from|more than|or more|spend|when your|exceed\w*|at least|worth|of at least|minimum|ab|über|von mindestens|dès|à partir de|plus de|au[- ](?:delà|dessus) de|au moins|dépass\w+|excèd\w+|atteint|atteignent|atteignant|d['’]achats?|supérieur\w*|passés?|franchi\w*|minimum de|et plus|ou plus|et au[- ]delà|d['’]un montant de|d['’]une valeur de|a partir de|desde|superior\w*|supera\w*|supere\w*|más de|al menos|como mínimo|mínimo de|mínima de|por encima de|o más|en adelante|iguale\w*|exced\w+|rebas\w+|por (?:valor|importe) de|llegu?e?n? a|llegan? a|alcan\w+|gast(?:a|e|as|es|an|en)\b|mindestbestellwert\w*|mindestens|höher als)\b",
    _I,
)
# What is given beside the goods is no delivery.
GIFT = re.compile(
    r"\b(?:gifts?|samples?|geschenke?|proben?|cadeaux?|échantillons?|muestras?|regalos?|obsequios?)\b", _I
)
COSTING = re.compile(
    r"\bcosts?\b|\bis charged\b|\bfees?\b|\bfor [£€$]|\bkoste\w*|\bversandkosten\b|\bbeträg\w*|\bco[uû]te\w*|\bfrais\b|\bcuesta\w*|\bgastos\b",
    _I,
)
WARRANTING = re.compile(r"\bwarrant\w+|\bguarantee\w*|\bgarant\w+|\bgewährleist\w*", _I)
OPENING = re.compile(
    r"\bopen\w*|\bhours\b|\b\w*(?<!er)öffn\w*|\b(?:geschäfts|laden|service|verkaufs|büro|sprech|besuchs|schalter|beratungs)zeit(?:en)?\b|\bfür (?:sie|euch|dich) (?:alle )?da\b|\b(?:begrüßen|empfangen|bedienen|beraten) wir (?:sie|euch)\b|\bwir (?:begrüßen|empfangen|bedienen|beraten) (?:sie|euch)\b|\b(?:besuchen sie|besucht) uns\b|\b(?:komm(?:en|t)|schau(?:en|t))\b.{0,80}\bvorbei\b|\bha(?:t|ben)\b.{0,80}\bauf(?=\W*$)|\boffene?[nmrs]?\b|\bvisit us\b|\bdoors\b|\bapertura\b|\batendemos\b|\bouv(?:ert|erture|re|rons)\w*|\bhoraires?\b|\baccueill\w+|\babiert\w*|\bhorario\w*|\babr(?:e|en|imos)\b|\berreichbar\b|\bphone lines?\b",
    _I,
)
# A story, a question or an example commits nobody.
NOT_STATED = re.compile(
    r"\?\s*$|\bbeen waiting\b|\b(?:used to|until last year|formerly|previously|früher|bis letztes jahr|auparavant|antes era)\b|\bfor example\b|\bzum beispiel\b|\bpar exemple\b|\bpor ejemplo\b",
    _I,
)
