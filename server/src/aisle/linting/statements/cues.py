"""Words that tell what a sentence with a figure is about."""

from __future__ import annotations

import re

_I = re.IGNORECASE
RETURNING = re.compile(
    r"\breturn(?!\w)|\breturn(?:s|ed|ing)\b|\bsen[dt] (?:\w+ ){0,3}back\b|\b(?:bring|post|mail) (?:\w+ ){0,3}back\b"
    r"|\brückgabe\w*|\brücknahme\w*|\bn(?:ehm|imm)(?:en|t|e)?\b.{0,60}\bzurück\b|\bzurück(?:nehm|genommen)\w*|\bzurück(?:geb|schick|send|geschickt|gesandt|gegeben)\w*|\b(?:schick|send|bring|geb)(?:en|t|e)?\b.{0,60}\bzurück\b|\bretoure\w*|\bretournier\w*|\brücksend\w*"
    r"|\bretour(?:s|n\w+)?\b|\brenvo(?:yer|yez|i|is)\b|\brétract\w+|\brepren(?:ons|d|ez)\b|\breprises? de\b"
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
    r"\bdeliver\w*|\bwill be with you\b|\breach(?:es)? you\b|\b(?:get|expect|receive) (?:your|the) (?:order|parcel|goods|package)\b|\bpostage\b|\bshipp?\w*|\bdispatch\w*|\barriv\w+|\w*liefer\w*|\w*versand\w*|\bversend\w*|\bverschick\w*|\bzu(?:ge)?stell\w*"
    r"|\b(?:bestellung|paket|ware|sendung)\b.{0,40}\bbei ihnen\b|\b(?:bestellung|paket|ware|sendung)\b.{0,60}\bkomm\w+\b.{0,20}\ban\b|\bporto\w*"
    r"|\blivr\w+|\bexpédi\w+|\brece(?:vez|vrez)\b.{0,20}\b(?:commande|colis|achats?|articles?)\b|\bfrais de port\b|\bport (?:gratuit|offert|payé)\b|\bfranco\b"
    r"|\benv[ií]\w+|\bentreg\w+|\bportes\b|\brecib\w+\b.{0,20}\b(?:pedido|paquete|compra|artículos?)\b|\b(?:pedido|paquete|compra)\b.{0,20}\blleg\w+",
    _I,
)
FREE = re.compile(
    r"\bfree\b|\bcosts? nothing\b|\bno (?:delivery|shipping|postage)\b|\bkostenlos\w*|\bkostenfrei\w*|\bversandkostenfrei\w*|\bportofrei\w*|\bumsonst\b|\bkeine versandkosten\b|\bübernehmen wir\b.{0,20}\w*kosten\b|\bentfallen\b|\bentfällt\b|\bgratis\w*|\bgratuit\w*|\boffert\w*|\bfranco\b|\bno (?:cuesta|pag)\w*|\bsin (?:coste|gastos)\b",
    _I,
)
FROM_AMOUNT = re.compile(
    r"\b(?:over|above|from|more than|or more|spend|of at least|minimum|ab|über|von mindestens|dès|à partir de|plus de|au[- ]delà de|d['’]achat|supérieur\w*|a partir de|desde|superior\w*|más de)\b",
    _I,
)
COSTING = re.compile(
    r"\bcosts?\b|\bis charged\b|\bfees?\b|\bfor [£€$]|\bkoste\w*|\bversandkosten\b|\bbeträg\w*|\bco[uû]te\w*|\bfrais\b|\bcuesta\w*|\bgastos\b",
    _I,
)
WARRANTING = re.compile(r"\bwarrant\w+|\bguarantee\w*|\bgarant\w+|\bgewährleist\w*", _I)
OPENING = re.compile(
    r"\bopen\w*|\bhours\b|\b(?:ge)?öffn\w*|\bouv(?:ert|erture|re|rons)\w*|\bhoraires?\b|\baccueill\w+|\babiert\w*|\bhorario\w*|\babr(?:e|en|imos)\b|\berreichbar\b|\bphone lines?\b",
    _I,
)
# A story, a question or an example commits nobody.
NOT_STATED = re.compile(
    r"\?\s*$|\bbeen waiting\b|\b(?:used to|until last year|formerly|previously|früher|bis letztes jahr|auparavant|antes era)\b|\bfor example\b|\bzum beispiel\b|\bpar exemple\b|\bpor ejemplo\b",
    _I,
)
AGE = re.compile(
    r"\b(?:since|seit|depuis|desde hace|family business|founded|gegründet|fondée?|fundad\w)\b", _I
)
