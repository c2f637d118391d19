"""Asks an API: with proof of who asks, within its limits, and with answers whose meaning is known."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aisle.adapters.connectors.api.compiling import Api
from aisle.adapters.connectors.api.meanings import judged, known_of
from aisle.adapters.connectors.api.signing_in import EARLY, Proof, SignIn, sign_in
from aisle.adapters.connectors.asking import AGAIN, Asking, json_of, judge
from aisle.sources.errors import BrokenData, FixCredentials
from aisle.sources.ports import Answer, Request, Setup
from aisle.sources.rules.values import as_number

LONGEST_REST = 300.0  # seconds that an answer may ask for
_EPOCH_FROM = 10**9  # a "reset" this large is a moment, not a number of seconds


class Talk:
    """Belongs to one connection."""

    def __init__(self, api: Api, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._api, self._setup = api, setup
        self._asking = Asking(setup.outside, setup.politeness, setup.timing, self._judge)
        self._plain = Asking(setup.outside, setup.politeness, setup.timing, _again_or_leave)
        self._plain.pace = self._asking.pace
        self._sign_in: SignIn | None = None
        self._proof, self._turn, self._signed_in = Proof(), asyncio.Lock(), False

    async def ask(self, request: Request) -> Mapping[str, Any]:
        """Return `status`, `headers` and `body` of a good answer. Reads may be asked again, whatever their method.

        Raises: as `Asking.ask`; BrokenData for an answer that is not JSON.
        """
        proof = await self._proven()
        try:
            answer = await self._asking.ask(_with(request, proof), repeatable=True)
        except FixCredentials:
            if not self._renewable:
                raise
            answer = await self._asking.ask(_with(request, await self._renewed(proof)), repeatable=True)
        return {"status": answer.status, "headers": answer.headers, "body": _body(answer)}

    async def ask_openly(self, request: Request) -> Any:
        """Return the body of a good answer to a question that anybody may ask: no proof is sent. Raises as `ask`."""
        return _body(await self._asking.ask(request, repeatable=True))

    def without_proof(self, url: str) -> str:
        """Return an address without the key, which some shops write into the address of the next page."""
        parts = urlsplit(url)
        left = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
        query = urlencode([(name, value) for name, value in left if name not in self._proof.query])
        return urlunsplit(parts._replace(query=query, fragment=""))

    @property
    def _renewable(self) -> bool:
        return self._sign_in is not None and self._sign_in.renewable

    async def _proven(self) -> Proof:
        async with self._turn:
            ends = self._proof.ends
            if not self._signed_in or (ends is not None and self._setup.now() >= ends - EARLY):
                await self._sign()
            return self._proof

    async def _renewed(self, refused: Proof) -> Proof:
        """Sign in again, once for all requests that were refused with the same proof."""
        async with self._turn:
            if self._proof is refused:
                await self._sign()
            return self._proof

    async def _sign(self) -> None:
        if self._sign_in is None:
            self._sign_in = sign_in(self._api, self._setup, self._plain)
        self._proof = await self._sign_in.proof()
        self._signed_in = True

    def _judge(self, answer: Answer) -> None:
        known = known_of(answer)
        self._rest(known)
        judged(answer, known, self._api.meanings)

    def _rest(self, known: Mapping[str, Any]) -> None:
        """Leave the shop alone as long as it wishes, before it has to refuse anything."""
        seconds = _wished(known["headers"])
        if self._api.rest is not None:
            with contextlib.suppress(Exception):
                seconds = float(as_number(self._api.rest(known)) or 0)
        if seconds > 0:
            self._asking.pace.rest(min(seconds, LONGEST_REST))


def _again_or_leave(answer: Answer) -> None:
    """Answers to a sign-in are judged by whoever signs in, but for those that call for another try."""
    if answer.status in AGAIN:
        judge(answer)


def _body(answer: Answer) -> Any:
    if answer.status == 204 or not answer.body:
        return None
    body = json_of(answer)
    if not isinstance(body, (dict, list)):
        raise BrokenData("The shop answered with a bare value where a list was expected.")
    return body


def _with(request: Request, proof: Proof) -> Request:
    if proof.query:
        sign = "&" if urlsplit(request.url).query else "?"
        request = replace(request, url=request.url + sign + urlencode(proof.query))
    return replace(request, credentials=proof.headers)


def _wished(headers: Mapping[str, str]) -> float:
    """Return seconds to rest by the usual headers, when nothing is left: RateLimit-*, X-RateLimit-*."""
    for prefix in ("ratelimit-", "x-ratelimit-", "x-rate-limit-"):
        left, reset = headers.get(prefix + "remaining"), headers.get(prefix + "reset", "")
        if left == "0" and reset.isascii() and reset.isdigit() and len(reset) < 15:
            seconds = int(reset)
            return float(seconds if seconds < _EPOCH_FROM else max(0, seconds - int(time.time())))
    return 0.0
