"""Drive's API, version 3: lists, changes and bytes. Shared drives are asked like one's own.

Source: "Google Drive API v3" (developers.google.com/workspace/drive/api/reference/rest/v3).
"""

import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, BinaryIO, cast
from urllib.parse import quote, urlencode

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.google.items import FIELDS, Form, Item, item_of
from aisle.adapters.connectors.google.judging import TokenRefused, judge
from aisle.adapters.connectors.google.tokens import TokenSource, tokens_of
from aisle.sources.errors import BrokenData, RetryLater
from aisle.sources.ports import Answer, Request, Setup

BASE = "https://www.googleapis.com/drive/v3"
EVERYWHERE = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
MOST_PAGES, PAGE = 1_000, 1_000
JSON_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Change:
    """A file that changed. item: None: it is gone, or out of reach."""

    id: str
    item: Item | None


class Drive:
    """Asks Drive as one account."""

    def __init__(self, setup: Setup, tokens: TokenSource | None = None) -> None:
        """Nothing is asked yet. tokens: in place of those that the credentials give."""
        self._tokens = tokens or tokens_of(setup)
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, judge)

    async def who(self) -> str:
        """Return the address of the account."""
        said = await self._json("about", {"fields": "user(emailAddress)"})
        user = said.get("user")
        return str(user.get("emailAddress", ""))[:320] if isinstance(user, dict) else ""

    async def get(self, item_id: str) -> Item:
        """Return one file or folder; "root" is one's own Drive. Raises ShopNotFound."""
        path = f"files/{quote(item_id, safe='')}"
        return item_of(await self._json(path, {"fields": FIELDS, "supportsAllDrives": "true"}))

    async def children(self, folders: Sequence[str], drive: str) -> AsyncIterator[Sequence[Item]]:
        """Yield what lies in folders of one drive ("": one's own and what is shared), without what is in the trash."""
        inside = " or ".join(f"'{one}' in parents" for one in folders)
        asked = {
            "q": f"({inside}) and trashed = false",
            "fields": f"nextPageToken,incompleteSearch,files({FIELDS})",
            "pageSize": str(PAGE),
            **_corpus(drive),
            **EVERYWHERE,
        }
        async for said in self._pages("files", asked):
            if said.get("incompleteSearch") is True:
                raise RetryLater("Google lists only a part of the files now.")
            yield [item_of(one) for one in _list(said, "files")]

    async def start_token(self, drive: str) -> str:
        """Return where the changes of a drive go on from now."""
        asked = {"supportsAllDrives": "true", **({"driveId": drive} if drive else {})}
        said = await self._json("changes/startPageToken", asked)
        return _token(said, "startPageToken")

    async def changes(self, drive: str, token: str) -> AsyncIterator[tuple[Sequence[Change], str | None]]:
        """Yield changes since a token, with the next token on the last page. Raises BrokenData for a token that is too old."""
        asked = {
            "pageToken": token,
            "fields": f"nextPageToken,newStartPageToken,changes(fileId,removed,changeType,file({FIELDS}))",
            "pageSize": str(PAGE),
            "includeRemoved": "true",
            **({"driveId": drive} if drive else {}),
            **EVERYWHERE,
        }
        async for said in self._pages("changes", asked):
            more = said.get("nextPageToken")
            yield (
                [one for value in _list(said, "changes") if (one := _change(value))],
                None if more else _token(said, "newStartPageToken"),
            )

    async def open(self, item_id: str, form: Form, most_bytes: int) -> IO[bytes]:
        """Return a file's bytes, on disk, at their beginning. Raises FileRefused, ShopNotFound, BrokenData."""
        path = f"files/{quote(item_id, safe='')}"
        url = (
            _url(f"{path}/export", {"mimeType": form.export})
            if form.export
            else _url(path, {"alt": "media", "supportsAllDrives": "true"})
        )
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
        try:
            wanted = Request("GET", url, most_bytes=most_bytes, seconds=600, into=cast(BinaryIO, file))
            answer = await self._ask(wanted)
            if answer.body:  # an Outside that keeps bodies in memory
                file.write(answer.body)
            file.seek(0)
            return file
        except BaseException:
            file.close()
            raise

    async def _pages(self, path: str, asked: Mapping[str, str]) -> AsyncIterator[dict[str, Any]]:
        seen, now = set[str](), dict(asked)
        for _ in range(MOST_PAGES):
            said = await self._json(path, now)
            yield said
            token = said.get("nextPageToken")
            if not isinstance(token, str) or not token:
                return
            if token in seen:
                raise BrokenData("Google repeats its pages.")
            seen.add(token)
            now["pageToken"] = token
        raise BrokenData(f"There are more than {MOST_PAGES * PAGE:,} entries; name smaller folders.")

    async def _json(self, path: str, asked: Mapping[str, str]) -> dict[str, Any]:
        answer = await self._ask(Request("GET", _url(path, asked), most_bytes=JSON_BYTES, redirects=0))
        said = json_of(answer)
        if not isinstance(said, dict):
            raise BrokenData("Google answered with something else than an object.")
        return said

    async def _ask(self, request: Request) -> Answer:
        """Ask with a token, and once more with another where it is refused."""
        token = await self._tokens.current()
        try:
            return await self._asking.ask(_with(request, token))
        except TokenRefused:
            if not await self._tokens.replace(token):
                raise
        return await self._asking.ask(_with(request, await self._tokens.current()))


def _with(request: Request, token: str) -> Request:
    return replace(request, credentials={"Authorization": f"Bearer {token}"})


def _url(path: str, asked: Mapping[str, str]) -> str:
    return f"{BASE}/{path}?{urlencode(asked)}"


def _corpus(drive: str) -> dict[str, str]:
    return {"corpora": "drive", "driveId": drive} if drive else {"corpora": "user"}


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    if not isinstance(found, list):
        raise BrokenData(f"Google's answer holds no {name}.")
    return found


def _token(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not found:
        raise BrokenData(f"Google's answer holds no {name}.")
    return found


def _change(value: Any) -> Change | None:
    """Return what changed; None for a change of a drive itself."""
    if not isinstance(value, dict) or not isinstance(value.get("fileId"), str):
        return None
    gone = value.get("removed") is True or value.get("file") is None
    return Change(value["fileId"], None if gone else item_of(value["file"]))
