"""Words that tell what a sentence with a figure is about."""

from __future__ import annotations

import re

_I = re.IGNORECASE
RETURNING = re.compile(
    r"\breturn(?!\w)|\breturn(?:s|ed|ing)\b|\bsen[dt] (?:\w+ ){0,3}back\b|\bbring (?:\w+ ){0,3}back\b"
    r"|\brückgabe\w*|\bzurück(?:geb|schick|send|geschickt|gesandt|gegeben)\w*|\b(?:schick|send|bring|geb)(?:en|t|e)?\b.{0,60}\bzurück\b|\bretoure\w*|\bretournier\w*|\brücksend\w*"
    r"|\bretour(?:s|n\w+)?\b|\brenvo(?:yer|yez|i|is)\b|\brétract\w+|\bdevol(?:ver|ución|uciones)\b|\bdevuel\w+|\bdevolverl\w+",
    _I,
)
# How long the money takes, or who pays the parcel: no window.
PAYING_BACK = re.compile(
    r"\brefund(?:s|ed|ing)?\b|\bpay (?:\w+ ){0,2}back\b|\bmoney back (?:takes|within)|\berstatt\w*|\brückzahlung\w*|\brembours\w+|\breembols\w+"
    r"|\bprocess\w*\b|\bbearbeit\w*|\btrait(?:és|er|ement)\b|\bproces(?:ar|amos)\b",
    _I,
)
DELIVERING = re.compile(
    r"\bdeliver\w*|\bshipp?\w*|\bdispatch\w*|\barriv\w+|\bliefer\w*|\bversand\w*|\bversend\w*|\bzustell\w*|\blivr\w+|\bexpédi\w+"
    r"|\benv[ií]\w+|\bentreg\w+",
    _I,
)
FREE = re.compile(
    r"\bfree\b|\bkostenlos\w*|\bkostenfrei\w*|\bversandkostenfrei\w*|\bgratis\b|\bgratuit\w*|\boffert\w*", _I
)
FROM_AMOUNT = re.compile(
    r"\b(?:over|above|from|more than|of at least|minimum|ab|über|von mindestens|dès|à partir de|plus de|supérieur\w*|a partir de|desde|superior\w*|más de)\b",
    _I,
)
COSTING = re.compile(
    r"\bcosts?\b|\bis charged\b|\bfees?\b|\bfor [£€$]|\bkoste\w*|\bversandkosten\b|\bbeträg\w*|\bco[uû]te\w*|\bfrais\b|\bcuesta\w*|\bgastos\b",
    _I,
)
WARRANTING = re.compile(r"\bwarrant\w+|\bguarantee\w*|\bgarant\w+|\bgewährleist\w*", _I)
OPENING = re.compile(
    r"\bopen\w*|\bhours\b|\böffnungszeit\w*|\bgeöffnet\b|\bouvert\w*|\bhoraires?\b|\babiert\w*|\bhorario\w*|\babrimos\b|\berreichbar\b|\bphone lines?\b",
    _I,
)
# A story, a question or an example commits nobody.
NOT_STATED = re.compile(
    r"\?\s*$|\b(?:used to|until last year|formerly|previously|früher|bis letztes jahr|auparavant|antes era)\b|\bfor example\b|\bzum beispiel\b|\bpar exemple\b|\bpor ejemplo\b",
    _I,
)
AGE = re.compile(
    r"\b(?:since|seit|depuis|desde hace|family business|founded|gegründet|fondée?|fundad\w)\b", _I
)
