"""The security administrator sees who signed in and who tried to; nobody else does, and no name is shown."""

from typing import Any

import pytest

from kernel.ids import new_id

WATCHER = "security-administrator@/3401"
PASSWORD = "Sample-Password-2026"
TYPED = "somebody-typed-a-password-here"


@pytest.fixture(scope="module")
def watched(make_user: Any) -> str:
    return make_user("watched.events", "class-teacher@/3401/340104/2134010001")


@pytest.fixture
async def watcher(open_browser: Any) -> Any:
    """Signed in as the administrator who came with the installation, whose code the test may show once in 30 s."""
    browser = open_browser()
    await browser.sign_in("security-administrator")
    return browser


async def guessed(open_browser: Any, login: str) -> None:
    browser = open_browser()
    page = await browser.get((await browser.get("/auth/login")).headers["location"])
    await browser.send_form(page, {"username": login, "password": "a guess"})


async def test_shows_what_was_tried_and_by_whom_without_names(open_browser: Any, watcher: Any, watched: str) -> None:
    await guessed(open_browser, "watched.events")
    await guessed(open_browser, TYPED)
    await open_browser().sign_in("watched.events")
    answer = await watcher.get("/auth/sign-in-events", params={"limit": 100})
    assert answer.status_code == 200
    found = answer.json()["items"]
    mine = [(each["kind"], each["error"]) for each in found if each["account_id"] == watched]
    assert ("LOGIN", None) in mine
    assert ("LOGIN_ERROR", "invalid_user_credentials") in mine
    assert any(each["error"] == "user_not_found" and each["account_id"] is None for each in found)
    assert all(each["address"] for each in found)
    assert TYPED not in answer.text
    assert "watched.events" not in answer.text
    answer = await watcher.get("/auth/sign-in-events", params={"kind": "LOGIN_ERROR"})
    assert answer.status_code == 200, answer.text
    failed = answer.json()["items"]
    assert {each["kind"] for each in failed} == {"LOGIN_ERROR"}
    later = (await watcher.get("/auth/sign-in-events", params={"since": "2099-01-01T00:00:00Z"})).json()
    assert later["items"] == []
    nobody = (await watcher.get("/auth/sign-in-events", params={"person_id": str(new_id())})).json()
    assert nobody["items"] == []
    # Whoever reads on sees each once, however many sign in meanwhile.
    first = (await watcher.get("/auth/sign-in-events", params={"limit": 2})).json()
    await guessed(open_browser, "watched.events")
    second = (await watcher.get("/auth/sign-in-events", params={"limit": 2, "cursor": first["next"]})).json()
    whole = [(each["happened_at"], each["kind"], each["account_id"]) for each in found[:4]]
    paged = [(each["happened_at"], each["kind"], each["account_id"]) for each in first["items"] + second["items"]]
    assert paged == whole


@pytest.mark.parametrize(
    ("login", "assignment", "second_factor", "refusal"),
    [
        ("system.events", "system-administrator@/3401", True, (403, "chassis.role_not_allowed")),
        ("auditor.events", "auditor@/3401", True, (403, "chassis.role_not_allowed")),
        ("weak.events", WATCHER, False, (401, "chassis.strong_sign_in_required")),
    ],
)
async def test_shows_them_to_nobody_else(
    open_browser: Any, make_user: Any, login: str, assignment: str, second_factor: bool, refusal: tuple[int, str]
) -> None:
    make_user(login, assignment, second_factor=second_factor)
    browser = open_browser()
    await browser.sign_in(login)
    answer = await browser.get("/auth/sign-in-events")
    assert (answer.status_code, answer.json()["code"]) == refusal
    unknown = await open_browser().get("/auth/sign-in-events")
    assert (unknown.status_code, unknown.json()["code"]) == (401, "sso.not_signed_in")
