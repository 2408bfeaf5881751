"""A password alone is never strong, and whoever decides over money or people must have more."""

import re
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kernel.ids import new_id
from kernel.one_time_code import one_time_code, step_at

TEACHER, PRINCIPAL = "class-teacher@/3401/340104/2134010001", "principal@/3401/340104/2134010001"
CLIENTS = ("admin-cli", "account", "account-console", "security-admin-console", "sample-driver")
PASSWORD, TOTP_SECRET = "Sample-Password-2026", "twenty-bytes-of-test"


@pytest.fixture(scope="module")
def officer(make_user: Any) -> str:
    return make_user("officer.factor", "finance-officer@/3401/340104", second_factor=True)


@pytest.fixture
async def mirror(open_mirror: Callable[..., Any], settings_of: Any) -> Any:
    """As outside the local stack: it gives nobody a second factor."""
    return open_mirror(await settings_of(sample_totp_secret=None))


async def password_given(browser: Any, login: str, address: str | None = None, password: str = PASSWORD) -> Any:
    begun = address or (await browser.get("/auth/login")).headers["location"]
    page = await browser.get(begun)
    return await browser.send_form(page, {"username": login, "password": password})


async def test_password_and_code_are_strong_and_a_password_alone_is_not(
    open_browser: Any, officer: str, make_user: Any
) -> None:
    make_user("parent.factor", "guardian@/family")
    for login, strong in (("officer.factor", True), ("parent.factor", False)):
        browser = open_browser()
        await browser.sign_in(login)
        assert (await browser.get("/auth/me")).json()["strong_sign_in"]["is_strong"] is strong


async def test_a_wrong_code_and_one_used_before_open_nothing(open_browser: Any, officer: str) -> None:
    browser = open_browser()
    page = await password_given(browser, "officer.factor")
    step = next(browser.codes.steps("officer.factor"))
    code = one_time_code(TOTP_SECRET, step=step)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    page = await browser.send_form(page, {"otp": wrong})
    assert 'name="otp"' in page.text
    assert (await browser.send_form(page, {"otp": code})).status_code == 302
    thief = open_browser()
    page = await password_given(thief, "officer.factor")
    assert 'name="otp"' in (await thief.send_form(page, {"otp": code})).text


@pytest.mark.parametrize("added", ["", "&kc_action=CONFIGURE_TOTP", "&kc_action=webauthn-register"])
@pytest.mark.parametrize("level", ["", "&acr_values=password", "&acr_values=0"])
async def test_leaving_out_the_level_does_not_lead_past_the_second_factor(
    open_browser: Any, officer: str, level: str, added: str
) -> None:
    browser = open_browser()
    begun = (await browser.get("/auth/login")).headers["location"]
    page = await password_given(browser, "officer.factor", begun.replace("&acr_values=strong", level) + added)
    assert (page.status_code, 'name="otp"' in page.text) == (200, True)
    assert "totpSecret" not in page.text


async def test_who_needs_a_second_factor_enrols_it_at_the_first_sign_in(
    mirror: Any, open_browser: Any, admin: Any
) -> None:
    principal, teacher = new_id(), new_id()
    mirror.names.known |= {principal: "principal.enrols", teacher: "teacher.enrols"}
    await mirror.say(principal, PRINCIPAL)
    await mirror.say(teacher, TEACHER)
    await mirror.settle()
    teachers = open_browser()
    assert (await password_given(teachers, "teacher.enrols")).status_code == 302
    browser = open_browser()
    page = await led_on(browser, await password_given(browser, "principal.enrols"))
    secret = re.search(r'name="totpSecret" value="([^"]+)"', page.text)
    assert secret, page.text
    code = one_time_code(secret[1], step=step_at(time.time()))
    done = await browser.send_form(page, {"totp": code, "totpSecret": secret[1], "userLabel": "phone"})
    back = await led_on(browser, done)
    assert back.status_code == 303, back.text
    user = admin.get_user(admin.get_user_id("principal.enrols"))
    assert user["requiredActions"] == []
    # An event after that asks nobody to enrol a second time.
    await mirror.say(principal, PRINCIPAL, TEACHER, version=2)
    await mirror.settle()
    assert admin.get_user(user["id"])["requiredActions"] == []


async def led_on(browser: Any, page: httpx.Response) -> httpx.Response:
    while page.status_code == 302:
        page = await browser.get(page.headers["location"])
    return page


async def test_a_role_granted_later_asks_for_it_at_the_next_sign_in(mirror: Any, admin: Any) -> None:
    person = new_id()
    mirror.names.known[person] = "rises.mirror"
    await mirror.say(person, TEACHER)
    await mirror.settle()
    user_id = admin.get_user_id("rises.mirror")
    assert admin.get_user(user_id)["requiredActions"] == []
    await mirror.say(person, PRINCIPAL, version=2)
    await mirror.settle()
    assert admin.get_user(user_id)["requiredActions"] == ["CONFIGURE_TOTP"]


async def test_a_stranger_cannot_lock_somebody_out(open_browser: Any, make_user: Any) -> None:
    make_user("victim.factor", TEACHER)
    stranger = open_browser()
    # More than the edge lets one address try in half an hour.
    for _ in range(36):
        page = await password_given(stranger, "victim.factor", password="a guess")
        assert page.status_code == 200
    assert (await password_given(open_browser(), "victim.factor")).status_code == 302


@pytest.mark.parametrize(
    "client", ["admin-cli", "account", "account-console", "security-admin-console", "sample-driver"]
)
async def test_no_client_takes_a_password_directly(
    world: Any, http: httpx.AsyncClient, officer: str, client: str
) -> None:
    form = {"grant_type": "password", "client_id": client, "username": "officer.factor", "password": PASSWORD}
    answer = await http.post(f"{world.keycloak.issuer}/protocol/openid-connect/token", data=form)
    assert answer.status_code in {400, 401}
    assert answer.json()["error"] in {"unauthorized_client", "invalid_client"}


@pytest.fixture
async def http() -> Any:
    async with httpx.AsyncClient() as client:
        yield client


def test_the_administrators_realm_is_guarded_too(admin: Any) -> None:
    master = admin.get_realm("master")
    assert master["bruteForceProtected"]
    assert master["eventsEnabled"]
    assert "length(16)" in master["passwordPolicy"]


def test_one_limit_for_both(admin: Any, service: Any) -> None:
    realm = admin.get_realm("kehou")
    assert realm["ssoSessionIdleTimeout"] == service.settings.session_idle_s
    assert realm["ssoSessionMaxLifespan"] == service.settings.session_absolute_s
    assert realm["accessTokenLifespan"] <= 60
    assert realm["eventsExpiration"] >= 183 * 86_400
    assert not realm["rememberMe"]


async def test_a_password_that_was_enough_once_is_not_read_as_strong(settings_of: Callable[..., Any]) -> None:
    for weak in ("0", "1", "password"):
        with pytest.raises(ValueError, match="a password alone"):
            await settings_of(strong_acr=frozenset({weak, "strong"}))
