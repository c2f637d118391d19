"""Words such as "the lightest": only a source or the shop's own weighing may rank."""

from __future__ import annotations

import re

_RANKS = re.compile(
    r"\b(?:(?!(?:best|latest|interest|request|suggest|forest|honest|harvest|invest|manifest|guest|chest|nearest|closest|test|rest|west|nest|protest|contest|digest|"
    r"arrest|modest|fest|mest)\b)[a-z]{3,}(?:est)|cheapest|lightest|most \w+|least \w+|am \w+sten|d(?:er|ie|as) \w+ste|(?:le|la|les) (?:plus|moins) \w+|"
    r"(?:el|la|los|las) (?:más|menos) \w+|(?:il|la|i|le) (?:più|meno) \w+|de \w+ste|het \w+ste)\b",
    re.IGNORECASE,
)
_NO_RANK = re.compile(
    r"\b(?:at (?:most|least)|most (?:of|people)|am (?:meisten|besten)|d(?:er|ie|as) (?:erste|letzte|nächste|beste)|de (?:eerste|laatste|beste)|the rest)\b",
    re.IGNORECASE,
)


def ranks_freely(sentence: str, sources: str) -> bool:
    """Whether it calls something the most of its kind in a word that its sources do not have."""
    said = {match.group().lower() for match in _RANKS.finditer(_NO_RANK.sub(" ", sentence))}
    held = sources.lower()
    return any(word not in held for word in said)
