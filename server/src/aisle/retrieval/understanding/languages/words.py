"""What the rules must know of a language. Another language is one file like en.py and one line in __init__.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    r"""The words of one language. Strings are alternatives of a regular expression without groups; "" means none.

    Attributes:
        cheaper: Before an amount, said of prices only: "cheaper than".
        under: Before an amount, usually of prices: "under".
        up_to: Before an amount of anything: "up to".
        over: Before a lower limit: "at least".
        around: Before an approximate amount: "about".
        between: Before a range: "between", "from".
        surely_between: Those of `between` that begin nothing but a range.
        to: Between the ends of a range: "and", "to".
        or_less: After an upper limit: "or less".
        or_more: After a lower limit: "or more".
        price: Words that make a bare number a price: "costs".
        measured: Words after which a limit is not about money: "weighs".
        followers: What may follow a bare price: "for", "please".
        money: Names of currencies by their sign.
        numbers: Small numbers by their words.
        of_persons: Before a number of persons: "for".
        family: "family of".
        counted_persons: What persons are called behind a number: "people".
        sleeps: Verbs of tents and beds: "sleeps".
        persons_fields: Names under which shops keep a number of persons, folded.
        in_stock: "in stock", "available now".
        stock_asked: A question about stock, or the lack of it: "back in".
        asks_first: First words of a question about one thing: "is".
        cheapest, dearest, lightest, heaviest, newest, best_rated, cheap: Orders.
        rated: "well rated".
        stars: The word behind a number of stars.
        not_a_product: After an order, what is ordered is no product: "way".
        weight: Names of the attribute, folded.
        negations: Before what is not wanted: "no", "without".
        denials: Those of the negations that deny a quality rather than a thing: "not" in "not heavy".
        exceptions: Words between the name of an attribute and a value that is excepted, folded: "any size but 42".
        refusals: Behind what is not wanted, after a mark: "no thanks" as in "leather? no thanks".
        negation_links: Between a negation and the value: "any", "made of".
        free_of: Behind what is not wanted: "free" as in "leather-free".
        not_free_of: After that word, it means something else: "free standing".
        not_negations: A whole expression that is no negation though it ends in one: "why not".
        only: "only".
        determiners: Articles and the like that begin a thing: "a", "some".
        possessives: "my".
        purposes: Prepositions after which a thing is a purpose or a place: "for", "on".
        prepositions: Those that end a description: "with".
        qualities: Words before a thing that leave it what it is.
        seeking: Verbs and nouns of looking for: "looking", "need".
        seeking_links: After them: "for".
        ands, ors: Joining words.
        as_well: Joins two things that are both wanted: "as well as".
        also: After a joining word: "also".
        owned: Says that a thing is there already: "i have".
        for_each: Makes what follows count for all things asked for: "both", "each".
        bears: Before a weight that something else has: "carries".
        sizes: What sizes are called, folded: "size".
        oneself: "I'm", before a measure of a person.
        seasons: Seasons.
        in_season: Before a season that is a time and no property: "in".
        compared_brands: Before a brand that is not the one wanted: "like", "for".
        by_brand: Before the maker: "by".
        made_by: Before a maker, and nothing else: "made by", "brand".
        no_makers: What may stand there and makes nothing, folded: days and the like.
        said_behind: Before a quality that stands behind the thing: "in", "made of".
        closes: What may follow a thing that is whole: "for", "that".
        tails: Words that may stay behind at the end when a limit is cut out: "and".
        dimensions: Names of dimensions by the kind of word that says them, folded: "wide" is a width.
        colours: Colours by their English name, folded; other languages and adjectives too.
        materials: Materials by their English name, folded, with their adjectives: "wooden" is wood.
        telling: Words that no other language here has and that limit, so that one of them tells the language.
        policy, how_to, seeks, converts, compares, yes_no, offers: What tells products from knowledge.
    """

    cheaper: str = ""
    under: str = ""
    up_to: str = ""
    over: str = ""
    around: str = ""
    between: str = ""
    surely_between: str = ""
    to: str = ""
    or_less: str = ""
    or_more: str = ""
    price: str = ""
    measured: str = ""
    followers: str = ""
    money: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)
    of_persons: str = ""
    family: str = ""
    counted_persons: str = ""
    sleeps: str = ""
    persons_fields: str = ""
    in_stock: str = ""
    stock_asked: str = ""
    asks_first: str = ""
    cheapest: str = ""
    dearest: str = ""
    lightest: str = ""
    heaviest: str = ""
    newest: str = ""
    best_rated: str = ""
    cheap: str = ""
    rated: str = ""
    stars: str = ""
    not_a_product: str = ""
    weight: str = ""
    negations: str = ""
    denials: str = ""
    exceptions: str = ""
    refusals: str = ""
    negation_links: str = ""
    free_of: str = ""
    not_free_of: str = ""
    not_negations: str = ""
    only: str = ""
    determiners: str = ""
    possessives: str = ""
    purposes: str = ""
    prepositions: str = ""
    qualities: str = ""
    seeking: str = ""
    seeking_links: str = ""
    ands: str = ""
    ors: str = ""
    as_well: str = ""
    also: str = ""
    owned: str = ""
    for_each: str = ""
    bears: str = ""
    sizes: str = ""
    oneself: str = ""
    seasons: str = ""
    in_season: str = ""
    compared_brands: str = ""
    by_brand: str = ""
    made_by: str = ""
    no_makers: str = ""
    said_behind: str = ""
    closes: str = ""
    tails: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    materials: Mapping[str, str] = field(default_factory=dict)
    telling: str = ""
    policy: str = ""
    how_to: str = ""
    seeks: str = ""
    converts: str = ""
    compares: str = ""
    yes_no: str = ""
    offers: str = ""
