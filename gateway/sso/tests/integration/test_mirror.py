"""What staffing says about a person is what Keycloak says in their token."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from chassis.auth.tokens import Principal
from chassis.service import Service
from kernel.actor import NotAnAssignment
from kernel.ids import new_id
from sso.adapters.keycloak.accounts import KeycloakAccounts
from sso.application.sync_accounts import SyncAccounts

TEACHER = "class-teacher@/3401/340104/2134010001"


@pytest.fixture
async def mirror(service: Service, open_mirror: Callable[..., Any]) -> Any:
    return open_mirror(service.settings)


def claims_of(me: dict[str, Any]) -> list[str]:
    return [each["assignment"] for each in me["assignments"]]


async def test_makes_the_account_on_first_sight_and_follows_changes(
    mirror: Any, open_browser: Callable[[], Any]
) -> None:
    person = new_id()
    mirror.names.known[person] = "zhao.mirror"
    await mirror.say(person, TEACHER)
    await mirror.settle()
    browser = open_browser()
    await browser.sign_in("zhao.mirror")
    me = (await browser.get("/auth/me")).json()
    assert (me["person_id"], claims_of(me)) == (str(person), [TEACHER])
    await mirror.say(person, "principal@/3401/340104/2134010001", version=2)
    await mirror.settle()
    other = open_browser()
    await other.sign_in("zhao.mirror")
    assert claims_of((await other.get("/auth/me")).json()) == ["principal@/3401/340104/2134010001"]


async def test_an_older_or_repeated_event_changes_nothing(mirror: Any, admin: Any) -> None:
    person = new_id()
    mirror.names.known[person] = "qian.mirror"
    await mirror.say(person, TEACHER, version=2)
    await mirror.settle()
    await mirror.say(person, "auditor@/3401", version=1)
    await mirror.say(person, TEACHER, version=2)
    assert await mirror.queue.waiting() == 0
    user = admin.get_users({"username": "qian.mirror", "exact": "true"})[0]
    assert user["attributes"]["assignments"] == [TEACHER]


async def test_who_leaves_is_out_at_once(mirror: Any, open_browser: Callable[[], Any], admin: Any) -> None:
    person = new_id()
    mirror.names.known[person] = "sun.mirror"
    await mirror.say(person, TEACHER)
    await mirror.settle()
    browser = open_browser()
    await browser.sign_in("sun.mirror")
    assert (await browser.get("/auth/me")).status_code == 200
    await mirror.say(person, active=False, version=2)
    await mirror.settle()
    assert (await browser.get("/auth/me")).status_code == 401
    user = admin.get_users({"username": "sun.mirror", "exact": "true"})[0]
    assert not user["enabled"]
    assert "assignments" not in user["attributes"]
    await mirror.say(person, TEACHER, version=3)
    await mirror.settle()
    assert admin.get_users({"username": "sun.mirror", "exact": "true"})[0]["enabled"]


async def test_who_registered_themselves_keeps_what_that_gave(
    mirror: Any, admin: Any, make_user: Callable[..., str]
) -> None:
    person = new_id()
    user_id = make_user("parent.mirror", "guardian@/family", person_id=str(person))
    await mirror.say(person, "vendor-clerk@/vendor/91340100MA2N")
    await mirror.settle()
    assert admin.get_user(user_id)["attributes"]["assignments"] == [
        "guardian@/family",
        "vendor-clerk@/vendor/91340100MA2N",
    ]
    await mirror.say(person, active=False, version=2)
    await mirror.settle()
    user = admin.get_user(user_id)
    assert (user["attributes"]["assignments"], user["enabled"]) == (["guardian@/family"], True)


async def test_waits_for_a_name_nobody_knows_yet(mirror: Any, admin: Any) -> None:
    person = new_id()
    await mirror.say(person, TEACHER)
    await mirror.sync()
    assert await mirror.queue.waiting() == 1
    mirror.names.known[person] = "li.late.mirror"
    await mirror.settle()
    assert admin.get_users({"username": "li.late.mirror", "exact": "true"})


async def test_an_outage_of_keycloak_loses_nothing(mirror: Any, admin: Any, settings_of: Any) -> None:
    person = new_id()
    mirror.names.known[person] = "zhou.mirror"
    gone = KeycloakAccounts(
        await settings_of(keycloak_url="http://127.0.0.1:1", database_url="postgresql+asyncpg://x@127.0.0.1:1/x")
    )
    await mirror.say(person, TEACHER)
    broken = SyncAccounts(mirror.queue, gone, mirror.names, mirror.sync.sessions)
    assert await broken() == 1
    assert await mirror.queue.waiting() == 1
    await mirror.settle()
    assert admin.get_users({"username": "zhou.mirror", "exact": "true"})
    await gone.close()


@pytest.mark.parametrize("owner", [str(new_id()), None], ids=["of somebody", "of nobody known"])
async def test_never_takes_over_an_account_by_its_sign_in_name(
    mirror: Any, admin: Any, make_user: Callable[..., str], owner: str | None
) -> None:
    login = f"family.mirror.{'known' if owner else 'unknown'}"
    user_id = make_user(login, "guardian@/family", person_id=owner)
    before = admin.get_user(user_id)
    person, other = new_id(), new_id()
    # As a staff list may say it: Keycloak does not tell capitals apart.
    mirror.names.known |= {person: login.upper(), other: f"{login}.other"}
    await mirror.say(person, "duty-teacher@/3401/340104/2134010001")
    await mirror.say(other, TEACHER)
    await mirror.settle()
    assert admin.get_user(user_id) == before
    # It is written down for who has to look, and holds up neither the next account nor the stack's clock.
    assert await refusal_of(mirror, person) == "sso.login_taken"
    assert admin.get_users({"username": f"{login}.other", "exact": "true"})
    mirror.names.known[person] = f"{login}.corrected"
    await mirror.say(person, TEACHER, version=2)
    await mirror.settle()
    assert await refusal_of(mirror, person) is None
    assert admin.get_users({"username": f"{login}.corrected", "exact": "true"})


async def test_changes_no_account_that_came_with_the_installation(mirror: Any, admin: Any) -> None:
    before = admin.get_user(admin.get_user_id("system-administrator"))
    person = UUID(before["attributes"]["person_id"][0])
    await mirror.say(person, "auditor@/3401", version=7)
    await mirror.settle()
    assert admin.get_user(before["id"]) == before
    assert await refusal_of(mirror, person) == "sso.account_not_mirrored"
    await mirror.say(person, active=False, version=8)
    await mirror.settle()
    assert admin.get_user(before["id"])["enabled"]


async def refusal_of(mirror: Any, person: UUID) -> str | None:
    async with mirror.service.database.reading() as connection:
        query = text("SELECT refused_code FROM account WHERE person_id = :person_id")
        found: str | None = await connection.scalar(query, {"person_id": person})
    return found


async def test_refuses_an_assignment_that_cannot_be_read(mirror: Any) -> None:
    with pytest.raises(NotAnAssignment):
        await mirror.say(new_id(), "nonsense")


async def test_two_workers_share_a_hundred_people_and_do_each_once(mirror: Any, admin: Any) -> None:
    people = [new_id() for _ in range(100)]
    for number, person in enumerate(people):
        mirror.names.known[person] = f"staff-{number:03d}.mirror"
        await mirror.say(person, TEACHER)
    began_s = time.monotonic()
    await asyncio.gather(mirror.settle(), mirror.settle())
    took_s = time.monotonic() - began_s
    assert len(admin.get_users({"search": "staff-", "max": 200, "first": 0})) == 100
    # Some 3 s on two idle cores; the bound only says that it does not grow with waiting.
    assert took_s < 60


async def test_a_token_names_the_persons_other_accounts(
    mirror: Any, open_browser: Callable[[], Any], service: Service
) -> None:
    person, parent, over = new_id(), new_id(), new_id()
    mirror.names.known[person] = "linked.mirror"
    await mirror.say(person, TEACHER, linked=[parent, over])
    await mirror.settle()
    browser = open_browser()
    await browser.sign_in("linked.mirror")
    assert (await principal_of(browser, service)).linked == {parent, over}
    await mirror.say(person, TEACHER, version=2)
    await mirror.settle()
    other = open_browser()
    await other.sign_in("linked.mirror")
    assert (await principal_of(other, service)).linked == set()


async def principal_of(browser: Any, service: Service) -> Principal:
    """Who the services take the signed-in person for."""
    found: Principal = await service.app.state.tokens.verify(browser.cookie("kehou-access"))
    return found
