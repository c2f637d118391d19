"""Catalogue imports: try a file out, import it, watch it."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.encoders import jsonable_encoder
from starlette.datastructures import FormData, UploadFile

from aisle.catalog import service
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.importing.dry_run import DryRun
from aisle.catalog.importing.outcomes import RowError
from aisle.catalog.service import ImportRequest
from aisle.catalog.views import ImportRun
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.knowledge.errors import FileTooLarge
from aisle.tenants import service as tenants
from aisle.web.bodies import form_of
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["catalogue"])
FORM_BYTES = 65_536  # what a form has around its file
Writer = Annotated[Caller, Depends(may(Action.WRITE_CATALOG))]
Reader = Annotated[Caller, Depends(may(Action.READ_JOBS))]
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "mapping": {
                            "type": "string",
                            "description": "Corrections of the guessed mapping, as JSON.",
                        },
                        "dry_run": {"type": "boolean"},
                        "replace": {"type": "boolean"},
                        "currency": {"type": "string"},
                    },
                },
                "example": {
                    "file": "(products.csv)",
                    "mapping": '{"price": "Regular price"}',
                    "dry_run": True,
                },
            }
        },
    }
}


@router.post("/catalog/imports", status_code=202, summary="Import products", openapi_extra=FORM)
async def start_import(request: Request, response: Response, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Import a CSV, TSV, XLSX, JSON or JSONL file in the background, or with `dry_run=true` show at once what it would do."""
    async with form_of(request, 1, parts.settings.upload_max_bytes + FORM_BYTES) as form:
        async with parts.database.open_scope(caller.scope) as session:
            currency = (await tenants.get_store(session, session.tenant[1])).currency
        wanted = await _request(form, currency, parts.settings.upload_max_bytes)
        wanted = await service.readable(wanted, parts.workbooks)
        if _flag(form, "dry_run"):
            response.status_code = 200
            return _tried(await service.try_out(wanted))
    async with parts.database.open_scope(caller.scope) as session:
        started = await service.start_import(session, parts.jobs, parts.vault, wanted)
    return {"import_id": started.import_id, "job_id": started.job_id}


@router.get("/catalog/imports", summary="List imports")
async def list_imports(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return imports, the newest first."""
    position = decode_cursor("imports", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        runs = await service.list_imports(session, after=position[0] if position else None, limit=limit + 1)
    shown = runs[:limit]
    return {
        "items": [_run(run) for run in shown],
        "next_cursor": encode_cursor("imports", shown[-1].id if len(runs) > limit else None),
    }


@router.get("/catalog/imports/{import_id}", summary="Watch an import")
async def read_import(
    import_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 100
) -> dict[str, Any]:
    """Return state, counts, the mapping that was used, and a page of row errors with line and reason."""
    position = decode_cursor("import errors", cursor, int)
    after = position[0] if position else -1
    async with parts.database.open_scope(caller.scope) as session:
        run = await service.get_import(session, uuid_of(import_id))
        page = await service.list_import_errors(session, run.id, after=after, limit=limit)
    errors = {
        "items": [_error(error) for error in page.items],
        "next_cursor": encode_cursor("import errors", page.next_after),
    }
    return {**_run(run), "errors": errors}


async def _request(form: FormData, currency: str, max_bytes: int) -> ImportRequest:
    upload = form.get("file")
    if not isinstance(upload, UploadFile):
        raise InvalidInput("Send the catalogue as the form's `file`.")
    data = await upload.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise FileTooLarge(f"The file has more than {max_bytes:,} bytes; split it.")
    given = str(form.get("currency") or currency).upper()
    return ImportRequest(upload.filename or "catalogue", data, given, _mapping(form), _flag(form, "replace"))


def _mapping(form: FormData) -> dict[str, Any] | None:
    text = str(form.get("mapping") or "")
    if not text:
        return None
    try:
        mapping = json.loads(text)
    except (ValueError, RecursionError):
        mapping = None
    if not isinstance(mapping, dict):
        raise InvalidInput('`mapping` is a JSON object such as {"title": "Name", "price": "Regular price"}.')
    return mapping


def _flag(form: FormData, name: str) -> bool:
    return str(form.get(name) or "").lower() in ("true", "1", "yes", "on")


def _tried(tried: DryRun) -> dict[str, Any]:
    return {
        "kind": tried.kind,
        "columns": tried.columns,
        "unmapped": tried.unmapped,
        "mapping": tried.mapping,
        "confidence": tried.confidence,
        "sample": [_draft(draft) for draft in tried.sample],
        "errors": [_error(error) for error in tried.errors],
        "counts": jsonable_encoder(tried.counts),
    }


def _draft(draft: ProductDraft) -> dict[str, Any]:
    return jsonable_encoder(draft)  # type: ignore[no-any-return]


def _run(run: ImportRun) -> dict[str, Any]:
    return {
        "id": run.id,
        "name": run.name,
        "state": run.state,
        "counts": jsonable_encoder(run.counts),
        "mapping": run.mapping,
        "unmapped": run.unread,
        "error": run.error,
        "created_at": run.created_at,
        "finished_at": run.finished_at,
    }


def _error(error: RowError) -> dict[str, Any]:
    return {
        "line": error.line,
        "field": error.column,
        "code": error.code,
        "reason": error.reason,
        "excerpt": error.value,
        "severity": error.severity,
    }
