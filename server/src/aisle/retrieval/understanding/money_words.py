"""The words around prices in the languages of the first shops, as pattern text."""

# Words that speak of prices only; any number after them is one.
CHEAPER = (
    r"cheaper than|(?:a |my )?budget(?: is| of|:)?(?: about)?|spend(?: up to| about)?"
    r"|günstiger als|billiger als|moins chere?s? que|más barat[oa]s? que|goedkoper dan"
)
# Usually about prices; a number that nothing else claims is one.
UNDER = (
    r"(?:for |at )?(?:under|below|less than|no more than|not more than|not over|max(?:imum)?(?: of)?|at most)"
    r"|unter|weniger als|höchstens|maximal|nicht mehr als|nicht über"
    r"|(?:à )?moins de|en dessous de|au[- ]dessous de|pas plus de|maximum"
    r"|(?:por )?menos de|por debajo de|como mucho|no más de|máximo(?: de)?"
    r"|(?:a )?meno di|sotto (?:i|gli)|al massimo|non più di|massimo"
    r"|onder(?: de)?|minder dan|hoogstens|maximaal|niet meer dan"
)
# Said of many things; only with a currency or a word for price.
UP_TO = r"up to|within|bis(?: zu)?|jusqu['’]à|sous(?: les)?|hasta|bajo|fino a|sotto|tot"
OVER = (
    r"over|above|more than|at least|from|starting at|min(?:imum)?(?: of)?"
    r"|über|mehr als|mindestens|ab|plus de|à partir de|au moins|más de|desde|a partir de|al menos"
    r"|più di|oltre|almeno|boven|meer dan|vanaf|minstens"
)
AROUND = (
    r"(?:for |at )?(?:around|about|roughly|approximately|circa|ca\.?)|etwa|ungefähr|um die|rund"
    r"|environ|autour de|alrededor de|unos|unas|ongeveer|rond(?: de)?"
)
BETWEEN = r"between|zwischen|entre|tra|fra|tussen|from|von|de|da|van"
TO = r"\s?[-–—]\s?|\s+(?:and|to|und|bis|et|à|y|a|e|en|tot)\s+"
OR_LESS = r"or (?:less|under|cheaper|below)|max(?:imum)?\b|tops|at most|oder weniger|maximal|ou moins|o menos|o meno|of minder"
OR_MORE = r"or (?:more|over|above)|and (?:up|over|above)|plus\b|oder mehr|ou plus|o más|o più|of meer"
PRICE = r"pric(?:e[ds]?|ing)|costs?|costing|budget|spend|pay|preis|kosten|prix|coûte|precio|cuesta|prezzo|costa|prijs"
# A limit right after one of these is about that, not about money.
MEASURED = (
    r"weigh(?:s|ing|t)?|heavy|height|tall|long|length|wide|width|deep|depth|sizes?|aged?|capacity|volume|rated"
    r"|temperatures?|degrees|fits?|back|waist|chest|inseam|holds?|sleeps?|seats?|power|lasts?|shrinks?"
    r"|gewicht|wiegt|größe|lang|breit|hoch|alter|poids|pèse|taille|longueur|peso|pesa|talla|largo|altura"
    r"|taglia|lunghezza|maat|weegt|lengte"
)
# What may follow a bare price. "in" only before another word: "50 in" alone are inches.
FOLLOWERS = (
    r"for|with|without|that|which|but|and|or|please|thanks|thank|from|by|if|in(?=\s+\w)|on(?=\s+\w)|total|each|altogether"
    r"|für|mit|ohne|und|oder|die|der|das|bitte|von|pour|avec|sans|et|ou|qui|para|con|sin|y|o|que|por"
    r"|per|senza|e|che|voor|met|zonder|en|of|van"
)
CURRENCIES = {
    "£": ("£", "gbp", "pound", "pounds", "quid", "pfund", "livres", "libras", "sterline", "pond"),
    "€": ("€", "eur", "euro", "euros"),
    "$": ("$", "usd", "dollar", "dollars", "bucks", "dólares", "dollari"),
    "chf": ("chf", "sfr", "franken", "francs"),
    "kr": ("kr", "sek", "nok", "dkk", "kronor", "kroner"),
    "zł": ("zł", "pln", "zloty"),
    "¥": ("¥", "jpy", "yen"),
    "₹": ("₹", "inr", "rupees"),
    "₪": ("₪", "ils", "shekels"),
}
CODES = {
    "£": ("GBP",),
    "€": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
    "chf": ("CHF",),
    "kr": ("SEK", "NOK", "DKK"),
    "zł": ("PLN",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₪": ("ILS",),
}
