"""Whatever a team does to its members, in whatever order: who may what, and who is left, is what a small model says."""

import asyncio
from typing import Any, ClassVar

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
from test_invitations import accept, arrange, token_for
from web_people import Person, act_in, open_member, open_person
from web_shops import Site

from aisle.identity.roles import ROLES

USUAL = st.sampled_from(sorted(ROLES))
PICK = st.integers(0, 9)


class Teams(RuleBasedStateMachine):
    """One organization and its people. The model: each member's role and suspension, roles of its own, open invitations."""

    site: ClassVar[Site]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    @initialize()
    def begin(self) -> None:
        # The founder governs, and is never unmade by others' rules: what others may do is the other tests'.
        self.boss: Person = self.wait(open_member(self.site, "owner"))
        self.people: dict[str, Person] = {str(self.boss.person_id): self.boss}
        self.roles: dict[str, str] = {str(self.boss.person_id): "owner"}
        self.out: set[str] = set()
        self.gone: list[Person] = []
        self.own: dict[str, str] = {}  # name -> id
        self.invited: dict[str, tuple[Person, str, str]] = {}  # id -> whom, role, token
        self.spent: list[tuple[Person, str]] = []

    # the model's questions ----------------------------------------------------------------------------------

    def owners(self) -> set[str]:
        return {one for one, role in self.roles.items() if role == "owner" and one not in self.out}

    def is_last_owner(self, member: str) -> bool:
        return self.owners() == {member}

    def chosen(self, pick: int) -> str:
        return sorted(self.people)[pick % len(self.people)]

    def other(self, pick: int) -> str | None:
        others = sorted(self.people.keys() - {str(self.boss.person_id)})
        return others[pick % len(others)] if others else None

    def given(self, role: str) -> dict[str, str]:
        return {"role_id": self.own[role]} if role in self.own else {"role": role}

    def does(self, method: str, path: str, body: Any = None) -> Any:
        self.site.parts.authenticator.forget()
        return self.wait(self.boss.call(method, path, **({} if body is None else {"json": body})))

    # rules --------------------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.invited) + len(self.people) < 6)
    @rule(data=st.data())
    def invite(self, data: st.DataObject) -> None:
        role = data.draw(st.sampled_from(sorted(ROLES) + sorted(self.own)))
        guest = self.wait(open_person(self.site))
        body = {"email": guest.email, "roles": [self.given(role)]}
        made = self.does("POST", "/invitations", body)
        assert made.status_code == 201, made.text
        token = self.wait(token_for(self.site, self.site.mailer, guest.email))
        self.invited[made.json()["id"]] = (guest, role, token)
        again = self.does("POST", "/invitations", body)
        assert (again.status_code, again.json()["code"]) == (409, "invitation_open")

    @precondition(lambda self: self.invited)
    @rule(pick=PICK, aged=st.booleans())
    def resend(self, pick: int, aged: bool) -> None:
        invitation = sorted(self.invited)[pick % len(self.invited)]
        guest, role, token = self.invited[invitation]
        if aged:
            old = "UPDATE invitation SET sent_at = sent_at - interval '2 minutes' WHERE id = $1"
            self.wait(arrange(self.boss, old, invitation))
        answer = self.does("POST", f"/invitations/{invitation}/resend")
        assert answer.status_code == (200 if aged else 429), answer.text
        if answer.status_code == 200:
            self.spent.append((guest, token))
            token = self.wait(token_for(self.site, self.site.mailer, guest.email))
            self.invited[invitation] = (guest, role, token)

    @precondition(lambda self: self.invited)
    @rule(pick=PICK)
    def revoke(self, pick: int) -> None:
        invitation = sorted(self.invited)[pick % len(self.invited)]
        assert self.does("DELETE", f"/invitations/{invitation}").status_code == 204
        guest, _, token = self.invited.pop(invitation)
        self.spent.append((guest, token))

    @precondition(lambda self: self.invited)
    @rule(pick=PICK)
    def take_up(self, pick: int) -> None:
        invitation = sorted(self.invited)[pick % len(self.invited)]
        guest, role, token = self.invited.pop(invitation)
        answer = self.wait(accept(guest, token))
        assert answer.status_code == 200, answer.text
        self.wait(act_in(guest, self.boss.organization_id))
        self.people[str(guest.person_id)] = guest
        self.roles[str(guest.person_id)] = role
        self.spent.append((guest, token))

    @precondition(lambda self: self.spent)
    @rule(pick=PICK)
    def take_up_what_is_spent(self, pick: int) -> None:
        guest, token = self.spent[pick % len(self.spent)]
        assert self.wait(accept(guest, token)).status_code == 404

    @rule(pick=PICK, data=st.data())
    def change_role(self, pick: int, data: st.DataObject) -> None:
        role = data.draw(st.sampled_from(sorted(ROLES) + sorted(self.own)))
        member = self.chosen(pick)
        refused = self.is_last_owner(member) and role != "owner"
        if member == str(self.boss.person_id) and not refused:
            return
        answer = self.does("PUT", f"/members/{member}/roles", {"roles": [self.given(role)]})
        assert answer.status_code == (409 if refused else 200), answer.text
        if not refused:
            self.roles[member] = role

    @precondition(lambda self: len(self.own) < 3)
    @rule()
    def make_role(self) -> None:
        name = f"Role {len(self.own)}"
        made = self.does("POST", "/roles", {"name": name, "permissions": ["members.read"]})
        if name in self.own:
            assert made.status_code == 409
        else:
            self.own[name] = made.json()["id"]

    @precondition(lambda self: self.own)
    @rule(pick=PICK, instead=st.none() | USUAL)
    def delete_role(self, pick: int, instead: str | None) -> None:
        name = sorted(self.own)[pick % len(self.own)]
        held = [one for one, role in self.roles.items() if role == name]
        invited = any(role == name for _, role, _ in self.invited.values())
        query = f"?replace_with={instead}" if instead else ""
        answer = self.does("DELETE", f"/roles/{self.own[name]}{query}")
        refused = invited or (held and instead is None)
        assert answer.status_code == (409 if refused else 204), answer.text
        if not refused:
            del self.own[name]
            self.roles |= {one: str(instead) for one in held}

    @rule(pick=PICK)
    def suspend(self, pick: int) -> None:
        member = self.chosen(pick)
        refused = self.is_last_owner(member)
        if member == str(self.boss.person_id) and not refused:
            return
        answer = self.does("POST", f"/members/{member}/suspend", {"reason": "On leave."})
        assert answer.status_code == (409 if refused else 204), answer.text
        self.out |= set() if refused else {member}

    @rule(pick=PICK)
    def resume(self, pick: int) -> None:
        member = self.chosen(pick)
        assert self.does("POST", f"/members/{member}/resume").status_code == 204
        self.out.discard(member)

    @rule(pick=PICK, by=st.sampled_from(["removed", "left"]))
    def part(self, pick: int, by: str) -> None:
        member = self.other(pick) or self.chosen(0)
        person = self.people[member]
        if by == "removed":
            answer = self.does("DELETE", f"/members/{member}")
        else:
            answer = self.wait(person.post(f"/auth/organizations/{self.boss.organization_id}/leave"))
        refused = self.is_last_owner(member)
        assert answer.status_code == (409 if refused else 204), answer.text
        if not refused:
            self.gone.append(self.people.pop(member))
            del self.roles[member]
            self.out.discard(member)

    # what must hold -----------------------------------------------------------------------------------------

    @invariant()
    def members_and_roles_are_what_the_model_says(self) -> None:
        if not hasattr(self, "people"):
            return
        shown = self.does("GET", "/members?limit=100").json()["items"]
        names = {role_id: name for name, role_id in self.own.items()}
        found = {one["id"]: one["roles"][0]["role"] or names[one["roles"][0]["role_id"]] for one in shown}
        assert found == self.roles
        assert {one["id"] for one in shown if one["suspended_at"]} == self.out
        assert self.owners()

    @invariant()
    def rights_are_what_the_model_says(self) -> None:
        for member, person in getattr(self, "people", {}).items():
            role = self.roles[member]
            may = member not in self.out and (role in self.own or "members.read" in map(str, ROLES[role]))
            assert self.wait(person.get("/members")).status_code == (200 if may else 403), role
        for person in getattr(self, "gone", [])[-3:]:
            assert self.wait(person.get("/members")).status_code == 403

    @invariant()
    def open_invitations_are_what_the_model_says(self) -> None:
        if hasattr(self, "invited"):
            items = self.does("GET", "/invitations?limit=100").json()["items"]
            assert {one["id"] for one in items if one["state"] == "open"} == set(self.invited)


async def test_teams_do_what_the_model_says(site: Site) -> None:
    Teams.site, Teams.loop = site, asyncio.get_running_loop()
    wanted = settings(
        max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    # The machine runs in a thread of its own; what it asks for runs here, where the process lives.
    await asyncio.to_thread(run_state_machine_as_test, Teams, settings=wanted)
