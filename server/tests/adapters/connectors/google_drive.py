"""A Google of our own: accounts, tokens and Drive, strict about every request.

What it allows and answers is taken from Google's public documentation: "Google Drive API v3" (files.list, files.get, files.export,
changes.list, changes.getStartPageToken, about.get), "Search query terms and operators", "Resolve errors", "Export MIME types for
Google Workspace documents", and "Using OAuth 2.0 for Server to Server Applications".
"""

import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from worlds import NOW

from aisle.adapters.connectors.google.grant import GRANT
from aisle.sources.ports import Answer, Request
from oauth_server import AuthorizationServer

READ = "https://www.googleapis.com/auth/drive.readonly"
TOKEN = "https://oauth2.googleapis.com/token"
FOLDER, DOC = "application/vnd.google-apps.folder", "application/vnd.google-apps.document"
SHEET, SLIDES = "application/vnd.google-apps.spreadsheet", "application/vnd.google-apps.presentation"
SHORTCUT = "application/vnd.google-apps.shortcut"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EXPORTS = {
    DOC: {"text/html", "text/markdown", "text/plain", "application/pdf"},
    SHEET: {XLSX, "text/csv", "application/pdf"},
    SLIDES: {PPTX, "application/pdf", "text/plain"},
}
FILE_FIELDS = {
    "id",
    "name",
    "mimeType",
    "parents",
    "trashed",
    "driveId",
    "modifiedTime",
    "md5Checksum",
    "size",
    "webViewLink",
}
QUERY = re.compile(r"\(('[\w-]+' in parents(?: or '[\w-]+' in parents)*)\) and trashed = false")
PARAMETERS = {
    "about": {"fields"},
    "get": {"fields", "supportsAllDrives", "alt", "acknowledgeAbuse"},
    "export": {"mimeType"},
    "list": {
        "q",
        "fields",
        "pageSize",
        "pageToken",
        "corpora",
        "driveId",
        "supportsAllDrives",
        "includeItemsFromAllDrives",
        "spaces",
        "orderBy",
    },
    "changes": {
        "pageToken",
        "fields",
        "pageSize",
        "includeRemoved",
        "driveId",
        "supportsAllDrives",
        "includeItemsFromAllDrives",
        "spaces",
        "restrictToMyDrive",
    },
    "startPageToken": {"driveId", "supportsAllDrives"},
}
KEY = rsa.generate_private_key(65537, 2048)
EMAIL = "reader@shop-project.iam.gserviceaccount.com"


def key_file(**changed: Any) -> str:
    """Return the file that Google gives for a service account's key."""
    pem = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    said = {
        "type": "service_account",
        "project_id": "shop-project",
        "private_key_id": "k1",
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "token_uri": TOKEN,
    }
    return json.dumps({**said, **changed})


@dataclass
class File:
    """A file or folder. export: what exporting gives, by type."""

    id: str
    name: str
    type: str
    parent: str | None
    content: bytes = b""
    drive: str = ""
    trashed: bool = False
    moment: int = 0
    refused: str = ""  # the reason for which its bytes are not given

    def shown(self, fields: set[str]) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "mimeType": self.type,
            "trashed": self.trashed,
            "modifiedTime": (NOW - timedelta(days=1) + timedelta(seconds=self.moment))
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "webViewLink": f"https://drive.google.com/file/d/{self.id}/view",
        }
        if self.parent:
            said["parents"] = [self.parent]
        if self.drive:
            said["driveId"] = self.drive
        if self.type not in EXPORTS and self.type not in (FOLDER, SHORTCUT):
            said |= {"md5Checksum": hashlib.md5(self.content).hexdigest(), "size": str(len(self.content))}
        return {name: value for name, value in said.items() if name in fields}


@dataclass
class GoogleDouble:
    """One account. page: how many entries a list gives. faults: answered first, one each. hook: called before each request."""

    page: int = 4
    files: dict[str, File] = field(default_factory=dict)
    changes: list[tuple[str, str]] = field(default_factory=list)  # (drive, id), as they happened
    faults: list[tuple[int, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: AuthorizationServer = field(default_factory=lambda: AuthorizationServer(GRANT))
    hook: Callable[[str], None] | None = None
    oldest: int = 0  # tokens before it are no longer known
    claims: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.put(File("root-folder-of-mine", "My Drive", FOLDER, None))
        self.tokens.access_tokens["at-known"] = READ

    # What people do in Drive

    def put(self, file: File) -> File:
        """Make or change a file."""
        file.moment = len(self.changes) + 1
        self.files[file.id] = file
        self.changes.append((file.drive, file.id))
        return file

    def touch(self, file_id: str, **changed: Any) -> None:
        """Change something of a file."""
        for name, value in changed.items():
            setattr(self.files[file_id], name, value)
        self.put(self.files[file_id])

    def drop(self, file_id: str) -> None:
        """Delete a file for good."""
        drive = self.files.pop(file_id).drive
        self.changes.append((drive, file_id))

    def move_quietly(self, folder_id: str, parent: str) -> None:
        """Move a folder: nothing is told of what lies in it."""
        self.touch(folder_id, parent=parent)

    # The API

    async def close(self) -> None:
        """Nothing is held."""

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Answer."""
        yield (await self.send(request)).body

    async def send(self, request: Request) -> Answer:
        """Answer."""
        parts = urlsplit(request.url)
        if request.url == TOKEN:
            return await self._token(request)
        assert (request.method, parts.scheme, parts.netloc) == ("GET", "https", "www.googleapis.com"), (
            request.url
        )
        assert parts.path.startswith("/drive/v3/")
        assert "Authorization" not in request.headers, "the proof would follow a redirect"
        said = {
            name: values[0]
            for name, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()
        }
        path = unquote(parts.path.removeprefix("/drive/v3/"))
        self.asked.append(path)
        if self.hook:
            self.hook(path)
        if self.faults:
            return self._error(request, *self.faults.pop(0))
        scopes = self.tokens.access_tokens.get(request.credentials["Authorization"].removeprefix("Bearer "))
        if scopes is None:
            return self._error(request, 401, "authError")
        if READ not in scopes.split():
            return self._error(request, 403, "insufficientPermissions")
        return self._routed(request, path, said)

    def _routed(self, request: Request, path: str, said: dict[str, str]) -> Answer:
        first, _, rest = path.partition("/")
        if path == "about":
            return self._json(request, "about", said, {"user": {"emailAddress": EMAIL}})
        if path == "changes/startPageToken":
            self._check("startPageToken", said)
            return self._json(
                request,
                "startPageToken",
                said,
                {"startPageToken": self._place(said.get("driveId", ""), len(self.changes))},
            )
        if path == "changes":
            return self._changes(request, said)
        if path == "files":
            return self._list(request, said)
        assert first == "files"
        file_id, _, deed = rest.partition("/")
        found = self.files.get("root-folder-of-mine" if file_id == "root" else file_id)
        assert deed in ("", "export")
        if deed == "export":
            return self._export(request, said, found)
        assert said["supportsAllDrives"] == "true", "files of shared drives would not be found"
        if found is None:
            return self._error(request, 404, "notFound")
        if said.get("alt") == "media":
            return self._media(request, said, found)
        shown = {**found.shown(self._fields(said["fields"])), "trashed": self._in_trash(found)}
        return self._json(request, "get", said, shown)

    def _list(self, request: Request, said: dict[str, str]) -> Answer:
        query = QUERY.fullmatch(said["q"])
        assert query, said["q"]
        parents = set(re.findall(r"'([\w-]+)'", query[1]))
        drive = said.get("driveId", "")
        assert said["corpora"] == ("drive" if drive else "user")
        assert said["supportsAllDrives"] == said["includeItemsFromAllDrives"] == "true"
        assert 1 <= int(said["pageSize"]) <= 1000
        inside = [
            one
            for one in self.files.values()
            if one.parent in parents and not self._in_trash(one) and one.drive == drive
        ]
        begin = int(said.get("pageToken", "~~~!!~0").removeprefix("~~~!!~"))
        shown = [
            one.shown(self._fields(_inner(said["fields"], "files")))
            for one in inside[begin : begin + self.page]
        ]
        more = begin + self.page < len(inside)
        assert "nextPageToken" in said["fields"]
        body: dict[str, Any] = {"files": shown, "incompleteSearch": False}
        return self._json(
            request, "list", said, body | ({"nextPageToken": f"~~~!!~{begin + self.page}"} if more else {})
        )

    def _changes(self, request: Request, said: dict[str, str]) -> Answer:
        drive, _, place = said["pageToken"].partition(":")
        assert said["supportsAllDrives"] == said["includeItemsFromAllDrives"] == "true"
        if drive != said.get("driveId", "") or not place.isdecimal() or int(place) < self.oldest:
            return self._error(request, 400, "invalid")
        here = [(at, one) for at, (of, one) in enumerate(self.changes) if at >= int(place) and of == drive]
        last = {one: at for at, one in here}  # a file that changed more than once is told once
        due = [(at, one) for at, one in here if last[one] == at]
        shown = [
            self._change(one, self._fields(_inner(said["fields"], "file"))) for _, one in due[: self.page]
        ]
        end = (
            {"nextPageToken": self._place(drive, due[self.page][0])}
            if len(due) > self.page
            else {"newStartPageToken": self._place(drive, len(self.changes))}
        )
        return self._json(request, "changes", said, {"changes": shown, **end})

    def _change(self, file_id: str, fields: set[str]) -> dict[str, Any]:
        found = self.files.get(file_id)
        if found is None:
            return {"fileId": file_id, "removed": True, "changeType": "file"}
        return {
            "fileId": file_id,
            "removed": False,
            "changeType": "file",
            "file": {**found.shown(fields), "trashed": self._in_trash(found)},
        }

    def _export(self, request: Request, said: dict[str, str], found: File | None) -> Answer:
        self._check("export", said)
        if found is None:
            return self._error(request, 404, "notFound")
        assert said["mimeType"] in EXPORTS.get(found.type, ()), (found.type, said["mimeType"])
        if found.refused:
            return self._error(request, 403, found.refused)
        if len(found.content) > 10 * 2**20:
            return self._error(request, 403, "exportSizeLimitExceeded")
        return Answer(request.url, 200, {"content-type": said["mimeType"]}, found.content)

    def _media(self, request: Request, said: dict[str, str], found: File) -> Answer:
        self._check("get", said)
        assert found.type not in EXPORTS, "Docs are exported"
        if found.refused:
            return self._error(request, 403, found.refused)
        return Answer(request.url, 200, {"content-type": found.type}, found.content)

    async def _token(self, request: Request) -> Answer:
        form = {name: values[0] for name, values in parse_qs((request.body or b"").decode()).items()}
        if form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer":
            return await self.tokens.send(request)
        assert (request.method, request.redirects, form.keys()) == ("POST", 0, {"grant_type", "assertion"})
        head = jwt.get_unverified_header(form["assertion"])
        assert (head["alg"], head["kid"]) == ("RS256", "k1")
        try:
            claims = jwt.decode(
                form["assertion"],
                KEY.public_key(),
                ["RS256"],
                audience=TOKEN,
                options={"verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidSignatureError:
            return self._json_of(
                request, 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            )
        assert claims["iat"] <= NOW.timestamp() < claims["exp"] <= claims["iat"] + 3600
        if claims["iss"] != EMAIL or claims["scope"] != READ:
            return self._json_of(request, 401, {"error": "unauthorized_client"})
        self.claims.append(claims)
        token = f"ya29.{len(self.claims)}"
        self.tokens.access_tokens[token] = READ
        return self._json_of(
            request, 200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}
        )

    def _in_trash(self, file: File) -> bool:
        above = self.files.get(file.parent or "")
        return file.trashed or (above is not None and self._in_trash(above))

    def _place(self, drive: str, at: int) -> str:
        return f"{drive}:{at}"

    def _fields(self, said: str) -> set[str]:
        fields = set(said.split(","))
        assert fields <= FILE_FIELDS, f"Drive has no {fields - FILE_FIELDS}"
        return fields

    def _check(self, method: str, said: dict[str, str]) -> None:
        assert said.keys() <= PARAMETERS[method], (method, said)

    def _json(self, request: Request, method: str, said: dict[str, str], body: Any) -> Answer:
        self._check(method, said)
        return self._json_of(request, 200, body)

    def _json_of(self, request: Request, status: int, body: Any) -> Answer:
        return Answer(request.url, status, {"content-type": "application/json"}, json.dumps(body).encode())

    def _error(self, request: Request, status: int, reason: Any) -> Answer:
        if isinstance(reason, bytes):
            return Answer(request.url, status, {"content-type": "text/html"}, reason)
        error = {
            "errors": [{"domain": "global", "reason": reason, "message": "Words of Google."}],
            "code": status,
            "message": "Words of Google.",
        }
        return self._json_of(request, status, {"error": error})


def _inner(fields: str, name: str) -> str:
    found = re.search(rf"(?:^|[,(]){name}\(([^()]*)\)", fields)
    assert found, fields
    return found[1]
