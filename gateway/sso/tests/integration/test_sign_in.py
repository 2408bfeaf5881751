"""Signing in through a real Keycloak gives a session to the browser that asked for it, and to no other."""

from typing import Any

import pytest

ACCOUNTANT = "school-accountant@/3401/340104/2134010001"


@pytest.fixture(scope="module")
def accountant(make_user: Any) -> str:
    return make_user(
        "wang.sign-in",
        ACCOUNTANT,
        "principal@/3401",
        person_id="018f0000-0000-7000-8000-0000000000aa",
    )


async def test_signs_in_and_says_who_is_signed_in(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    back = await browser.sign_in("wang.sign-in", query="?return_to=/finance/recon%3Fmonth%3D3")
    assert (back.status_code, back.headers["location"]) == (303, "/finance/recon?month=3")
    me = (await browser.get("/auth/me")).json()
    assert me["person_id"] == "018f0000-0000-7000-8000-0000000000aa"
    assert [each["assignment"] for each in me["assignments"]] == [ACCOUNTANT, "principal@/3401"]
    assert me["acting"] == ACCOUNTANT
    assert me["language"] == "zh-CN"
    assert me["strong_sign_in"]["signed_in_at"]


async def test_cookies_are_what_the_design_says(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    await browser.sign_in("wang.sign-in")
    session = next(line for line in browser.set_cookies if line.startswith("__Secure-kehou-session-0123abcd="))
    access = next(line for line in browser.set_cookies if line.startswith("__Host-kehou-access-0123abcd="))
    for line in (session, access):
        assert "HttpOnly" in line
        assert "Secure" in line
        assert "Domain" not in line
    assert "Path=/auth" in session
    assert "SameSite=lax" in session
    assert "Path=/;" in access
    assert "SameSite=strict" in access
    lives_s = int(access.partition("Max-Age=")[2].partition(";")[0])
    assert 40 < lives_s <= 60
    # Closing the browser signs out.
    assert "Max-Age" not in session
    assert "expires" not in session.lower()
    refresh_tokens = [line for line in browser.set_cookies if "refresh" in line.lower()]
    assert not refresh_tokens


async def test_refuses_a_forged_state(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    callback = await browser.to_callback("wang.sign-in")
    state = callback.partition("state=")[2].partition("&")[0]
    answer = await browser.get(callback.replace(state, "A" * len(state)))
    assert answer.status_code == 400
    assert browser.cookie("session") is None


async def test_refuses_a_callback_begun_in_another_browser(open_browser: Any, accountant: str) -> None:
    attacker, victim = open_browser(), open_browser()
    callback = await attacker.to_callback("wang.sign-in")
    assert (await victim.get(callback)).status_code == 400
    assert victim.cookie("session") is None


async def test_refuses_a_replayed_code(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    callback = await browser.to_callback("wang.sign-in")
    attempt = dict(browser.jars[browser.origin.partition("//")[2]])
    assert (await browser.get(callback)).status_code == 303
    thief = open_browser()
    thief.jars[browser.origin.partition("//")[2]] = {k: v for k, v in attempt.items() if "attempt" in k}
    assert (await thief.get(callback)).status_code == 400
    assert thief.cookie("session") is None


async def test_going_back_in_history_while_signed_in_leads_to_the_portal(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    callback = await browser.to_callback("wang.sign-in")
    await browser.get(callback)
    again = await browser.get(callback)
    assert (again.status_code, again.headers["location"]) == (303, "/")


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "/auth/login"])
async def test_never_returns_to_another_origin(open_browser: Any, accountant: str, wanted: str) -> None:
    browser = open_browser()
    begun = await browser.get("/auth/login", params={"return_to": wanted})
    assert begun.status_code == 303
    callback = await browser.to_callback("wang.sign-in", query=f"?return_to={wanted}")
    assert (await browser.get(callback)).headers["location"] == "/"


async def test_a_session_planted_before_signing_in_is_not_used(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    host = browser.origin.partition("//")[2]
    browser.jars[host] = {"__Secure-kehou-session-0123abcd": ("planted-by-somebody", "/auth")}
    await browser.sign_in("wang.sign-in")
    assert browser.cookie("session") not in {None, "planted-by-somebody"}


async def test_signing_in_again_asks_again_and_replaces_the_session(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    await browser.sign_in("wang.sign-in")
    former = browser.cookie("session")
    before = (await browser.get("/auth/me")).json()["strong_sign_in"]
    begun = await browser.get("/auth/login?return_to=/close")
    page = await browser.get(begun.headers["location"])
    assert page.status_code == 200, "Keycloak must ask again although it knows the browser"
    back = await browser.sign_in("wang.sign-in", query="?return_to=/close")
    assert back.headers["location"] == "/close"
    after = (await browser.get("/auth/me")).json()["strong_sign_in"]
    assert after["signed_in_at"] >= before["signed_in_at"]
    stale = open_browser()
    stale.jars[browser.origin.partition("//")[2]] = {"__Secure-kehou-session-0123abcd": (former, "/auth")}
    assert (await stale.get("/auth/me")).status_code == 401


async def test_without_our_cookies_the_password_is_asked_for(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    await browser.sign_in("wang.sign-in")
    browser.jars.pop(browser.origin.partition("//")[2])
    page = await browser.get((await browser.get("/auth/login")).headers["location"])
    assert (page.status_code, 'name="password"' in page.text) == (200, True)


async def test_who_comes_back_to_a_forgotten_attempt_is_led_where_they_wanted(
    open_browser: Any, accountant: str
) -> None:
    browser = open_browser()
    callback = await browser.to_callback("wang.sign-in", query="?return_to=/finance/recon%3Fmonth%3D3")
    browser.jars.pop(browser.origin.partition("//")[2])
    answer = await browser.get(callback)
    assert answer.status_code == 400
    assert 'href="/auth/login?return_to=%2Ffinance%2Frecon%3Fmonth%3D3"' in answer.text


async def test_remembers_the_assignment_last_chosen(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    await browser.sign_in("wang.sign-in")
    assert (await browser.post("/auth/acting", json={"assignment": "principal@/3401"})).status_code == 204
    assert (await browser.post("/auth/language", json={"language": "en"})).status_code == 204
    other = open_browser()
    await other.sign_in("wang.sign-in")
    me = (await other.get("/auth/me")).json()
    assert (me["acting"], me["language"]) == ("principal@/3401", "en")
    refused = await browser.post("/auth/acting", json={"assignment": "auditor@/3401"})
    assert (refused.status_code, refused.json()["code"]) == (403, "sso.assignment_not_held")


async def test_a_page_of_another_origin_can_change_nothing(open_browser: Any, accountant: str) -> None:
    browser = open_browser()
    await browser.sign_in("wang.sign-in")
    for path in ("/auth/refresh", "/auth/logout", "/auth/acting"):
        body = {"assignment": "x@/1"} if path == "/auth/acting" else None
        answer = await browser.post(path, headers={"origin": "https://evil.example"}, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "sso.foreign_origin")
    assert (await browser.get("/auth/me")).status_code == 200


async def test_without_a_session_the_answer_is_to_sign_in(open_browser: Any) -> None:
    browser = open_browser()
    for method, path in (("GET", "/auth/me"), ("POST", "/auth/refresh"), ("POST", "/auth/acting")):
        answer = await browser.request(method, path, json={"assignment": "x@/1"} if path == "/auth/acting" else None)
        assert (answer.status_code, answer.json()["code"]) == (401, "sso.not_signed_in")
