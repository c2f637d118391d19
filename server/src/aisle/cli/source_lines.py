"""Sources, runs and problems in lines for people."""

from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def kinds_text(kinds: Sequence[Json]) -> str:
    """Say which kinds there are, and what each asks for."""
    return "\n".join(
        f"{one['kind']}: {one['title']}. {one['summary']}\n    options: {_fields(one, 'options')}\n"
        f"    credentials: {_fields(one, 'credentials')}\n    reads: {', '.join(one['resources'])}"
        for one in kinds
    )


def source_line(one: Json) -> str:
    """Say in a line what a source is and how it is."""
    health = one["health"]
    why = f" ({health['detail']})" if health["detail"] else ""
    return f"{one['id']}  {one['name']}  {one['kind']}  {one['state']}  {health['state']}{why}"


def source_text(one: Json) -> str:
    """Say how a source is read and how it is."""
    lines = [
        source_line(one),
        f"  reads {', '.join(one['resources'])}",
        f"  schedule: {one['schedule'] or 'none'}, next {one['next_sync_at'] or 'never'}",
        f"  reconcile: {one['reconcile'] or 'none'}, next {one['next_reconcile_at'] or 'never'} ({one['time_zone']})",
        f"  priority {one['priority']}; at most {one['at_once']} requests at once, {one['per_second']:g} a second",
    ]
    return "\n".join(lines)


def run_lines(runs: Sequence[Json], said: str) -> list[str]:
    """Say in a line each what runs did, and why one failed unless it has just been said. said: what was said before."""
    lines = []
    for one in runs:
        known = bool(one["detail"]) and one["detail"] in said
        lines.append(run_line({**one, "detail": None} if known else one))
        said = f"{said} {one['detail'] or ''}"
    return lines


def run_line(one: Json) -> str:
    """Say in a line what a run did."""
    counts = "; ".join(
        f"{resource}: {_counted(done)}" for resource, done in one["counts"].items() if any(done.values())
    )
    why = f" {one['code']}{': ' + one['detail'] if one['detail'] else ''}" if one["code"] else ""
    return f"{one['id']}  {one['mode']}  {one['state']}{why}  {counts}".rstrip()


def tried_text(tried: Json) -> str:
    """Say what a first look found."""
    lines = [f"{tried['shop']}: {tried['currency'] or 'no currency said'}; nothing was stored."]
    lines += [f"  {resource} is missing: {right}" for resource, right in tried["missing"].items()]
    lines += [f"  {warning}" for warning in tried["warnings"]]
    for resource, sample in tried["samples"].items():
        said = ", ".join(str(item.get("title") or item.get("id")) for item in sample["items"])
        lines.append(f"  {resource}: {sample['detail'] or said or 'nothing'}")
        lines += [f"    {one['id']}: {one['reason']}" for one in sample["problems"]]
    return "\n".join(lines)


def problem_lines(causes: Sequence[Json]) -> str:
    """Say what keeps records out, the most frequent first."""
    return "\n".join(
        f"{one['count']} {one['resource']} ({one['code']}, {one['field'] or 'whole record'}), such as {one['example']}:"
        f" {one['reason']} {one['action']}"
        for one in causes
    )


def hooks_text(found: Json) -> str:
    """Say where webhooks go and how they stand."""
    lines = [
        f"address: {found['address'] or 'none; set AISLE_PUBLIC_URL'}",
        f"looked at: {found['checked_at'] or 'never'}; last delivery: {found['last_delivery_at'] or 'none'}",
    ]
    lines += [f"{one['id']}  {one['topic']}  {one['broken'] or 'works'}" for one in found["subscriptions"]]
    lines += [f"{found['code']}: {found['detail'] or ''}"] if found["code"] else []
    return "\n".join([*lines, "A job looks at the shop now."] if found["queued"] else lines)


def delivery_line(one: Json) -> str:
    """Say in a line what became of a delivery."""
    why = f"  {one['reason']}" if one["reason"] else ""
    return f"{one['id']}  {one['received_at']}  {one['state']}  {one['bytes']} bytes{why}"


def rehearsed_text(tried: Sequence[Json]) -> str:
    """Say what rules would make of records."""
    return "\n".join(line for one in tried for line in _rehearsed_lines(one))


def _rehearsed_lines(one: Json) -> list[str]:
    name = one["before"].get("id")
    if one["dropped_by"]:
        return [f"{name}: left out by {one['dropped_by']}"]
    if one["after"] is None:
        return [f"{name}: {problem['reason']} {problem['action']}" for problem in one["problems"]]
    changed = [f"  {field}: {', '.join(rules)}" for field, rules in one["lineage"].items()]
    return [f"{name}: kept{'' if changed else ' as it is'}", *changed]


def _counted(done: Json) -> str:
    return ", ".join(f"{count} {name}" for name, count in done.items() if count)


def _fields(kind: Json, part: str) -> str:
    schema = kind["form"][part]
    needed = schema.get("required", [])
    return (
        ", ".join(f"{name}{'' if name in needed else ' (optional)'}" for name in schema.get("properties", {}))
        or "none"
    )
