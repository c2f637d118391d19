"""Documents: upload, look, preview, delete."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import FormData, UploadFile

from aisle.bootstrap.resources import Resources
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.knowledge import service
from aisle.knowledge.chunking import ChunkingSettings
from aisle.knowledge.errors import TooManyFiles
from aisle.knowledge.intake import Accepted, IncomingFile, IntakeLimits
from aisle.knowledge.preview import PreviewedChunk, preview
from aisle.knowledge.structure import ParseFailed
from aisle.knowledge.types import Document, DocumentState, DocumentVersion, StoredChunk
from aisle.retrieval import versions
from aisle.web.bodies import checked, form_of, json_of
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.once.declaring import exempt
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["documents"])
Read = Callable[[], Awaitable[list[IncomingFile]]]
Writer = Annotated[Caller, Depends(may(Action.WRITE_DOCUMENTS))]
Reader = Annotated[Caller, Depends(may(Action.READ_DOCUMENTS))]


class TextDocument(BaseModel):
    """A document whose text stands in the request."""

    model_config = ConfigDict(extra="ignore")

    title: str = Field(min_length=1, max_length=500)
    text: str
    name: str | None = Field(
        None,
        max_length=1000,
        description="Sending the same name again makes a new version. Default: the title.",
    )
    url: str | None = Field(None, max_length=2000)
    language: str | None = Field(None, pattern="^[a-z]{2}$")
    category: str | None = Field(None, max_length=200)
    tags: list[str] = Field(default_factory=list, max_length=50)

    def to_file(self) -> IncomingFile:
        """Return the text as a Markdown file of that name."""
        return IncomingFile(
            self.name or self.title,
            self.text.encode("utf-8", "replace"),
            "text/markdown",
            self.title,
            self.url,
            self.language,
            self.category,
            tuple(self.tags),
        )


class TextDocuments(BaseModel):
    """Several of them."""

    documents: list[TextDocument] = Field(min_length=1)


MULTIPART = {
    "schema": {
        "type": "object",
        "properties": {
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
            "category": {"type": "string"},
            "tags": {"type": "string"},
            "url": {"type": "string"},
            "language": {"type": "string"},
        },
        "required": ["files"],
    },
    "example": {"files": ["(returns.pdf)", "(care.docx)"], "tags": "policy, care"},
}
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": MULTIPART,
            "application/json": {
                "schema": {
                    "oneOf": [
                        TextDocument.model_json_schema(),
                        {"type": "object", "properties": {"documents": {"type": "array"}}},
                    ]
                },
                "examples": {
                    "text": {
                        "value": {"title": "Returns", "text": "# Returns\n\nSend it back within 60 days."}
                    }
                },
            },
        },
    }
}


@router.post("/documents", status_code=202, summary="Upload documents", openapi_extra=UPLOAD)
async def upload(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Store files and read them in the background. Every file gets a state; one bad file refuses no other."""
    limits = IntakeLimits(parts.settings.upload_max_bytes, parts.settings.upload_max_files)
    async with _sent(request, parts, limits) as read, parts.uploads:
        files = await read()
        async with parts.database.open_scope(caller.scope) as session:
            accepted = await service.accept(session, parts.jobs, parts.vault, files, None, limits)
    return _accepted(accepted)


@router.post(
    "/documents/preview",
    summary="See how a document would be cut",
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": MULTIPART}}},
)
@exempt("It stores nothing.")
async def preview_chunks(
    request: Request,
    parts: Parts,
    caller: Writer,
    size_tokens: Annotated[int | None, Query(ge=50, le=1000)] = None,
    overlap_tokens: Annotated[int | None, Query(ge=0, le=400)] = None,
) -> dict[str, Any]:
    """Return the chunks of one file without storing anything. Sizes default to those of the live index."""
    async with _sent(request, parts, IntakeLimits(parts.settings.upload_max_bytes, 1)) as read:
        files = await read()
    limits = IntakeLimits(parts.settings.upload_max_bytes, 1)
    service.require_count(files, limits)
    service.require_size(files[0].data, limits)
    async with parts.database.open_scope(caller.scope) as session:
        chunking = (await versions.get_live(session)).recipe.chunking
    settings = _chunking(
        size_tokens or chunking.size_tokens,
        chunking.overlap_tokens if overlap_tokens is None else overlap_tokens,
    )
    try:
        parsed = await parts.parser.parse(files[0].data, files[0].name, files[0].declared_type)
    except ParseFailed as failure:
        raise InvalidInput(failure.detail, reason=str(failure.state)) from None
    chunks = await asyncio.to_thread(preview, parsed, settings, parts.embedder.count_tokens)
    return {
        "media_type": parsed.media_type,
        "pages": parsed.page_count,
        "notes": parsed.notes,
        "chunks": [_previewed(one) for one in chunks],
    }


@router.get("/documents", summary="List documents")
async def list_documents(
    parts: Parts,
    caller: Reader,
    state: DocumentState | None = None,
    source_id: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return documents, the newest first."""
    position = decode_cursor("documents", cursor, UUID)
    after = str(position[0]) if position else None
    async with parts.database.open_scope(caller.scope) as session:
        page = await service.list_documents(
            session, after, limit, state, uuid_of(source_id) if source_id else None
        )
    return {
        "items": [_document(document) for document in page.items],
        "next_cursor": encode_cursor("documents", page.next_cursor),
    }


@router.get("/documents/{document_id}", summary="Read a document")
async def read_document(
    document_id: str,
    parts: Parts,
    caller: Reader,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return state, reason of failure, versions, and a page of chunks."""
    position = decode_cursor("chunks", cursor, int)
    after = str(position[0]) if position else None
    async with parts.database.open_scope(caller.scope) as session:
        recipe = (await versions.get_live(session)).recipe
        detail = await service.get_document(session, uuid_of(document_id), after, limit, recipe.chunking.key)
    return {
        **_document(detail.document),
        "versions": [_version(version) for version in detail.versions],
        "chunks": {
            "items": [_chunk(chunk) for chunk in detail.chunks.items],
            "next_cursor": encode_cursor(
                "chunks", None if detail.chunks.next_cursor is None else int(detail.chunks.next_cursor)
            ),
        },
    }


@router.delete("/documents/{document_id}", status_code=202, summary="Delete a document")
async def delete_document(document_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Hide a document from every answer at once, and erase it in the background."""
    async with parts.database.open_scope(caller.scope) as session:
        job_id = await service.delete(session, parts.jobs, uuid_of(document_id))
    return {"job_id": job_id}


@asynccontextmanager
async def _sent(request: Request, parts: Resources, limits: IntakeLimits) -> AsyncIterator[Read]:
    """Receive a body and yield what reads it into memory: few may hold files there, but any number may send."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with form_of(request, limits.max_files, parts.settings.upload_max_request_bytes) as form:
            yield partial(files_of_form, form, limits.max_bytes, limits.max_files)
        return
    body = await json_of(request, limits.max_bytes)
    if isinstance(body, dict) and "documents" in body:
        files = [document.to_file() for document in checked(TextDocuments, body).documents]
    else:
        files = [checked(TextDocument, body).to_file()]
    yield partial(_as_they_are, files)


async def _as_they_are(files: list[IncomingFile]) -> list[IncomingFile]:
    return files


async def files_of_form(form: FormData, max_bytes: int, max_files: int) -> list[IncomingFile]:
    """Read the files of a form, each up to one byte more than it may have. Raises TooManyFiles."""
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if len(uploads) > max_files:
        raise TooManyFiles(f"{len(uploads)} files were sent; send at most {max_files} at once.")
    tags = tuple(tag.strip() for tag in str(form.get("tags") or "").split(",") if tag.strip())
    said = {name: str(form[name]) if form.get(name) else None for name in ("url", "language", "category")}
    # One byte more than allowed is read, so that a file that is too large is seen to be so without holding it all.
    return [
        IncomingFile(
            upload.filename or "unnamed",
            await upload.read(max_bytes + 1),
            upload.content_type,
            None,
            said["url"],
            said["language"],
            said["category"],
            tags,
        )
        for upload in uploads
    ]


def _previewed(one: PreviewedChunk) -> dict[str, Any]:
    chunk = one.chunk
    return {
        "ordinal": chunk.ordinal,
        "kind": chunk.kind,
        "text": chunk.text,
        "context": chunk.context,
        "tokens": one.tokens,
        "start": chunk.start,
        "end": chunk.end,
        "page": chunk.page,
        "section": chunk.section,
    }


def _chunking(size: int, overlap: int) -> ChunkingSettings:
    try:
        return ChunkingSettings(size, overlap)
    except ValueError as error:
        raise InvalidInput(str(error)) from None


def _accepted(accepted: Accepted) -> dict[str, Any]:
    documents = [
        {
            "id": one.id,
            "name": one.name,
            "state": one.state,
            "reason": one.reason,
            "detail": one.detail,
            "unchanged": one.unchanged,
        }
        for one in accepted.documents
    ]
    return {"job_id": accepted.job_id, "documents": documents}


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "url": document.url,
        "language": document.language,
        "category": document.category,
        "tags": document.tags,
        "state": document.state,
        "reason": document.reason,
        "detail": document.detail,
        "source_id": document.source_id,
        "published_version_id": document.published_version_id,
        "created_at": document.created_at,
        "updated_at": document.updated_at,
    }


def _version(version: DocumentVersion) -> dict[str, Any]:
    return {
        "id": version.id,
        "number": version.number,
        "sha256": version.sha256.hex(),
        "bytes": version.bytes,
        "media_type": version.media_type,
        "pages": version.pages,
        "chunks": version.chunks,
        "notes": version.notes,
        "state": version.state,
        "reason": version.reason,
        "detail": version.detail,
        "created_at": version.created_at,
    }


def _chunk(chunk: StoredChunk) -> dict[str, Any]:
    return {
        "id": chunk.id,
        "passage_id": chunk.passage_id,
        "ordinal": chunk.ordinal,
        "kind": chunk.kind,
        "text": chunk.text,
        "context": chunk.context,
        "start": chunk.start,
        "end": chunk.end,
        "page": chunk.page,
        "section": chunk.section,
    }
