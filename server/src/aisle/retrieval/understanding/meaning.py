"""What a value means where it stands: the thing wanted, a quality of it, part of a name, or nothing to limit by."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.understanding.colours import canonical, is_plain_colour
from aisle.retrieval.understanding.grammar import LOOK_BACK, Grammar
from aisle.retrieval.understanding.heads import heads_of
from aisle.retrieval.understanding.nearest import Likeness
from aisle.retrieval.understanding.reading import singular
from aisle.retrieval.understanding.values import Match

# "Black & Decker" is a name, whether the shop knows it or not.
_NAME_GOES_ON = re.compile(r"\s*&\s*(?=\w)")
_NAME_BEFORE = re.compile(r"\w\s*&\s*$")
_GAP = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]")


class Meaning:
    """Decides between the values that a stretch of words could name, and whether it limits at all."""

    def __init__(self, text: str, language: str, grammar: Grammar, matches: Sequence[Match]) -> None:
        """Take a question, with what is understood already blanked out by semicolons, and the values named in it."""
        self._text, self._language, self._heads = text, language, heads_of(grammar)
        self._by_brand = grammar.before("by_brand")
        self._matches = matches
        self._starts, self._ends = {match.start for match in matches}, {match.end for match in matches}

    def chosen(self) -> list[Match]:
        """Return the matches, each with the values of one kind."""
        kept = [match for match in self._matches if not self._is_part_of_name(match)]
        return [self._one_kind(match, following) for match, following in zip_longest(kept, kept[1:])]

    def is_meant(self, match: Match) -> bool:
        """Say whether a match that nothing negates limits the search."""
        kind, text = match.entries[0].kind, self._text
        if match.likeness is Likeness.NEAR and not self._describes(match):
            return False
        if kind == "category":
            several_words = match.last > match.first
            return (
                self._heads.is_head(text, match.start, match.end, self._starts)
                and (several_words or self._heads.is_whole(text, match.start, self._ends))
                and not self._is_modifier(match)
            )
        if kind == "brand":
            return self._heads.is_origin(text, match.start) and not self._is_only_a_colour(match)
        is_amount = match.words[match.first].key[:1].isdigit()
        return self._heads.is_about_head(text, match.start, match.end) and not (
            is_amount and self._heads.is_bound(text, match.start)
        )

    def _one_kind(self, match: Match, following: Match | None) -> Match:
        adjoins = following is not None and _GAP.fullmatch(self._text, match.end, following.start) is not None
        kinds = match.kinds
        if "brand" in kinds and self._is_brand_by_words(match):
            return match.of_kind("brand")
        leads = adjoins and following is not None and "category" in following.kinds
        if "category" in kinds and kinds & {"brand", "attribute", "tag"}:
            # "Orange jacket" is no fruit; "oranges" is.
            return match.of_kind("category") if not leads else self._quality(match, adjoins)
        if kinds == {"category"} and leads and match.otherwise is not None:
            return match.otherwise  # "cream jacket" is no cream
        if {"brand", "attribute"} <= kinds:
            return self._quality(match, adjoins)
        return match.usual()

    def _quality(self, match: Match, adjoins: bool) -> Match:
        """Choose between a brand and a quality of the same name: "an Orange phone", "an orange jacket"."""
        kinds = match.kinds - {"category"}
        if {"brand", "attribute"} <= kinds:
            return match.of_kind("attribute" if adjoins else "brand")
        return match.of_kind(min(kinds, key=("brand", "attribute", "tag", "flag").index))

    def _is_brand_by_words(self, match: Match) -> bool:
        """Say whether a name is written as one: after "by", or with a capital in the middle of a text in small letters."""
        before = self._text[: match.start]
        if self._by_brand.search(self._text, max(0, match.start - LOOK_BACK), match.start):
            return True
        return (
            self._text[match.start].isupper() and bool(_LETTERS.search(before)) and before != before.title()
        )

    def _is_only_a_colour(self, match: Match) -> bool:
        """Say whether a brand called like a colour is probably the colour: "orange jacket" where no jacket is orange."""
        if match.last > match.first or not canonical(fold(match.words[match.first].text)):
            return False
        gap = _GAP.match(self._text, match.end)
        leads = gap is not None and gap.end() in self._starts
        return leads and not self._is_brand_by_words(match)

    def _is_part_of_name(self, match: Match) -> bool:
        if match.entries[0].kind in ("category", "brand"):
            return False
        after = _NAME_GOES_ON.match(self._text, match.end)
        before = _NAME_BEFORE.search(self._text, max(0, match.start - LOOK_BACK), match.start)
        return bool(after and after.end() not in self._starts) or bool(
            before and not self._ends & set(range(before.start(), match.start))
        )

    def _is_modifier(self, match: Match) -> bool:
        """Say whether a category only describes the next one: "tent" in "tent stoves", not in "tents stoves"."""
        gap = _GAP.match(self._text, match.end)
        following = next((one for one in self._matches if gap and one.start == gap.end()), None)
        if following is None or "category" not in following.kinds:
            return False
        last = match.words[match.last]
        return last.text.lower() == singular(last.text.lower(), self._language)

    def _describes(self, match: Match) -> bool:
        """Say whether a word that only resembles a value stands where qualities stand.

        A word that is nothing but a colour may stand before anything, others right before what the shop knows; both
        behind "in".
        """
        if self._heads.is_in(self._text, match.start) and self._heads.is_closed(self._text, match.end):
            return True
        gap = _GAP.match(self._text, match.end)
        following = next((one for one in self._matches if gap and one.start == gap.end()), None)
        if following is not None:
            return following.likeness is not Likeness.NEAR and (
                "category" not in following.kinds or self.is_meant(following.usual())
            )
        word = fold(" ".join(one.text for one in match.words[match.first : match.last + 1]))
        return is_plain_colour(word) and not self._heads.is_closed(self._text, match.end)
