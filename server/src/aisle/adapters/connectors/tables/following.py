"""Documents behind addresses, fetched through the guard, each again only when it changed."""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from aisle.adapters.connectors.asking import AGAIN, Asking
from aisle.adapters.connectors.memory import packed, unpacked
from aisle.adapters.connectors.tables.links import Linked
from aisle.adapters.connectors.times import time_in
from aisle.adapters.connectors.website.robots import USER_AGENT
from aisle.adapters.connectors.website.visiting import FILES, HTML
from aisle.core.http.patience import seconds_asked
from aisle.sources.errors import BrokenData, RetryLater, ShopError, ShopNotFound
from aisle.sources.ports import Answer, Broken, Page, Request
from aisle.sources.records import DocumentRecord

AT_ONCE = 20  # documents of one page of records
MOST_BYTES = 50 * 2**20
Known = dict[str, list[str]]  # by address: etag, time, SHA-256 of content and attribution


def judge(answer: Answer) -> None:
    """Let every final answer be one: what is gone is news of that document alone."""
    if answer.status in AGAIN:
        asked = seconds_asked(answer.headers.get("retry-after"))
        raise RetryLater(f"The document's server answered {answer.status}.", retry_after=asked)


class Following:
    """One reading of linked documents. found_in: what to put before a row's name."""

    def __init__(
        self, asking: Asking, found_in: str, known: Mapping[str, Sequence[str]], cursor: str | None
    ) -> None:
        """Nothing is asked yet. Raises BrokenData for a cursor that is none."""
        self._asking, self._found_in, self._known = asking, found_in, known
        self.now: Known = {}
        self._at = 0
        if cursor:
            said = unpacked(cursor)
            self._at, self.now = said["at"], said["now"]

    async def pages(self, links: Sequence[Linked], more: Any) -> AsyncIterator[Page]:
        """Yield documents that are new or changed; those that nothing links any more are removed. more: goes into the mark."""
        while self._at < len(links):
            part = links[self._at : self._at + AT_ONCE]
            records: list[DocumentRecord] = []
            broken: list[Broken] = []
            for linked in part:
                try:
                    records += await self._one(linked)
                except ShopError as failure:
                    if not isinstance(failure, ShopNotFound):
                        self._keep(linked.address)
                    broken.append(Broken(linked.address, "link", failure.detail or failure.title, linked.row))
            self._at += len(part)
            if self._at < len(links):
                yield Page(
                    records, cursor=packed({"at": self._at, "now": self.now}), broken=broken, total=len(links)
                )
            else:
                yield self._last(records, broken, more)
        if not links:
            yield self._last([], [], more)

    def _last(self, records: list[DocumentRecord], broken: list[Broken], more: Any) -> Page:
        removed = tuple(one for one in self._known if one not in self.now)
        return Page(
            records,
            removed=removed,
            broken=broken,
            mark=packed({"now": self.now, "more": more}),
            total=len(self.now),
        )

    def _keep(self, address: str) -> None:
        """A document that cannot be had now stays as it was."""
        if address in self._known:
            self.now[address] = list(self._known[address])

    async def _one(self, linked: Linked) -> list[DocumentRecord]:
        etag, modified, before = self._known.get(linked.address, ["", "", ""])
        attribution = hashlib.sha256(repr((linked.about, linked.row)).encode()).hexdigest()[:16]
        if not before.endswith(attribution):
            etag = modified = ""  # it belongs to other products now, and is told again
        headers = {"User-Agent": USER_AGENT, "If-None-Match": etag, "If-Modified-Since": modified}
        said = {name: value for name, value in headers.items() if value}
        answer = await self._asking.ask(Request("GET", linked.address, said, most_bytes=MOST_BYTES))
        if answer.status == 304:
            self._keep(linked.address)
            return []
        if answer.status in (404, 410):
            raise ShopNotFound(f"The link leads nowhere (status {answer.status}).")
        if answer.status != 200:
            raise BrokenData(f"The document's server answered {answer.status}.")
        record = self._record(linked, answer)
        mark = hashlib.sha256(answer.body).hexdigest()[:16] + attribution
        self.now[linked.address] = [
            answer.headers.get("etag", "")[:300],
            answer.headers.get("last-modified", "")[:60],
            mark,
        ]
        return [] if mark == before else [record]

    def _record(self, linked: Linked, answer: Answer) -> DocumentRecord:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in HTML and urlsplit(linked.address).path.lower().endswith(".pdf"):
            raise BrokenData("There is a page in place of the file.")
        last = unquote(urlsplit(linked.address).path.rpartition("/")[2])[-200:] or "document"
        ending = FILES.get(kind, "html" if kind in HTML else "")
        return DocumentRecord(
            id=linked.address,
            name=last if "." in last or not ending else f"{last}.{ending}",
            content=answer.body,
            updated_at=time_in(answer.headers.get("last-modified", "")),
            media_type=kind or None,
            url=linked.address,
            about_products=linked.about,
            found_in=f"{self._found_in}#{linked.row}",
        )
