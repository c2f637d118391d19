"""Functions of times."""

from collections.abc import Mapping

from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.times import read_time
from aisle.sources.rules.values import Value, as_text
from aisle.sources.rules.work import Work


def _time(work: Work, value: Value, form: Value = None, zone: Value = None) -> Value:
    if value is None or value == "":
        return None
    moment = read_time(value, as_text(form) or "iso", as_text(zone) or "UTC")
    return moment.isoformat().replace("+00:00", "Z")


ON_TIMES: Mapping[str, Function] = {"time": Function(_time, 1, 3)}
