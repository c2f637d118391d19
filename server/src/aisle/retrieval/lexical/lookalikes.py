"""Letters of one script that look like letters of another, as they get into words by accident or by intent.

The pairs are those of Unicode's confusables (Technical Standard 39) between Latin, Cyrillic and Greek small letters.
"""

from collections.abc import Iterator

_CYRILLIC_PAIRS = dict(zip("асеорхуіјѕһ", "aceopxyijsh", strict=True)) | {
    "к": "k",
    "м": "m",
    "т": "t",
    "в": "b",
    "н": "h",
    "ԁ": "d",
    "ԛ": "q",
    "ԝ": "w",
    "ѵ": "v",
    "ӏ": "l",
    "г": "r",
    "п": "n",
}
_GREEK_PAIRS = dict(zip("αορνικτυχε", "aopviktuxe", strict=True)) | {
    "ϲ": "c",
    "ϳ": "j",
    "η": "n",
    "μ": "u",
    "β": "b",
    "ω": "w",
    "γ": "y",
}
_TO_LATIN = str.maketrans({**_CYRILLIC_PAIRS, **_GREEK_PAIRS})
_TO_CYRILLIC = str.maketrans({latin: letter for letter, latin in reversed(_CYRILLIC_PAIRS.items())})
_TO_GREEK = str.maketrans({latin: letter for letter, latin in reversed(_GREEK_PAIRS.items())})


def lookalikes(word: str) -> Iterator[str]:
    """Yield a folded word as it reads when every letter is taken for its likeness in one script."""
    for table in (_TO_LATIN, _TO_CYRILLIC, _TO_GREEK):
        other = word.translate(table)
        if other != word:
            yield other
