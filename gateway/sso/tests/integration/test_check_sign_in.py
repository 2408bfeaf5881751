"""Before a sensitive step, sign-in confirms session and role: the token alone is not believed."""

from typing import Any
from uuid import UUID

import pytest

from chassis.service import Service
from kernel.actor import Assignment
from kernel.errors import Unavailable
from kernel.ids import new_id
from sso.adapters.grpc.assignments import GrpcAssignments
from sso.application.check_sign_in import CheckSignIn, Standing

PRINCIPAL = Assignment.parse("principal@/3401/340104/2134010001")
STANDS, WITHDRAWN, OUT = Standing(True, True), Standing(True, False), Standing(False, False)


class KnownAssignments:
    """Assignments as staffing would tell them; who is not in it is nobody's employee."""

    def __init__(self) -> None:
        self.held: dict[UUID, set[str]] = {}

    async def is_held(self, person_id: UUID, assignment: str) -> bool | None:
        return assignment in self.held[person_id] if person_id in self.held else None


@pytest.fixture
def assignments() -> KnownAssignments:
    return KnownAssignments()


@pytest.fixture
def check(service: Service, assignments: KnownAssignments) -> CheckSignIn:
    return CheckSignIn(service.app.state.use_cases.refresh_access.provider, assignments)


@pytest.fixture
async def signed_in(open_browser: Any, make_user: Any, assignments: KnownAssignments) -> Any:
    """A browser of a principal, their access token and the id of their account."""
    person = new_id()
    login = f"principal.{person.hex[-10:]}"
    user_id = make_user(login, str(PRINCIPAL), person_id=str(person), second_factor=True)
    assignments.held[person] = {str(PRINCIPAL)}
    browser = open_browser()
    await browser.sign_in(login)
    return browser, browser.cookie("access"), user_id, person


async def test_a_sign_in_stands_until_the_person_signs_out(signed_in: Any, check: CheckSignIn) -> None:
    browser, token, _, _ = signed_in
    assert await check(access_token=token, assignment=PRINCIPAL) == STANDS
    await browser.post("/auth/logout")
    assert await check(access_token=token, assignment=PRINCIPAL) == OUT


async def test_a_closed_account_is_out_though_its_token_lives(signed_in: Any, check: CheckSignIn, admin: Any) -> None:
    _, token, user_id, _ = signed_in
    admin.update_user(user_id, {**admin.get_user(user_id), "enabled": False})
    assert await check(access_token=token, assignment=PRINCIPAL) == OUT


async def test_a_withdrawn_role_is_gone_before_keycloak_heard_of_it(
    signed_in: Any, check: CheckSignIn, assignments: KnownAssignments
) -> None:
    _, token, _, person = signed_in
    assignments.held[person] = {"class-teacher@/3401/340104/2134010001"}
    assert await check(access_token=token, assignment=PRINCIPAL) == WITHDRAWN


async def test_who_is_nobodys_employee_holds_what_their_account_says_now(
    signed_in: Any, check: CheckSignIn, assignments: KnownAssignments, admin: Any
) -> None:
    _, token, user_id, person = signed_in
    del assignments.held[person]
    assert await check(access_token=token, assignment=PRINCIPAL) == STANDS
    user = admin.get_user(user_id)
    admin.update_user(user_id, {**user, "attributes": {**user["attributes"], "assignments": ["guardian@/family"]}})
    assert await check(access_token=token, assignment=PRINCIPAL) == WITHDRAWN


async def test_a_forged_token_is_nobodys(signed_in: Any, check: CheckSignIn) -> None:
    _, token, _, _ = signed_in
    assert await check(access_token=f"{token[:-6]}AAAAAA", assignment=PRINCIPAL) == OUT


async def test_nobody_is_believed_while_staffing_is_silent(
    signed_in: Any, service: Service, check: CheckSignIn
) -> None:
    silent = CheckSignIn(check.provider, GrpcAssignments(service.peers[0]))
    with pytest.raises(Unavailable):
        await silent(access_token=signed_in[1], assignment=PRINCIPAL)
