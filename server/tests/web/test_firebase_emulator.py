"""People who signed up with the real Firebase emulator: its tokens count where that is set, and nowhere else."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import pytest
from web_shops import Json, Site, check_problem

from node_counterparts import installed, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
PROJECT = "demo-aisle"
PASSWORD = "seven otters juggle plums"


class Emulator:
    """The emulator as an app's own code calls it."""

    def __init__(self, address: str, http: httpx2.AsyncClient) -> None:
        self.address, self.http = address, http

    async def call(self, action: str, **body: Any) -> Json:
        url = f"{self.address}/identitytoolkit.googleapis.com/v1/accounts:{action}?key=any"
        answer = await self.http.post(url, json={"returnSecureToken": True, **body})
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def follow_mail(self, token: str) -> None:
        """Have the mail sent that verifies an address, and follow its link."""
        await self.call("sendOobCode", requestType="VERIFY_EMAIL", idToken=token)
        sent = await self.http.get(f"{self.address}/emulator/v1/projects/{PROJECT}/oobCodes")
        link = sent.json()["oobCodes"][-1]["oobLink"]
        assert urlsplit(link).hostname == "127.0.0.1"
        assert (await self.http.get(link)).status_code == 200


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with started(installed("firebase", 540), "emulator.mjs", PROJECT) as told:
        yield told["address"]


@pytest.fixture(scope="module")
async def emulator(address: str) -> AsyncIterator[Emulator]:
    async with httpx2.AsyncClient(timeout=30) as http:
        yield Emulator(address, http)


async def exchange(site: Site, token: str) -> httpx2.Response:
    return await site.caller(None).post("/auth/firebase", json={"id_token": token})


async def sign_up(emulator: Emulator) -> tuple[str, str]:
    """Sign up in the app with a new address; returns it and the token."""
    email = f"f{uuid4().hex[:12]}@people.example"
    return email, (await emulator.call("signUp", email=email, password=PASSWORD))["idToken"]


async def test_apps_person_gets_in_once_the_address_is_verified(
    emulator: Emulator, open_other_site: Callable[..., Any]
) -> None:
    async with open_other_site(firebase_project=PROJECT, firebase_emulator=True) as site:
        email, token = await sign_up(emulator)
        check_problem(await exchange(site, token), 403, "provider_email_not_verified")
        await emulator.follow_mail(token)
        token = (await emulator.call("signInWithPassword", email=email, password=PASSWORD))["idToken"]
        answer = await exchange(site, token)
        assert answer.status_code == 200, answer.text
        said = await site.caller(answer.json()["access_token"]).json("/auth/session")
        assert said["person"]["email"] == email
        check_problem(await exchange(site, token), 409, "token_used")


async def test_anonymous_user_is_nobody(emulator: Emulator, open_other_site: Callable[..., Any]) -> None:
    async with open_other_site(firebase_project=PROJECT, firebase_emulator=True) as site:
        check_problem(await exchange(site, (await emulator.call("signUp"))["idToken"]), 400, "sign_in_failed")


async def test_token_of_another_project_is_refused(
    emulator: Emulator, open_other_site: Callable[..., Any]
) -> None:
    async with open_other_site(firebase_project="demo-other", firebase_emulator=True) as site:
        check_problem(await exchange(site, (await sign_up(emulator))[1]), 400, "sign_in_failed")


async def test_emulators_token_is_nothing_to_an_installation_that_does_not_say_so(
    emulator: Emulator, open_other_site: Callable[..., Any]
) -> None:
    async with open_other_site(firebase_project=PROJECT) as site:
        check_problem(await exchange(site, (await sign_up(emulator))[1]), 400, "sign_in_failed")
