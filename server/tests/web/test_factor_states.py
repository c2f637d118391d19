"""Whatever somebody does with their second factors, in whatever order: what signs in is what a small model says."""

import asyncio
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from soft_passkey import SoftPasskey
from test_factors import code_at, first_step, second_step, sign_in_options, sign_in_with
from web_accounts import OWN, Account, Browser, sign_up
from web_shops import Site

from aisle.core.db import Scope

PICK = st.integers(0, 9)


class Factors(RuleBasedStateMachine):
    """One owner of an organization. The model: their apps, passkeys and codes, and whether owners need a factor."""

    site: ClassVar[Site]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    @initialize()
    def begin(self) -> None:
        self.account: Account = self.wait(sign_up(self.site, organization="Pike"))
        self.page: Browser = self.wait(self.account.browser())
        self.apps: dict[str, str] = {}  # id -> secret
        self.passkeys: dict[str, SoftPasskey] = {}
        self.codes: list[str] = []
        self.spent: list[str] = []
        self.required = False

    @property
    def factors(self) -> int:
        return len(self.apps) + len(self.passkeys)

    def does(self, method: str, path: str, body: Any = None) -> Any:
        # Other tests wait for the time between two codes, and for a proof to grow old.
        self.wait(self.account.sql("UPDATE factor SET last_step = NULL WHERE kind = 'totp'"))
        self.wait(self.account.sql("UPDATE login SET verified_at = now()"))
        return self.wait(self.page.call(method, path, **({} if body is None else {"json": body})))

    def learn(self, added: Any) -> str:
        """Keep the codes that come with the first factor, and with no other."""
        assert added.status_code in (200, 201), added.text
        codes = added.json()["recovery_codes"]
        assert bool(codes) == (self.factors == 0)
        self.codes += codes
        return str(added.json()["id"])

    def enters(self, answer: Any, *, proven: bool) -> None:
        """A sign-in came about; the organization opens to it if it needs no factor, or has one."""
        assert answer.status_code == 200, answer.text
        page = Browser.of(self.site, answer)
        status = self.wait(page.get("/organization")).status_code
        assert status == (403 if self.required and not proven else 200)

    # rules --------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.factors < 4)
    @rule(right=st.booleans())
    def add_app(self, right: bool) -> None:
        made = self.does("POST", "/auth/factors/authenticator", {"name": "Phone"}).json()
        path = f"/auth/factors/{made['id']}/confirm"
        if not right:
            wrong = f"{(int(code_at(made['secret'])) + 1) % 1_000_000:06d}"
            if wrong not in {code_at(made["secret"], by) for by in (-1, 0, 1, 2)}:
                assert self.does("POST", path, {"code": wrong}).status_code == 422
            return
        added = self.does("POST", path, {"code": code_at(made["secret"])})
        self.apps[self.learn(added)] = made["secret"]

    @precondition(lambda self: self.factors < 4)
    @rule()
    def add_passkey(self) -> None:
        options = self.does("POST", "/auth/passkeys/options").json()["public_key"]
        passkey = SoftPasskey(OWN)
        body = {"passkey": passkey.create(options), "name": "Key"}
        self.passkeys[self.learn(self.does("POST", "/auth/passkeys", body))] = passkey

    @precondition(lambda self: self.factors)
    @rule(pick=PICK)
    def remove(self, pick: int) -> None:
        chosen = sorted([*self.apps, *self.passkeys])[pick % self.factors]
        answer = self.does("DELETE", f"/auth/factors/{chosen}")
        if self.required and self.factors == 1:
            assert answer.status_code in (403, 409), answer.text
            return
        assert answer.status_code == 204, answer.text
        self.apps.pop(chosen, None)
        self.passkeys.pop(chosen, None)
        if not self.factors:
            self.spent, self.codes = self.spent + self.codes, []

    @rule()
    def renew_codes(self) -> None:
        answer = self.does("POST", "/auth/factors/recovery-codes")
        assert answer.status_code == (200 if self.factors else 409), answer.text
        if self.factors:
            self.spent, self.codes = self.spent + self.codes, answer.json()["recovery_codes"]

    @precondition(lambda self: self.apps)
    @rule(pick=PICK)
    def sign_in_by_app(self, pick: int) -> None:
        secret = self.apps[sorted(self.apps)[pick % len(self.apps)]]
        self.wait(self.account.sql("UPDATE factor SET last_step = NULL WHERE kind = 'totp'"))
        code = code_at(secret)
        challenge = self.wait(first_step(self.account))
        self.enters(self.wait(second_step(self.site, challenge, code=code)), proven=True)
        challenge = self.wait(first_step(self.account))
        assert self.wait(second_step(self.site, challenge, code=code)).status_code == 422  # once

    @precondition(lambda self: self.passkeys)
    @rule(pick=PICK)
    def sign_in_by_passkey(self, pick: int) -> None:
        passkey = self.passkeys[sorted(self.passkeys)[pick % len(self.passkeys)]]
        answer = passkey.get(self.wait(sign_in_options(self.site)))
        self.enters(self.wait(sign_in_with(self.site, answer)), proven=True)

    @precondition(lambda self: self.factors and (self.codes or self.spent))
    @rule(data=st.data())
    def sign_in_by_recovery_code(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(self.codes + self.spent))
        challenge = self.wait(first_step(self.account))
        answer = self.wait(second_step(self.site, challenge, recovery_code=code))
        if code in self.codes:
            self.enters(answer, proven=True)
            self.codes.remove(code)
            self.spent.append(code)
        else:
            assert answer.status_code == 422, answer.text

    @rule(required=st.booleans())
    def require(self, required: bool) -> None:
        """The organization asks its owners for a factor, or no longer."""
        self.wait(self.set_required(required))
        self.required = required

    async def set_required(self, required: bool) -> None:
        (row,) = await self.account.sql("SELECT organization_id FROM person_organization")
        async with self.site.parts.database.open_scope(Scope(row["organization_id"], None)) as session:
            await session.execute(
                "UPDATE organization SET settings = $1", {"security": {"mfa_roles": ["owner"] * required}}
            )
        self.site.parts.authenticator.forget()

    # what must hold -----------------------------------------------------------------------------------------

    @invariant()
    def password_alone_signs_in_only_without_factors(self) -> None:
        if not hasattr(self, "account"):
            return
        answer = self.wait(self.account.sign_in())
        state = "second_step_required" if self.factors else "signed_in"
        assert answer.json()["state"] == state
        if not self.factors:
            self.enters(answer, proven=False)

    @invariant()
    def factors_are_what_the_model_says(self) -> None:
        if hasattr(self, "account"):
            shown = self.does("GET", "/auth/factors").json()
            assert {one["id"] for one in shown["items"]} == {*self.apps, *self.passkeys}
            assert shown["recovery_codes_left"] == len(self.codes)


async def test_factors_do_what_the_model_says(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unlimited(*_: Any) -> None: ...

    async def no_wait(*_: Any) -> int:
        return 0

    attempts = type(site.parts.accounts.attempts)
    monkeypatch.setattr(attempts, "take", unlimited)
    monkeypatch.setattr(attempts, "seconds_left", no_wait)
    Factors.site, Factors.loop = site, asyncio.get_running_loop()
    wanted = settings(
        max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    # The machine runs in a thread of its own; what it asks for runs here, where the process lives.
    await asyncio.to_thread(run_state_machine_as_test, Factors, settings=wanted)
