"""Shoppers who talk over streams while things die: they come back to broken streams, and send again what was not acknowledged.

A message counts as acknowledged with the first event of its stream, an answer with the event that ends it.
"""

import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2 as httpx
from installation import Installation

ORIGIN = "https://kills.example"
ENDS = ("finish", "abort", "error")
PATIENCE = 120.0  # seconds until a message must have been acknowledged and its turn have ended
Event = dict[str, Any]


@dataclass
class Told:
    """A turn as its shopper saw it: events by their numbers."""

    words: str
    turn_id: str = ""
    events: dict[int, Event] = field(default_factory=dict)
    done: bool = False

    @property
    def last(self) -> int:
        return max(self.events, default=0)

    @property
    def end(self) -> str | None:
        return next((one["type"] for one in self.events.values() if one["type"] in ENDS), None)

    @property
    def text(self) -> str:
        deltas = (self.events[n] for n in sorted(self.events))
        return "".join(one["delta"] for one in deltas if one["type"] == "text-delta")

    def take(self, number: int, event: Event) -> None:
        """Note an event; one that is told again must be the same, unless its process died before it was kept."""
        known = self.events.get(number)
        assert known in (None, event) or event["type"] == "abort", (number, known, event)
        self.events[number] = event


@dataclass
class Talk:
    """A conversation: what was said and acknowledged, in order, and every turn that it took."""

    id: str | None = None
    said: list[Told] = field(default_factory=list)
    turns: set[str] = field(default_factory=set)


@dataclass
class ChattingShopper:
    """One shopper's session, talking in a thread of its own until told to stop."""

    place: Installation
    name: str
    dice: random.Random
    stop: threading.Event
    token: str = ""
    talks: list[Talk] = field(default_factory=list)
    resumed: int = 0
    resent: int = 0

    def arrive(self, public_key: str) -> None:
        headers = {"authorization": f"Bearer {public_key}", "origin": ORIGIN}
        begun = httpx.post(f"{self.place.address}/api/v1/sessions", headers=headers, timeout=20)
        assert begun.status_code == 201, begun.text
        self.token = begun.json()["token"]

    def keep_talking(self) -> None:
        number = 0
        while not self.stop.is_set():
            if not self.talks or self.dice.random() < 0.25:
                self.talks.append(Talk())
            number += 1
            told = self._say(self.talks[-1], f"What does the guide say about wool? ({self.name}-{number})")
            if told.end == "abort" and self.dice.random() < 0.6 and not self.stop.is_set():
                self._go_on(self.talks[-1], told)

    # one message -----------------------------------------------------------------------------------------------
    def _say(self, talk: Talk, words: str) -> Told:
        body: dict[str, Any] = {"message": words, "client_message_id": self._new_id()}
        if talk.id:
            body["conversation_id"] = talk.id
        told = Told(words)
        self._until_ended(talk, told, "/chat", body)
        talk.said.append(told)
        return told

    def _go_on(self, talk: Talk, broken: Told) -> None:
        """Have an answer continued that broke off; it takes the place of the one before."""
        told = Told(broken.words)
        path = f"/chat/{broken.turn_id}/continue"
        if self._until_ended(talk, told, path, {"client_message_id": self._new_id()}):
            talk.said[-1] = told

    def _until_ended(self, talk: Talk, told: Told, path: str, body: dict[str, Any]) -> bool:
        """Send until it is acknowledged and follow until it has ended. False: there was nothing to continue."""
        until = time.monotonic() + PATIENCE
        stops = self.dice.random() < 0.1
        while not told.done:
            assert time.monotonic() < until, (self.name, path, body, told)
            try:
                if told.turn_id and self.dice.random() < 0.7:
                    self._resume(talk, told)
                elif not self._send(talk, told, path, body, stops):
                    return False
            except httpx.HTTPError:
                time.sleep(self.dice.uniform(0.05, 0.4))
        return True

    def _send(self, talk: Talk, told: Told, path: str, body: dict[str, Any], stops: bool) -> bool:
        self.resent += bool(told.turn_id)
        with self._stream("POST", path, json=body) as answer:
            if answer.status_code == 409:
                problem = json.loads(answer.read())
                if problem["code"] == "nothing_to_continue":
                    return False
                assert problem["code"] == "turn_running", problem
                time.sleep(0.5)
            elif self._is_open(answer):
                self._read(talk, told, answer, stops)
        return True

    def _resume(self, talk: Talk, told: Told) -> None:
        self.resumed += 1
        headers = {"last-event-id": str(told.last)}
        with self._stream("GET", f"/chat/{talk.id}/stream", headers=headers) as answer:
            if answer.status_code == 204:
                told.done = True  # nothing runs any more: what became of it is read in the conversation
            elif self._is_open(answer):
                self._read(talk, told, answer, stops=False)

    def _is_open(self, answer: httpx.Response) -> bool:
        assert answer.status_code in (200, 503), (answer.status_code, answer.read())
        if answer.status_code == 503:
            time.sleep(0.3)
        return answer.status_code == 200

    def _read(self, talk: Talk, told: Told, answer: httpx.Response, stops: bool) -> None:
        number = before = 0
        for line in answer.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
                assert number == before + 1 or not before, "an event was left out"
                before = number
            elif line == "data: [DONE]":
                told.done = True
            elif line.startswith("data: "):
                self._heard(talk, told, number, json.loads(line[6:]))
                if stops and number == 6:
                    self._stop(told)

    def _heard(self, talk: Talk, told: Told, number: int, event: Event) -> None:
        if event["type"] == "start":
            ids = event["messageMetadata"]
            assert talk.id in (None, ids["conversationId"])
            assert told.turn_id in ("", ids["turnId"])
            talk.id, told.turn_id = ids["conversationId"], ids["turnId"]
            talk.turns.add(told.turn_id)
            # Sent again, it is told from its beginning; an answer that is stored by now has numbers of its own.
            told.events.clear()
        told.take(number, event)

    def _stop(self, told: Told) -> None:
        self._call("POST", f"/chat/{told.turn_id}/stop")

    # calls -----------------------------------------------------------------------------------------------------
    def messages(self, talk: Talk) -> list[dict[str, Any]]:
        """The conversation as it is read back, which must be whole and at rest."""
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = self._call("GET", f"/conversations/{talk.id}/messages", params={"limit": 50} | cursor)
            assert page.status_code == 200, page.text
            found += page.json()["items"]
            if page.json()["next_cursor"] is None:
                assert page.json()["running_turn_id"] is None
                return found
            cursor = {"cursor": page.json()["next_cursor"]}

    def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}"}
        return httpx.request(
            method, f"{self.place.address}/api/v1{path}", headers=headers, timeout=20, **more
        )

    def _stream(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        headers = {"authorization": f"Bearer {self.token}", "accept": "text/event-stream", **(headers or {})}
        return httpx.stream(method, f"{self.place.address}/api/v1{path}", headers=headers, timeout=30, **more)

    def _new_id(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))
