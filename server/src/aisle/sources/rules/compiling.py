"""From rules as they are written to rules that run."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from aisle.sources.records import Resource
from aisle.sources.rules import shapes
from aisle.sources.rules.errors import CannotApply, InvalidRules
from aisle.sources.rules.expressions import BadExpression, Node, parse
from aisle.sources.rules.expressions.nodes import Constant
from aisle.sources.rules.patterns import BadPattern
from aisle.sources.rules.running import Compiled, Step, Steps
from aisle.sources.rules.shapes import RulesShape
from aisle.sources.rules.steps import changes
from aisle.sources.rules.steps.changing import Change, ChangeValues
from aisle.sources.rules.steps.choosing import Demand, Filter
from aisle.sources.rules.steps.moving import Move, SetTo, Take
from aisle.sources.rules.targets import Target, shared_elements, target_of
from aisle.sources.rules.times import read_time
from aisle.sources.rules.units import known_unit

_CHANGES: dict[type, tuple[Callable[[Any], Change], bool]] = {
    shapes.MapValues: (changes.mapping, False),
    shapes.Split: (changes.splitting, True),
    shapes.Join: (changes.joining, True),
    shapes.Trim: (changes.trimming, False),
    shapes.Unit: (changes.measuring, False),
    shapes.Money: (changes.paying, False),
    shapes.Replace: (changes.replacing, False),
    shapes.Extract: (changes.extracting, False),
    shapes.Time: (changes.timing, False),
}


def compiled(data: Any) -> Mapping[Resource, Steps]:
    """Make rules ready.

    Args:
        data: A list of rules, as `shapes` says; as it was kept, or came over the API.

    Raises:
        InvalidRules: With all that is wrong, rule by rule.
    """
    try:
        rules = RulesShape.validate_python(data)
    except ValidationError as error:
        raise InvalidRules("Some rules are not written as rules are.", errors=_misshapen(error)) from None
    errors: list[dict[str, str]] = []
    names: set[str] = set()
    made: dict[Resource, list[Compiled]] = {}
    for at, rule in enumerate(rules):
        name = rule.id or f"rule-{at + 1}"
        try:
            if name in names:
                raise BadExpression("Two rules have this id.")
            names.add(name)
            made.setdefault(rule.resource, []).append(_compiled(name, rule))
        except (BadExpression, BadPattern, CannotApply) as error:
            errors.append({"rule": name, "field": rule.do, "reason": str(error)})
    if errors:
        raise InvalidRules(f"{errors[0]['rule']}: {errors[0]['reason']}", errors=errors)
    return made


def _compiled(name: str, rule: Any) -> Compiled:
    return Compiled(name, parse(rule.when) if rule.when else None, _step(name, rule))


def _step(name: str, rule: Any) -> Step:
    resource = rule.resource
    match rule:
        case shapes.Rename():
            return _move(name, target_of(rule.source, resource), target_of(rule.to, resource))
        case shapes.Compute() | shapes.Constant():
            node: Node = parse(rule.value) if isinstance(rule, shapes.Compute) else Constant(rule.value)
            return SetTo(name, target_of(rule.field, resource), node)
        case shapes.Remove():
            return Take(name, target_of(rule.field, resource))
        case shapes.Keep() | shapes.Drop():
            return Filter(parse(rule.where), isinstance(rule, shapes.Keep))
        case shapes.Check():
            field = target_of(rule.field, resource).text if rule.field else ""
            return Demand(parse(rule.that), rule.says, field)
    _check(rule)
    make, whole = _CHANGES[type(rule)]
    return ChangeValues(name, target_of(rule.field, resource), make(rule), whole)


def _move(name: str, source: Target, to: Target) -> Move:
    if not shared_elements(source, to):
        raise BadExpression("From and to must be in the same elements: the same up to the last [*].")
    return Move(name, source, to)


def _check(rule: Any) -> None:
    """Find now what would go wrong with every record: a unit, zone, format or currency that does not exist."""
    if isinstance(rule, shapes.Unit):
        for unit in filter(None, (rule.to, rule.unit)):
            if known_unit(unit) is None:
                raise BadExpression(f"{unit!r} is not a known unit.")
    if isinstance(rule, shapes.Time):
        known = rule.format in ("iso", "rfc2822", "seconds", "milliseconds")
        read_time("2024-02-29T00:00:00", "iso", rule.zone)
        if not known and "%" not in rule.format:
            raise BadExpression(f"{rule.format!r} is no format of times.")
    if isinstance(rule, shapes.Money) and rule.rates and not rule.to:
        raise BadExpression("Rates need `to`: the currency they lead to.")


def _misshapen(error: ValidationError) -> list[dict[str, str]]:
    return [
        {
            "rule": f"rule-{int(found['loc'][0]) + 1}" if found["loc"] else "rules",
            "field": ".".join(str(part) for part in found["loc"][1:]),
            "reason": found["msg"],
        }
        for found in error.errors(include_url=False, include_input=False)
    ]
