"""Connections that last, to addresses that somebody else named: none is opened to where the guard says no."""

from uuid import uuid4

import pytest
from egress_world import Attempts, Names, allow, canary_on_usual_port

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.core.http import (
    OutsideNonsense,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    Patience,
    ServiceAddress,
)
from aisle.core.http.egress import EgressRefused, GuardedFetch, dialing
from aisle.llm.chat import CallLimits, ChatMessage, ChatRequest, Role
from aisle.llm.errors import ChatAddressRefused, ChatModelUnavailable
from scripted_http import Reply, scripted_server

QUICK = Patience(1, 2.0, 2.0)
PUBLIC, LOOPBACK = "93.184.216.34", "127.0.0.1"
PRIVATE = [
    "127.0.0.1",
    "10.0.0.7",
    "169.254.169.254",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "192.168.1.1",
    "[fd00::1]",
]


def service_at(url: str, guard: GuardedFetch) -> OutsideService:
    return OutsideService(
        "own", ServiceAddress(url, {"Authorization": "Bearer canary"}), dial=guard.dialer(url)
    )


async def asked(service: OutsideService) -> object:
    try:
        return await service.post("chat", {}, QUICK, bytes)
    finally:
        await service.close()


@pytest.fixture
def attempts(monkeypatch) -> Attempts:
    """Every socket that the dialer makes."""
    monkeypatch.setattr("egress_world.connecting", dialing)
    return Attempts(monkeypatch)


@pytest.mark.parametrize("host", PRIVATE)
async def test_private_address_in_numbers_gets_no_connection(host, attempts) -> None:
    with pytest.raises(EgressRefused):
        await asked(service_at(f"https://{host}/v1", GuardedFetch()))
    assert attempts.seen == []


async def test_name_that_leads_home_later_gets_no_connection(monkeypatch, attempts) -> None:
    """DNS rebinding: public while it is looked at, this machine when it is connected to."""
    async with canary_on_usual_port(monkeypatch) as canary:
        names = Names({"models.example": [[PUBLIC], [LOOPBACK]]})
        url = f"https://models.example:{canary.port}/v1"
        guard = GuardedFetch(resolver=names)
        await guard.dialer(url).check()
        with pytest.raises(EgressRefused):
            await asked(service_at(url, guard))
        assert (canary.connections, attempts.seen) == (0, [])
        assert names.asked == ["models.example"] * 2


async def test_each_new_connection_looks_the_name_up(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary:
        names = Names({"models.example": [[PUBLIC], [PUBLIC], [LOOPBACK]]})
        url = f"https://models.example:{canary.port}/v1"
        service = service_at(url, GuardedFetch(resolver=names))
        for _ in range(2):
            with pytest.raises(OutsideUnavailable):
                await service.post("chat", {}, Patience(1, 0.2, 0.2), bytes)
        with pytest.raises(EgressRefused):
            await service.post("chat", {}, QUICK, bytes)
        await service.close()
        assert canary.connections == 0


async def test_one_private_address_among_public_ones_closes_the_name() -> None:
    with pytest.raises(EgressRefused):
        await (
            GuardedFetch(resolver=Names({"models.example": [PUBLIC, LOOPBACK]}))
            .dialer("https://models.example")
            .check()
        )


async def test_plain_http_is_for_what_the_operator_opened_alone() -> None:
    names = Names({"models.example": [PUBLIC], "inside.test": [LOOPBACK]})
    with pytest.raises(EgressRefused, match="https"):
        await GuardedFetch(resolver=names).dialer("http://models.example/v1").check()
    with pytest.raises(EgressRefused, match="https"):
        await GuardedFetch(allow("10.0.0.0/8"), names).dialer("http://models.example/v1").check()
    await GuardedFetch(allow("inside.test"), names).dialer("http://inside.test/v1").check()
    await GuardedFetch(allow("127.0.0.0/8"), names).dialer("http://127.0.0.1:9/v1").check()


async def test_redirect_is_not_followed_and_the_key_goes_nowhere_else() -> None:
    async with scripted_server(lambda _asked: Reply(200, {})) as elsewhere:
        away = Reply(307, {}, {"Location": elsewhere.url})
        async with scripted_server(lambda _asked: away) as server:
            with pytest.raises((OutsideNonsense, OutsideRefused)):
                await asked(service_at(server.url, GuardedFetch(allow("127.0.0.1"))))
            assert server.asked[0].headers["authorization"] == "Bearer canary"
        assert elsewhere.connections == 0


async def test_what_is_opened_is_reached_and_connections_are_kept() -> None:
    async with scripted_server(lambda _asked: Reply(200, {"well": True})) as server:
        service = service_at(server.url, GuardedFetch(allow("127.0.0.1")))
        for _ in range(3):
            await service.post("chat", {}, QUICK, bytes)
        assert (len(server.asked), server.connections) == (3, 1)
        await service.close()


async def test_dialer_opens_no_other_host_or_port() -> None:
    dialer = GuardedFetch(resolver=Names({"models.example": [PUBLIC]})).dialer("https://models.example/v1")
    for host, port in (("other.example", 443), ("models.example", 8443)):
        with pytest.raises(EgressRefused):
            await dialer.addresses_of(host, port)
    assert [str(one) for one in await dialer.addresses_of("models.example", 443)] == [PUBLIC]


async def test_proxy_of_the_environment_is_left_out(monkeypatch) -> None:
    """A proxy would look the name up itself, and would be a way around the guard."""
    async with (
        scripted_server(lambda _asked: Reply(200, {})) as proxy,
        scripted_server(lambda _asked: Reply(200, {})) as server,
    ):
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", f"nothing-{uuid4().hex}")
        await asked(service_at(server.url, GuardedFetch(allow("127.0.0.1"))))
        assert (proxy.connections, server.connections) == (0, 1)


async def test_a_models_name_that_leads_elsewhere_while_it_is_asked_is_refused_and_told_nothing(
    monkeypatch,
) -> None:
    """A provider that an organization named: public when it was added and looked at, this machine when it is asked again."""
    async with canary_on_usual_port(monkeypatch) as canary:
        names = Names({"models.example": [[PUBLIC], [PUBLIC], ["169.254.169.254"], [LOOPBACK]]})
        url = f"https://models.example:{canary.port}/v1"
        guard = GuardedFetch(resolver=names)
        await guard.dialer(url).check()
        limits = CallLimits(0.2, 0.3, 0.3, 0.3)
        request = ChatRequest("m-1", (ChatMessage(Role.USER, "Boots?"),), 10, limits=limits)
        for kind in CHAT_MODELS:
            names.lead("models.example", [[PUBLIC], ["169.254.169.254"], [LOOPBACK]])
            model = CHAT_MODELS[kind](ChatServer("own", url, "canary-of-a-key", dial=guard.dialer(url)))
            with pytest.raises(ChatModelUnavailable):
                await model.complete(request)
            for _ in range(3):
                with pytest.raises(ChatAddressRefused):
                    await model.complete(request)
                with pytest.raises(ChatAddressRefused):
                    await anext(model.stream(request))
            await model.close()
        assert canary.connections == 0
