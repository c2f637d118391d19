"""A shop whose index is built anew again and again, with a reader who looks all the time."""

import random
import threading
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
from installation import Installation, until

SIZES = (60, 80, 110, 150, 200)
GUIDES = 24
ANCHOR = "# Anchor\n\n" + " ".join(
    f"Anchor rule {number} keeps the boat at its place by night." for number in range(24)
)
_KEY = "recipe->'chunking'->>'size_tokens' || '/' || (recipe->'chunking'->>'overlap_tokens') || '/' || (recipe->'chunking'->>'tokens_of')"
_WANTED = (
    "SELECT DISTINCT c.passage_id FROM aisle.chunk c JOIN aisle.document d ON d.published_version_id = c.document_version_id"
    f" AND d.deleted_at IS NULL JOIN aisle.index_version v ON v.id = '{{version}}' AND c.chunking = v.{_KEY}"
)
_HELD = "SELECT item_id FROM aisle.index_item WHERE version_id = '{version}' AND kind = 'passage'"
# What a dead worker left is found after a minute; that minute passes at once here.
_HURRY = (
    "UPDATE aisle.job SET lease_until = now() - interval '1 s' WHERE state = 'running';"
    "UPDATE aisle.job SET due_at = now() WHERE state = 'queued' AND kind <> 'apply_retention'"
)
_OPEN = "SELECT kind, state, error FROM aisle.job WHERE state IN ('queued', 'running') AND kind <> 'apply_retention'"


@dataclass
class BuildingShop:
    """Starts builds and switches. seen: for each version that answered, the anchor's passages as they were read."""

    place: Installation
    dice: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    seen: dict[str, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))
    reads: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def send(self, method: str, path: str, **more: Any) -> Any:
        """Return the answer, or None where it was an outage or a refusal that a person would be told."""
        try:
            reply = self.place.ask(method, path, **more)
        except httpx.HTTPError:
            return None
        assert reply.status_code in (200, 202, 404, 409, 503), (path, reply.status_code, reply.text)
        return reply.json() if reply.status_code < 300 else None

    def fill(self) -> None:
        """Publish the guides and wait until they answer."""
        guides = [
            (
                f"guide-{n}",
                " ".join(f"Fact {n} {k} tells about rope {k % 97} and sail {n}." for k in range(300)),
            )
            for n in range(GUIDES)
        ]
        for name, text in [("anchor", ANCHOR), *guides]:
            assert self.send("POST", "/documents", json={"title": name, "text": text, "name": f"{name}.md"})
        until(lambda: self.place.sql(_OPEN) == [], 120, 0.5)

    # changes ---------------------------------------------------------------------------------------------------
    def versions(self, *states: str) -> list[Any]:
        found = self.send("GET", "/index/versions") or {"items": []}
        return [one for one in found["items"] if one["state"] in states]

    def start_build(self) -> None:
        """Ask for another chunking; what is neither live nor newest is given up, so that few versions stand."""
        for old in self.versions("ready")[1:]:
            self.send("DELETE", f"/index/versions/{old['id']}")
        live = self.versions("active")
        sizes = [size for size in SIZES if not live or live[0]["recipe"]["chunking"]["size_tokens"] != size]
        self.send("POST", "/index/versions", json={"chunking": {"size_tokens": self.dice.choice(sizes)}})

    def switch(self) -> None:
        for ready in self.versions("ready")[:1]:
            self.send("POST", f"/index/versions/{ready['id']}/activate")

    def hurry(self) -> None:
        with suppress(Exception):
            self.place.sql(_HURRY)

    def running(self) -> list[str]:
        """Kinds of the jobs that a worker has in its hands."""
        return [row[0] for row in self.place.sql("SELECT kind FROM aisle.job WHERE state = 'running'")]

    # reading ---------------------------------------------------------------------------------------------------
    def read(self) -> None:
        body = {"query": "anchor rule keeps the boat", "kinds": ["passage"], "limit": 50, "filters": []}
        found = self.send("POST", "/search", json=body)
        if found is not None:
            texts = [hit["passage"]["text"] for hit in found["items"]]
            assert len(texts) == len(set(texts))
            self.seen[found["index_version_id"]].add(
                frozenset(text for text in texts if text.startswith("Anchor rule"))
            )
            self.reads += 1

    def keep_reading(self) -> None:
        while not self._stop.wait(0.05):
            self.read()

    def stop_reading(self) -> None:
        self._stop.set()

    # the end ---------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Let everything that was begun come to its end."""

        def idle() -> bool:
            self.hurry()
            for one in self.versions("failed", "paused"):
                self.send("POST", f"/index/versions/{one['id']}/resume")
            return self.place.sql(_OPEN) == [] and not self.versions("building", "failed", "paused")

        until(idle, 240, 1)

    def compare(self) -> None:
        """Every whole version holds what is published, once, and one version is live."""
        assert len(self.versions("active")) == 1
        for version in (one["id"] for one in self.versions("ready", "active")):
            wanted, held = (
                self.place.sql(_WANTED.format(version=version)),
                self.place.sql(_HELD.format(version=version)),
            )
            assert wanted
            assert sorted(held) == sorted(wanted)
        alive = "(SELECT id FROM aisle.index_version WHERE state <> 'retired')"
        for table in ("index_item", "index_posting", "index_segment"):
            assert self.place.sql(f"SELECT count(*) FROM aisle.{table} WHERE version_id NOT IN {alive}") == [
                ["0"]
            ]
        assert self.place.sql("SELECT kind, error FROM aisle.job WHERE state = 'dead'") == []
        for version, readings in self.seen.items():
            assert len(readings) == 1, f"version {version} was seen in several states"
            assert all(readings), f"version {version} answered without its passages"
            rules = " ".join(sorted(next(iter(readings))))
            assert all(f"Anchor rule {number} keeps" in rules for number in range(24)), (
                "not all of it was there"
            )
