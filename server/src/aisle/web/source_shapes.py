"""Sources, runs and problems as callers see them. Nothing here holds a credential."""

from dataclasses import asdict
from typing import Any

from fastapi.encoders import jsonable_encoder

from aisle.sources.connections.forms import form_of
from aisle.sources.connections.listing_repository import ListedSource
from aisle.sources.connections.types import Connection, Tried
from aisle.sources.hooks.types import HookState, Received
from aisle.sources.ports import Authorizing, Detected, Kind
from aisle.sources.rules.dry_run import Rehearsed
from aisle.sources.syncing.repository.problems import Cause, ProblemView
from aisle.sources.syncing.types import Run
from aisle.sources.syncing.viewing import RunView

Json = dict[str, Any]
TIMES = ("created_at", "started_at", "staged_at", "finished_at")


def kind_shape(kind: Kind) -> Json:
    """Shape a kind with the form that asks for its options and credentials."""
    return {
        "kind": kind.name,
        "title": kind.title,
        "summary": kind.summary,
        "resources": {
            str(resource): {
                "delta": str(rule.delta),
                "overlap_seconds": rule.overlap.total_seconds(),
                "silent": list(rule.silent),
                "lists_ids": rule.lists_ids,
            }
            for resource, rule in kind.rules.items()
        },
        "webhooks": kind.hooks is not None,
        "consent": {"scopes": list(kind.oauth.scopes)} if isinstance(kind, Authorizing) else None,
        "form": form_of(kind),
    }


def source_shape(one: Connection) -> Json:
    """Shape a source."""
    reading = one.reading
    return {
        "id": one.source_id,
        "kind": one.kind,
        "name": one.name,
        "options": one.options,
        "has_credentials": one.renewed_at is not None,
        "credentials_set_at": one.renewed_at,
        "resources": list(reading.resources),
        "at_once": reading.politeness.at_once,
        "per_second": reading.politeness.per_second,
        "schedule": reading.schedule,
        "reconcile": reading.reconcile,
        "time_zone": reading.time_zone,
        "priority": reading.priority,
        "rules": list(reading.rules),
        "settings": reading.settings,
        "state": one.state,
        "health": {
            "state": one.health,
            "code": one.health_code,
            "detail": one.health_detail,
            "since": one.health_since,
            "failures": one.failures,
            "rests_until": one.rests_until,
        },
        "next_sync_at": one.next_sync_at,
        "waits_for": one.waits_for,
        "next_reconcile_at": one.next_reconcile_at,
        "created_at": one.created_at,
        "updated_at": one.updated_at,
    }


def listed_shape(one: ListedSource) -> Json:
    """Shape a source as lists show it."""
    return {
        **source_shape(one.connection),
        "last_run": asdict(one.last_run) if one.last_run else None,
        "holds": one.holds,
        "problems": one.problems,
    }


def tried_shape(tried: Tried) -> Json:
    """Shape what a first look found."""
    return {
        "shop": tried.checked.shop,
        "currency": tried.checked.currency,
        "time_zone": tried.checked.time_zone,
        "counts": {str(resource): count for resource, count in tried.checked.counts.items()},
        "missing": {str(resource): right for resource, right in tried.checked.missing.items()},
        "warnings": list(tried.checked.warnings),
        "samples": {
            str(resource): {
                "items": list(sample.items),
                "problems": list(sample.problems),
                "lineage": {
                    one: {name: list(rules) for name, rules in fields.items()}
                    for one, fields in sample.lineage.items()
                    if fields
                },
                "code": sample.code,
                "detail": sample.detail,
            }
            for resource, sample in tried.samples.items()
        },
    }


def run_shape(run: Run) -> Json:
    """Shape a run as lists show it."""
    return {
        "id": run.id,
        "source_id": run.source_id,
        "mode": run.mode,
        "cause": run.cause,
        "state": run.state,
        "stage": run.stage,
        "asked": run.asked,
        "resources": list(run.resources),
        "counts": run.counts,
        "code": run.code,
        "detail": run.detail,
        "undoes": run.undoes,
        "job_id": run.job_id,
        "created_by": run.created_by,
        **{name: getattr(run, name) for name in TIMES},
    }


def followed_shape(view: RunView) -> Json:
    """Shape a run with its counts so far, its progress and the difference that it would make."""
    shaped: Json = jsonable_encoder(
        {
            **run_shape(view.run),
            "counts": view.counts,
            "progress": asdict(view.progress),
            "difference": view.run.difference,
        }
    )
    return shaped


def cause_shape(cause: Cause) -> Json:
    """Shape problems of one cause."""
    return {**asdict(cause)}


def problem_shape(view: ProblemView, *, raw: bool) -> Json:
    """Shape a problem. raw: with the record as it came, which may be personal."""
    one = view.problem
    shown = {
        "id": view.id,
        "resource": one.resource,
        "external_id": one.external_id,
        "code": one.code,
        "field": one.field,
        "reason": one.reason,
        "action": one.action,
        "state": view.state,
        "times": view.times,
        "first_at": view.first_at,
        "last_at": view.last_at,
    }
    return {**shown, "raw": one.raw} if raw else shown


def rehearsed_shape(one: Rehearsed) -> Json:
    """Shape what one record would come to."""
    return {
        "before": dict(one.before),
        "after": None if one.after is None else dict(one.after),
        "lineage": {name: list(rules) for name, rules in one.lineage.items()},
        "dropped_by": one.dropped_by,
        "problems": [asdict(problem) for problem in one.problems],
    }


def detected_shape(found: Detected) -> Json:
    """Shape a likely kind."""
    return {
        "kind": found.kind,
        "certainty": found.certainty,
        "options": dict(found.options),
        "evidence": found.evidence,
    }


def hooks_shape(state: HookState, address: str | None) -> Json:
    """Shape how webhooks stand. address: where deliveries go."""
    return {
        "address": address,
        "code": state.code,
        "detail": state.detail,
        "checked_at": state.checked_at,
        "last_delivery_at": state.last_delivery_at,
        "subscriptions": [
            {"id": one.id, "topic": one.topic, "address": one.address, "broken": one.broken}
            for one in state.subscriptions
        ],
    }


def delivery_shape(one: Received) -> Json:
    """Shape a delivery; what it held is not shown."""
    return {
        "id": one.id,
        "state": one.state,
        "bytes": one.bytes,
        "headers": one.headers,
        "reason": one.reason,
        "run_id": one.run_id,
        "received_at": one.received_at,
        "read_at": one.read_at,
    }
