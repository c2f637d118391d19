"""A bucket of any service that speaks S3: ListObjectsV2 and GetObject, signed."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from typing import IO, BinaryIO, cast
from urllib.parse import unquote_plus, urlsplit

from aisle.adapters.connectors.asking import AGAIN, Asking
from aisle.adapters.connectors.files.signing import Signer, encoded
from aisle.adapters.connectors.files.store import Entry
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.xml_events import Element, XmlItems
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Request, Setup

MOST_PAGES = 2_000  # of 1,000 files each
_CREDENTIALS = frozenset(
    {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired"}
)
_LATER = frozenset({"SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "OperationAborted"})
_MISSING = frozenset({"NoSuchBucket", "NoSuchKey", "NoSuchVersion"})


def judge(answer: Answer) -> None:
    """Raise what the service's own code means; its words are not repeated, they may hold the key."""
    if 200 <= answer.status < 300:
        return
    code = _code(answer.body)
    if code in _CREDENTIALS or answer.status == 401:
        raise FixCredentials(f"The storage refuses the keys ({code or answer.status}).")
    if code == "RequestTimeTooSkewed":
        raise ShopRefused("The clock of this machine and the storage's differ too much.")
    if code in _MISSING or (answer.status == 404 and not code):
        raise ShopNotFound(f"The storage has nothing there ({code or 404}).")
    if code in _LATER or answer.status in AGAIN:
        raise RetryLater(
            f"The storage answered {code or answer.status}.",
            retry_after=seconds_asked(answer.headers.get("retry-after")),
        )
    if answer.status == 403:
        raise ShopRefused("The keys do not allow this.", needs=("s3:ListBucket", "s3:GetObject"))
    raise BrokenData(f"The storage answered {code or answer.status}.")


class Bucket:
    """Files below a prefix of a bucket."""

    def __init__(
        self, setup: Setup, signer: Signer, endpoint: str, bucket: str, prefix: str, *, in_path: bool
    ) -> None:
        """Nothing is asked yet. in_path: whether the bucket is named in the path of addresses, or in their host."""
        parts = urlsplit(endpoint)
        host = parts.netloc if in_path else f"{bucket}.{parts.netloc}"
        self._base = f"{parts.scheme}://{host}" + (f"/{encoded(bucket)}" if in_path else "")
        self._signer, self._prefix, self._now = signer, prefix, setup.now
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, judge)
        self.name = bucket

    async def list(self) -> AsyncIterator[Sequence[Entry]]:
        """Yield all files, a page of the service's at a time."""
        token, seen = "", set[str]()
        for _ in range(MOST_PAGES):
            said = {
                "encoding-type": "url",
                "list-type": "2",
                "prefix": self._prefix,
                "continuation-token": token,
            }
            query = "&".join(
                f"{encoded(name)}={encoded(value)}" for name, value in sorted(said.items()) if value
            )
            answer = await self._asking.ask(self._request(f"{self._base}/?{query}"))
            entries, token = self._page(answer.body)
            yield entries
            if not token:
                return
            if token in seen:
                raise BrokenData("The storage repeats its pages.")
            seen.add(token)
        raise BrokenData(f"The bucket holds more than {MOST_PAGES * 1_000:,} files; name a prefix.")

    async def open(self, path: str, most_bytes: int) -> IO[bytes]:
        """Return a file, on disk."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
        try:
            url = f"{self._base}/{encoded(self._prefix + path, safe='/')}"
            answer = await self._asking.ask(self._request(url, most_bytes, cast(BinaryIO, file)))
            if answer.body:  # an Outside that keeps bodies in memory
                file.write(answer.body)
            file.seek(0)
            return file
        except BaseException:
            file.close()
            raise

    def _request(self, url: str, most_bytes: int = 16 * 2**20, into: BinaryIO | None = None) -> Request:
        proof = self._signer.headers("GET", url, self._now())
        return Request("GET", url, {}, proof, most_bytes=most_bytes, seconds=600, redirects=0, into=into)

    def _page(self, body: bytes) -> tuple[Sequence[Entry], str]:
        items = XmlItems("Contents", "NextContinuationToken", "IsTruncated")
        found = items.feed(body, last=True)
        if items.root != "ListBucketResult":
            raise BrokenData("The storage's list cannot be read: it is not one of S3.")
        told = {one.name: one.text.strip() for one in found if not one.children}
        more = told.get("IsTruncated", "").lower() == "true"
        entries = [one for element in found if element.name == "Contents" and (one := self._entry(element))]
        return entries, told.get("NextContinuationToken", "") if more else ""

    def _entry(self, element: Element) -> Entry | None:
        key, size = unquote_plus(element.first("Key")), element.first("Size")
        path = key.removeprefix(self._prefix)
        if not path or path.endswith("/") or not size.isdecimal():
            return None  # a marker of a folder
        return Entry(
            path, element.first("ETag").strip('"'), int(size), time_in(element.first("LastModified"))
        )


def _code(body: bytes) -> str:
    try:
        found = XmlItems("Code").feed(body[:20_000], last=True)
    except BrokenData:
        return ""
    return found[0].text.strip()[:60] if found else ""
