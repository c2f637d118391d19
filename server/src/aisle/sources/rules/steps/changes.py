"""What rules of single values make of them. Each function returns a change, made ready for its rule."""

from decimal import ROUND_HALF_EVEN

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions.on_numbers import rounded
from aisle.sources.rules.expressions.on_texts import trimmed
from aisle.sources.rules.money import currency_code, decimals_of, major_of
from aisle.sources.rules.patterns import Pattern, replacement
from aisle.sources.rules.shapes import Extract, Join, MapValues, Money, Replace, Split, Time, Trim, Unit
from aisle.sources.rules.steps.changing import Change
from aisle.sources.rules.times import read_time
from aisle.sources.rules.units import converted, known_unit, read_measure
from aisle.sources.rules.values import EXACT, Value, as_number, as_text, kind_of, plain, read_number, shown
from aisle.sources.rules.work import Work


def _text_of(work: Work, value: Value) -> str:
    text = as_text(value)
    if text is None:
        raise CannotApply("not_a_text", f"{kind_of(value).capitalize()} is no text.")
    return work.text(text)


def mapping(rule: MapValues) -> Change:
    """Other values in place of some."""
    fold = str.casefold if rule.ignore_case else str
    table = {fold(name): value for name, value in rule.values.items()}

    def change(work: Work, value: Value) -> Value:
        text = fold(_text_of(work, value))
        return (
            table[text]
            if text in table
            else _otherwise(rule.otherwise, value, "unknown_value", "is not in the list")
        )

    return change


def splitting(rule: Split) -> Change:
    """A text in pieces."""

    def change(work: Work, value: Value) -> Value:
        if isinstance(value, list):
            return value
        pieces = [piece.strip() for piece in _text_of(work, value).split(rule.by)]
        work.spend(len(pieces))
        return [piece for piece in pieces if piece]

    return change


def joining(rule: Join) -> Change:
    """Pieces as one text."""

    def change(work: Work, value: Value) -> Value:
        if not isinstance(value, list):
            return value
        return work.text(rule.by.join(text for item in value if (text := _text_of(work, item))))

    return change


def trimming(rule: Trim) -> Change:
    """Without blanks at the ends."""
    return lambda work, value: trimmed(_text_of(work, value)) if isinstance(value, str) else value


def measuring(rule: Unit) -> Change:
    """A measure in one unit."""
    wanted = known_unit(rule.to) or ""

    def change(work: Work, value: Value) -> Value:
        text = _text_of(work, value)
        if rule.unit and text.strip()[-1:].isdigit():
            number, unit = read_number(text, rule.decimal_mark), rule.unit
        else:
            number, unit = read_measure(text, rule.decimal_mark)
        made = rounded(converted(number, unit, wanted), 6 if rule.decimals is None else rule.decimals)
        said = format(made.normalize(EXACT) if rule.decimals is None else made, "f")
        return f"{said} {rule.to}" if rule.with_unit else said

    return change


def paying(rule: Money) -> Change:
    """An amount in order: currency as a code, in whole units, in another currency where rates are given."""
    rates = {currency_code(name): rate for name, rate in rule.rates.items()}
    wanted = currency_code(rule.to) if rule.to else None

    def change(work: Work, value: Value) -> Value:
        said = value if isinstance(value, dict) else {"amount": value}
        number = as_number(said.get("amount"))
        code = currency_code(_text_of(work, said.get("currency") or rule.currency or ""))
        if number is None:
            return None
        number = major_of(number, code) if rule.scale == "minor" else number
        if wanted is not None and code != wanted:
            if code not in rates:
                raise CannotApply("no_rate", f"There is no rate from {code} to {wanted}.")
            number = rounded(EXACT.multiply(number, rates[code]), decimals_of(wanted), ROUND_HALF_EVEN)
            code = wanted
        return plain({"amount": number, "currency": code})

    return change


def replacing(rule: Replace) -> Change:
    """Other words for what matches."""
    pattern = Pattern(rule.pattern)
    put_in = replacement(rule.new, pattern.groups)
    return lambda work, value: work.text(pattern.replace(_text_of(work, value), put_in))


def extracting(rule: Extract) -> Change:
    """What a group of a pattern matches."""
    pattern = Pattern(rule.pattern)
    group = min(rule.group, pattern.groups)

    def change(work: Work, value: Value) -> Value:
        taken = pattern.take(_text_of(work, value), group)
        return taken if taken is not None else _otherwise(rule.otherwise, value, "no_match", "does not match")

    return change


def timing(rule: Time) -> Change:
    """A time in UTC."""
    return lambda work, value: read_time(value, rule.format, rule.zone).isoformat().replace("+00:00", "Z")


def _otherwise(what: str, value: Value, code: str, said: str) -> Value:
    if what == "quarantine":
        raise CannotApply(code, f"{shown(value)} {said}.")
    return value if what == "keep" else None
