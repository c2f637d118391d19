"""What can be wrong with a rule."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class SynonymNotFound(NotFound):
    """No such rule, or another store's."""

    code = "synonym_not_found"
    title = "There is no such synonym"


class SynonymRefused(InvalidInput):
    """A rule that cannot be read: too few words, too many, too long, or nothing to search in them."""

    code = "synonym_invalid"
    title = "A synonym is not valid"


class SynonymOfItself(SynonymRefused):
    """A word would stand for itself."""

    code = "synonym_of_itself"
    title = "A word is its own synonym"


class SynonymCycle(Conflict):
    """One-way rules would lead back to where they began; `path` in extra."""

    code = "synonym_cycle"
    title = "These synonyms lead in a circle"


class SynonymContradiction(Conflict):
    """Another rule says already, or says otherwise, what this one says; `synonym_id` in extra."""

    code = "synonym_contradiction"
    title = "Another synonym stands against this one"


class TooManySynonyms(Conflict):
    """The store has as many rules as one may have, or a word would have too many others."""

    code = "too_many_synonyms"
    title = "There are too many synonyms"
