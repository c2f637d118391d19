"""Small numbers written as words."""

_WORDS = {
    1: "one a single ein eine einen un une uno una een solo",
    2: "two couple zwei deux dos due twee",
    3: "three drei trois tres tre drie",
    4: "four vier quatre cuatro quattro",
    5: "five fünf funf cinq cinco cinque vijf",
    6: "six sechs seis sei zes",
    7: "seven sieben sept siete sette zeven",
    8: "eight acht huit ocho otto",
    9: "nine neun neuf nueve nove negen",
    10: "ten zehn dix diez dieci tien",
}
NUMBERS: dict[str, int] = {word: number for number, words in _WORDS.items() for word in words.split()}


def small_number(word: str) -> int | None:
    """Read "4" or "four"; None for anything else."""
    return int(word) if word.isdigit() and len(word) <= 2 else NUMBERS.get(word.casefold())
