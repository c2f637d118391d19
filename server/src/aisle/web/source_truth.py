"""Where facts came from, on what sources disagree, and how they are weighed."""

from dataclasses import asdict
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from aisle.core.clock import SystemClock
from aisle.identity.types import Action, Caller
from aisle.sources.truth import service
from aisle.sources.truth.rules import rules_data
from aisle.sources.truth.service import Origins
from aisle.sources.truth.telling import said_data
from aisle.sources.truth.types import FieldRule, Origin, Rule, TruthRules
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["sources"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]
LONGEST_FAILOVER = 365 * 24 * 3600.0
NOBODY = "00000000-0000-7000-8000-000000000000"


class DecisionBody(BaseModel):
    """Which source is believed."""

    source_id: UUID


class RecordBody(BaseModel):
    """A source's product record."""

    source_id: UUID
    record: Storable = Field(min_length=1, max_length=1000)


class FieldRuleBody(BaseModel):
    """How one field is settled. order: sources for this field alone, the most believed first."""

    rule: Rule = Rule.PRIORITY
    order: list[UUID] = Field(default_factory=list, max_length=100)


class TruthRulesBody(BaseModel):
    """How the store weighs its sources. failover_after: seconds for which one may fail before others are believed."""

    fields: dict[Storable, FieldRuleBody] = Field(default_factory=dict, max_length=100)
    failover_after: float = Field(24 * 3600.0, ge=60, le=LONGEST_FAILOVER)

    def rules(self) -> TruthRules:
        """Return them as the service takes them."""
        fields = {name: FieldRule(one.rule, tuple(one.order)) for name, one in self.fields.items()}
        return TruthRules(fields, self.failover_after)


@router.get("/products/{product_id}/origins", summary="Show where a product's facts came from")
async def product_origins(product_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return, field by field, whose word is shown and as of when, which run brought it, and what other sources say."""
    async with parts.database.open_scope(caller.scope) as session:
        return _origins(await service.get_origins(session, SystemClock(), uuid_of(product_id)))


@router.post(
    "/products/{product_id}/records",
    status_code=202,
    summary="Put a source's record to a product",
    openapi_extra=json_body(RecordBody, {"source_id": NOBODY, "record": "gid://shop/Product/1"}),
)
async def link_record(product_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Say that a record of a source is this product, whatever their names; returns the run that shows it."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.require_product(session, uuid_of(product_id))
    body = await body_of(request, RecordBody)
    async with parts.database.open_scope(caller.scope) as session:
        run_id = await service.link(session, parts.jobs, uuid_of(product_id), (body.source_id, body.record))
    return {"run_id": run_id}


@router.get("/documents/{document_id}/origins", summary="Show where a document came from")
async def document_origins(document_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the sources and runs that brought a document's versions, the newest first; none for an upload.

    same: other documents with the same text, each cited beside this one, which stay when it goes.
    """
    async with parts.database.open_scope(caller.scope) as session:
        rows = await service.get_document_origins(session, uuid_of(document_id))
        same = await service.same_documents(session, uuid_of(document_id))
    return {
        "items": [
            {
                "source_id": row["source_id"],
                "source": row["name"],
                "record": row["external_id"],
                "run_id": row["run_id"],
                "version_id": row["version_id"],
                "answers": bool(row["answers"]),
                "went_live_at": row["finished_at"],
                "as_of": row["as_of"],
                "changed_at": row["shop_time"],
            }
            for row in rows
        ],
        "same": [asdict(one) for one in same],
    }


@router.get("/source-conflicts", summary="List conflicts of sources")
async def list_conflicts(
    parts: Parts,
    caller: Reader,
    cursor: Cursor = None,
    limit: Limit = 25,
    state: Annotated[Literal["open", "decided"], Query()] = "open",
) -> dict[str, Any]:
    """Return fields on which sources disagree, with what each says; the first is shown until a person decides."""
    position = decode_cursor("source conflicts", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.list_conflicts(
            session, position[0] if position else None, limit + 1, decided=state == "decided"
        )
    shown = found[:limit]
    return {
        "items": [dict(row) for row in shown],
        "next_cursor": encode_cursor("source conflicts", shown[-1]["id"] if len(found) > limit else None),
    }


@router.post(
    "/source-conflicts/{conflict_id}/decide",
    status_code=202,
    summary="Decide a conflict",
    openapi_extra=json_body(DecisionBody, {"source_id": NOBODY}),
)
async def decide_conflict(conflict_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Believe one source about this field of this product from now on; returns the run that shows it."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.require_conflict(session, uuid_of(conflict_id))
    body = await body_of(request, DecisionBody)
    async with parts.database.open_scope(caller.scope) as session:
        run_id = await service.decide(session, parts.jobs, uuid_of(conflict_id), body.source_id)
    return {"run_id": run_id}


@router.get("/source-rules", summary="Read how sources are weighed")
async def read_rules(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return how the store weighs its sources; a field that is not named goes by the sources' priority."""
    async with parts.database.open_scope(caller.scope) as session:
        return rules_data(await service.get_rules(session))


@router.put(
    "/source-rules",
    summary="Change how sources are weighed",
    openapi_extra=json_body(TruthRulesBody, {"fields": {"price": {"rule": "newest"}}}),
)
async def change_rules(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Weigh the store's sources so from now on; products that several of them know follow within a minute or so."""
    body = await body_of(request, TruthRulesBody)
    async with parts.database.open_scope(caller.scope) as session:
        return rules_data(await service.save_rules(session, body.rules()))


def _origins(origins: Origins) -> dict[str, Any]:
    return {
        "product_id": origins.product_id,
        "records": [
            {"source_id": source, "source": _name(origins, source), "record": ref, "why": why}
            for (source, ref), why in origins.links.items()
        ],
        "fields": [_origin(origins, one) for one in origins.fields],
    }


def _origin(origins: Origins, one: Origin) -> dict[str, Any]:
    copy = one.said.copy
    run = origins.runs.get(copy.run_id) if copy.run_id else None
    return {
        "field": one.field,
        **said_data(one.said),
        "source": _name(origins, copy.source_id),
        "changed_at": copy.shop_time,
        "run_id": copy.run_id,
        "went_live_at": run["finished_at"] if run else None,
        "decided_by_person": one.decided,
        "others": [
            {**said_data(other), "source": _name(origins, other.copy.source_id)} for other in one.others
        ],
    }


def _name(origins: Origins, source_id: UUID) -> str | None:
    speaker = origins.speakers.get(source_id)
    return speaker.name if speaker else None
