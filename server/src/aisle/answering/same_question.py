"""Which words two questions must share to be answered alike: everything in which shop questions tend to differ.

Likeness of vectors does not see a number, a "not" or a colour. So what is compared first is exact.
"""

from aisle.answering.words import content_words


def guard_words(question: str, language: str) -> tuple[str, ...]:
    """Return the words of a question that another must share, in one order."""
    return tuple(sorted(word.key for word in content_words(question, language)))
