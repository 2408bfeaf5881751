"""A session ends when it should, survives what it should, and is refreshed once for everybody who asks."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import system_time
from chassis.seal import Sealer
from chassis.service import Service
from sso.adapters.redis.sessions import RedisSessionStore, open_redis
from sso.application.ports import SessionOver
from sso.application.refresh_access import SHARED_FOR, RefreshAccess
from sso.bootstrap import build

SESSION = "__Secure-kehou-session-0123abcd"


@pytest.fixture(scope="module")
def cashier(make_user: Any) -> str:
    return make_user("li.sessions", "school-cashier@/3401/340104/2134010001")


@pytest.fixture
async def browser(open_browser: Callable[[], Any], cashier: str) -> Any:
    browser = open_browser()
    assert (await browser.sign_in("li.sessions")).status_code == 303
    return browser


class Counting:
    """A provider that counts how often Keycloak is asked."""

    def __init__(self, provider: Any) -> None:
        self.provider = provider
        self.calls = 0

    async def refresh(self, refresh_token: str, *, now: Any) -> Any:
        self.calls += 1
        return await self.provider.refresh(refresh_token, now=now)


async def test_fifty_refreshes_at_once_in_two_processes_ask_keycloak_once(browser: Any, service: Service) -> None:
    use_cases = service.app.state.use_cases
    counting = Counting(use_cases.refresh_access.provider)
    settings = service.settings
    stores = [
        RedisSessionStore(
            open_redis(settings.redis_url.get_secret_value()),
            Sealer.from_settings(settings),
            installation_id=settings.installation_id,
        )
        for _ in range(2)
    ]
    processes = [RefreshAccess(counting, store, use_cases.refresh_access.limits) for store in stores]
    later = system_time() + SHARED_FOR + timedelta(seconds=1)
    session_id = browser.cookie("session")
    before = await stores[0].find(session_id)
    answers = await asyncio.gather(*(processes[number % 2](session_id=session_id, now=later) for number in range(50)))
    assert counting.calls == 1
    assert len({answer.tokens.access_token for answer in answers}) == 1
    assert before is not None
    assert answers[0].tokens.access_token != before.tokens.access_token
    for store in stores:
        await store.close()


async def test_every_tab_gets_its_cookie(browser: Any) -> None:
    answers = await asyncio.gather(*(browser.post("/auth/refresh") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    tokens = {line.partition(";")[0] for line in browser.set_cookies if line.startswith("__Host-kehou-access")}
    assert len(tokens) == 1
    assert answers[0].json()["session_ends_at"]


async def test_signing_out_ends_the_session_here_and_at_keycloak(browser: Any) -> None:
    session_id = browser.cookie("session")
    answer = await browser.post("/auth/logout")
    assert (answer.status_code, answer.json()) == (200, {"everywhere": True})
    assert browser.cookie("session") is None
    assert browser.cookie("access") is None
    browser.jars[browser.origin.partition("//")[2]][SESSION] = (session_id, "/auth")
    assert (await browser.get("/auth/me")).status_code == 401
    page = await browser.get((await browser.get("/auth/login")).headers["location"])
    assert page.status_code == 200, "Keycloak's own session is over too: it asks for the password again"


async def test_signing_out_twice_is_no_error(browser: Any) -> None:
    await browser.post("/auth/logout")
    assert (await browser.post("/auth/logout")).status_code == 200


async def test_keycloak_ending_the_users_sessions_ends_ours(browser: Any, admin: Any, cashier: str) -> None:
    assert (await browser.get("/auth/me")).status_code == 200
    await asyncio.to_thread(admin.user_logout, cashier)
    for _ in range(100):
        if (await browser.get("/auth/me")).status_code == 401:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the back-channel logout did not arrive")


async def test_a_session_ended_behind_our_back_is_over_at_the_next_refresh(
    browser: Any, service: Service, admin: Any, cashier: str, valkey: Any
) -> None:
    refresh = service.app.state.use_cases.refresh_access
    session_id = browser.cookie("session")
    session = await refresh.sessions.find(session_id)
    await asyncio.to_thread(admin.user_logout, cashier)
    await asyncio.sleep(0.5)
    again = await refresh.sessions.add(session, lives=timedelta(minutes=5))
    with pytest.raises(SessionOver):
        await refresh(session_id=again, now=system_time() + SHARED_FOR + timedelta(seconds=1))
    assert await refresh.sessions.find(again) is None


async def test_an_emptied_redis_means_signing_in_again_and_no_error(browser: Any, valkey: Any) -> None:
    await valkey.flushdb()
    answer = await browser.post("/auth/refresh")
    assert (answer.status_code, answer.json()["code"]) == (401, "sso.not_signed_in")
    assert browser.cookie("session") is None
    page = await browser.get((await browser.get("/auth/login")).headers["location"])
    assert 'name="password"' in page.text
    assert (await browser.sign_in("li.sessions")).status_code == 303
    assert (await browser.get("/auth/me")).status_code == 200


async def test_an_emptied_redis_does_not_disturb_who_is_signing_in(
    open_browser: Callable[[], Any], cashier: str, valkey: Any
) -> None:
    browser = open_browser()
    callback = await browser.to_callback("li.sessions")
    await valkey.flushdb()
    assert (await browser.get(callback)).status_code == 303
    assert (await browser.get("/auth/me")).status_code == 200


async def test_idle_too_long_is_over(browser: Any, service: Service) -> None:
    refresh = service.app.state.use_cases.refresh_access
    session = await refresh.sessions.find(browser.cookie("session"))
    with pytest.raises(SessionOver):
        await refresh(session_id=browser.cookie("session"), now=system_time() + timedelta(minutes=20))
    # At Keycloak, too: its refresh token opens nothing any more.
    with pytest.raises(SessionOver):
        await refresh.provider.refresh(session.tokens.refresh_token, now=system_time())


async def test_looking_at_a_session_that_is_over_ends_it_everywhere(browser: Any, service: Service) -> None:
    use_cases = service.app.state.use_cases
    session_id = browser.cookie("session")
    session = await use_cases.refresh_access.sessions.find(session_id)
    with pytest.raises(SessionOver):
        await use_cases.find_session(session_id=session_id, now=system_time() + timedelta(hours=12))
    with pytest.raises(SessionOver):
        await use_cases.refresh_access.provider.refresh(session.tokens.refresh_token, now=system_time())


async def test_redis_holds_neither_tokens_nor_the_id_in_clear(browser: Any, valkey: Any, service: Service) -> None:
    session_id = browser.cookie("session")
    keys = [key async for key in valkey.scan_iter("sso:*")]
    values = b"".join([await valkey.get(key) for key in keys if b":session:" in key and not key.endswith(b":lock")])
    assert values
    assert session_id.encode() not in b"".join(keys)
    session = await service.app.state.use_cases.refresh_access.sessions.find(session_id)
    assert session.tokens.refresh_token.encode() not in values
    assert b"eyJ" not in values


async def test_without_keycloak_pages_say_so_and_sessions_are_kept(
    browser: Any, settings_of: Any, http_client: Any
) -> None:
    lonely = build(await settings_of(keycloak_url="http://127.0.0.1:1"))
    refresh = lonely.app.state.use_cases.refresh_access
    async with http_client(lonely.app) as client:
        page = await client.get("/auth/login?return_to=/close")
        assert page.status_code == 503
        assert page.headers["retry-after"] == "5"
        assert "/auth/login?return_to=%2Fclose" in page.text
        stored = await refresh.sessions.find(browser.cookie("session"))
        old = await refresh.sessions.add(
            type(stored)(stored.identity, stored.tokens, stored.began_at, stored.seen_at - timedelta(minutes=1)),
            lives=timedelta(minutes=5),
        )
        answer = await client.post("/auth/refresh", headers={"cookie": f"{SESSION}={old}"})
        assert (answer.status_code, answer.json()["code"]) == (503, "sso.sign_in_unavailable")
        assert "set-cookie" not in answer.headers
        me = await client.get("/auth/me", headers={"cookie": f"{SESSION}={old}"})
        assert me.status_code == 200
    for hook in lonely.on_stop:
        await hook()
    await lonely.database.close()


async def test_without_redis_the_answer_is_to_try_again(browser: Any, settings_of: Any, http_client: Any) -> None:
    lonely = build(await settings_of(redis_url="redis://127.0.0.1:1/0"))
    async with http_client(lonely.app) as client:
        cookie = {"cookie": f"{SESSION}={browser.cookie('session')}"}
        answer = await client.post("/auth/refresh", headers=cookie)
        assert (answer.status_code, answer.json()["code"]) == (503, "sso.sessions_unavailable")
    for hook in lonely.on_stop:
        await hook()
    await lonely.database.close()
