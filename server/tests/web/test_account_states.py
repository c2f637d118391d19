"""Whatever people do, in whatever order: what opens and what does not is what a small model says."""

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
from web_accounts import PASSWORD, Account, Browser, Phone, post, sign_up
from web_shops import Site

from aisle.identity.accounts import operating

PASSWORDS = st.sampled_from([PASSWORD, "nine lanterns over water", "a kite above chimneys"])


class Accounts(RuleBasedStateMachine):
    """One person. The model: their password, whether they are suspended, and which of their credentials hold."""

    site: ClassVar[Site]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    @initialize()
    def begin(self) -> None:
        self.account: Account = self.wait(sign_up(self.site))
        self.password, self.suspended = PASSWORD, False
        self.live: list[Browser | Phone] = []
        self.dead: list[Browser | Phone] = []
        self.links: list[str] = []
        self.spent: list[str] = []

    def end(self, *gone: Browser | Phone) -> None:
        self.dead += gone
        self.live = [one for one in self.live if one not in gone]

    @rule(password=PASSWORDS, keep=st.sampled_from(["cookie", "tokens"]))
    def sign_in(self, password: str, keep: str) -> None:
        answer = self.wait(self.account.sign_in(password, keep))
        right = password == self.password
        assert answer.status_code == (401 if not right else 403 if self.suspended else 200), answer.text
        if answer.status_code == 200:
            self.live.append((Browser if keep == "cookie" else Phone).of(self.site, answer))

    @precondition(lambda self: any(isinstance(one, Phone) for one in self.live))
    @rule(data=st.data(), reuse=st.booleans())
    def refresh(self, data: st.DataObject, reuse: bool) -> None:
        phone = data.draw(st.sampled_from([one for one in self.live if isinstance(one, Phone)]))
        old = phone.refresh_token
        assert self.wait(phone.refresh()).status_code == 200
        assert self.wait(phone.refresh()).status_code == 200
        if reuse:  # two steps old: beyond what a lost answer explains
            assert self.wait(phone.refresh(old)).status_code == 401
            self.end(phone)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def sign_out(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.live))
        assert self.wait(one.post("/auth/sign-out")).status_code == 204
        self.end(one)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def end_others(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.live))
        assert self.wait(one.delete("/auth/logins")).status_code == 200
        self.end(*[other for other in self.live if other is not one])

    @precondition(lambda self: self.live)
    @rule(data=st.data(), current=PASSWORDS, new=PASSWORDS)
    def change_password(self, data: st.DataObject, current: str, new: str) -> None:
        one = data.draw(st.sampled_from(self.live))
        body = {"current_password": current, "new_password": new}
        answer = self.wait(one.post("/auth/password", json=body))
        assert answer.status_code == (204 if current == self.password else 403), answer.text
        if answer.status_code == 204:
            self.password = new
            self.spent, self.links = self.spent + self.links, []
            self.end(*[other for other in self.live if other is not one])

    # While a person is suspended their mails wait; other tests follow those.
    @precondition(lambda self: not self.suspended and len(self.links) + len(self.spent) < 4)
    @rule()
    def ask_for_link(self) -> None:
        answer = self.wait(post(self.site, "/auth/password/forgot", {"email": self.account.email}))
        assert answer.status_code == 202
        self.spent += self.links
        self.links = [self.wait(self.account.mail("password"))]

    @precondition(lambda self: self.links or self.spent)
    @rule(data=st.data(), new=PASSWORDS)
    def reset(self, data: st.DataObject, new: str) -> None:
        token = data.draw(st.sampled_from(self.links + self.spent))
        answer = self.wait(post(self.site, "/auth/password/reset", {"token": token, "new_password": new}))
        assert answer.status_code == (204 if token in self.links else 410), answer.text
        if answer.status_code == 204:
            self.password, self.links, self.spent = new, [], [*self.spent, token]
            self.end(*self.live)

    @rule()
    def suspend(self) -> None:
        self.wait(operating.suspend(self.site.parts.accounts, self.account.person_id, "for this test"))
        self.site.parts.authenticator.forget()
        self.suspended, self.spent, self.links = True, self.spent + self.links, []
        self.end(*self.live)

    @rule()
    def resume(self) -> None:
        self.wait(operating.resume(self.site.parts.accounts, self.account.person_id))
        self.suspended = False

    @invariant()
    def what_holds_opens_and_nothing_else(self) -> None:
        for one in getattr(self, "live", []):
            assert self.wait(one.get("/auth/session")).status_code == 200
        for one in getattr(self, "dead", [])[-4:]:
            assert self.wait(one.get("/auth/session")).status_code == 401
            if isinstance(one, Phone):
                assert self.wait(one.refresh()).status_code == 401


async def test_accounts_do_what_the_model_says(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unlimited(*_: Any) -> None: ...

    monkeypatch.setattr(type(site.parts.accounts.attempts), "take", unlimited)
    Accounts.site, Accounts.loop = site, asyncio.get_running_loop()
    wanted = settings(
        max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    # The machine runs in a thread of its own; what it asks for runs here, where the process lives.
    await asyncio.to_thread(run_state_machine_as_test, Accounts, settings=wanted)
