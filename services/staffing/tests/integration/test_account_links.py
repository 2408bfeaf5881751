"""Two accounts become one person's when two others say so, and sign-in is told about each account."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from contracts.staffing.v1 import events_pb2 as staffing
from testkit.telling import last_told

CITY, DISTRICT = "/3401", "/3401/340104"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
OFFICER, PRINCIPAL = f"district-officer@{DISTRICT}", f"principal@{SCHOOL}"
ADMINISTRATOR, TEACHER = f"school-administrator@{SCHOOL}", f"class-teacher@{SCHOOL}"
ACCOUNTANT, GUARDIAN = f"school-accountant@{SCHOOL}", "guardian@/family"
WHY = {"reason": "同一人：校长亦为三年级学生家长"}


class Office:
    """The staff of the workbook, and what one can say of their accounts."""

    def __init__(self, service: Any, client: httpx.AsyncClient, signed: Any, ids: dict[str, UUID]) -> None:
        self.service, self.client, self.signed, self.ids = service, client, signed, ids

    async def post(
        self, by: UUID, acting: str, address: str, body: Any, *, version: int = 1, linked: tuple[UUID, ...] = ()
    ) -> httpx.Response:
        claims = {"linked_persons": [str(each) for each in linked]}
        headers = self.signed(by, acting, claims=claims, **{"If-Match": f'"{version}"'})
        return await self.client.post(f"/v1/{address}", headers=headers, json=body)

    async def state(self, number: str, account: UUID, *, by: UUID, acting: str = OFFICER) -> httpx.Response:
        body = {"person_id": str(self.ids[number]), "account_id": str(account), **WHY}
        return await self.post(by, acting, "account-links", body)

    async def decide(self, by: UUID, acting: str, link: Any, decision: str = "confirm", **more: Any) -> httpx.Response:
        return await self.post(by, acting, f"account-links/{link['id']}/decision", {"decision": decision}, **more)

    async def link(self, number: str, account: UUID) -> Any:
        """Two accounts that two officers have said are of one person."""
        stated = await self.state(number, account, by=uuid4())
        assert stated.status_code == 201, stated.text
        agreed = await self.decide(uuid4(), OFFICER, stated.json())
        assert (agreed.status_code, agreed.json()["state"]) == (200, "linked"), agreed.text
        return agreed.json()

    async def items(self, by: UUID, acting: str, address: str) -> list[Any]:
        answer = await self.client.get(f"/v1/{address}", headers=self.signed(by, acting))
        assert answer.status_code == 200, answer.text
        found: list[Any] = answer.json()["items"]
        return found

    async def told(self, person: UUID) -> set[UUID] | None:
        """Which accounts sign-in was last told to be of this person; None where it was told nothing of them."""
        told = await last_told(self.service.database, staffing.AssignmentsChanged, person)
        return None if told is None else {UUID(each) for each in told.linked_person_ids}


@pytest.fixture
async def office(
    service: Any, client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> Office:
    await import_staff(workbook(known.staff))
    return Office(service, client, signed, await people())


async def test_tells_sign_in_of_the_parents_account_when_a_second_person_has_agreed(office: Office) -> None:
    principal, parent = office.ids["E001"], uuid4()
    stated = await office.state("E001", parent, by=uuid4())
    assert (stated.status_code, stated.json()["state"]) == (201, "proposed")
    assert await office.told(principal) == set()
    again = await office.state("E001", parent, by=uuid4())
    assert (again.status_code, again.json()["code"]) == (409, "staffing.link_there_already")
    agreed = await office.decide(uuid4(), OFFICER, stated.json())
    assert agreed.json()["state"] == "linked"
    assert await office.told(principal) == {parent}
    # Nobody here tells of a family's account, which has no roles in staffing and would be shut.
    assert await office.told(parent) is None
    assert (await office.items(principal, PRINCIPAL, "me/notices"))[0]["kind"] == "linked"
    for person, acting in ((principal, PRINCIPAL), (parent, GUARDIAN)):
        [own] = await office.items(person, acting, "me/account-links")
        assert own["id"] == stated.json()["id"]
    assert await office.items(uuid4(), GUARDIAN, "me/account-links") == []


async def test_keeps_telling_of_it_when_roles_change(office: Office, change_role: Any) -> None:
    teacher, parent = office.ids["E004"], uuid4()
    await office.link("E004", parent)
    body = {
        "person_id": str(teacher),
        "role": "school-cashier",
        "path": SCHOOL,
        "starts_on": "2026-03-01",
        "ends_on": None,
    }
    assert (await change_role("assignments", body)).status_code == 200
    assert await office.told(teacher) == {parent}


async def test_takes_all_accounts_that_are_linked_over_another_for_one_person(office: Office) -> None:
    accountant, teacher, parent = office.ids["E003"], office.ids["E004"], uuid4()
    await office.link("E003", parent)
    over = await office.link("E004", parent)
    assert await office.told(accountant) == {parent, teacher}
    assert await office.told(teacher) == {parent, accountant}
    ending = await office.post(uuid4(), OFFICER, f"account-links/{over['id']}/ending", WHY, version=2)
    assert (ending.status_code, ending.json()["state"]) == (200, "ending")
    assert await office.told(teacher) == {parent, accountant}
    ended = await office.decide(uuid4(), OFFICER, over, version=3)
    assert ended.json()["state"] == "ended"
    assert (await office.told(teacher), await office.told(accountant)) == (set(), {parent})
    assert (await office.items(teacher, TEACHER, "me/notices"))[0]["kind"] == "unlinked"


async def test_roles_that_exclude_each_other_do_so_over_all_accounts_of_a_person(
    office: Office, workbook: Any, import_staff: Any, known: Any
) -> None:
    teacher = office.ids["E004"]
    cashier = {
        "person_id": str(teacher),
        "role": "school-cashier",
        "path": SCHOOL,
        "starts_on": "2026-03-01",
        "ends_on": None,
    }
    await office.link("E003", teacher)
    refused = await office.post(uuid4(), OFFICER, "assignments", {**cashier, "reason": "接替出纳"})
    assert (refused.status_code, refused.json()["code"]) == (409, "staffing.roles_exclude_each_other")
    later = {**cashier, "reason": "接替出纳", "starts_on": "2026-06-01"}
    assert (await office.post(uuid4(), OFFICER, "assignments", later)).status_code == 409
    [row] = [list(row) for row in known.staff if row[0] == "E004"]
    row[4] += "、出纳"
    listed = await import_staff(workbook([row]))
    assert [error["code"] for error in listed.json()["errors"]] == ["staffing.roles_exclude_each_other"]
    # The accountant leaves the post in the same list, so the two posts do not meet.
    [accountant] = [list(row) for row in known.staff if row[0] == "E003"]
    accountant[4] = "值班教师"
    assert (await import_staff(workbook([row, accountant]))).status_code == 201


async def test_nobody_states_or_ends_a_link_alone(office: Office) -> None:
    officer, principal, parent = uuid4(), office.ids["E001"], uuid4()
    stated = (await office.state("E001", parent, by=officer)).json()
    own = await office.decide(officer, OFFICER, stated)
    assert (own.status_code, own.json()["code"]) == (403, "kernel.same_person_twice")
    other_account = await office.decide(uuid4(), OFFICER, stated, linked=(officer,))
    assert other_account.json()["code"] == "kernel.same_person_twice"
    concerned = await office.decide(uuid4(), OFFICER, stated, linked=(parent,))
    assert (concerned.status_code, concerned.json()["code"]) == (403, "kernel.same_person_twice")
    below = await office.decide(principal, PRINCIPAL, stated)
    assert (below.status_code, below.json()["code"]) == (403, "staffing.role_of_another_office")
    assert await office.told(principal) == set()
    linked = (await office.decide(uuid4(), OFFICER, stated)).json()
    ending = await office.post(officer, OFFICER, f"account-links/{linked['id']}/ending", WHY, version=2)
    alone = await office.decide(officer, OFFICER, ending.json(), version=3)
    assert alone.json()["code"] == "kernel.same_person_twice"
    assert await office.told(principal) == {parent}
    kept = await office.decide(uuid4(), OFFICER, ending.json(), "refuse", version=3)
    assert (kept.json()["state"], await office.told(principal)) == ("linked", {parent})


async def test_a_person_states_their_own_account_and_cannot_take_it_back_alone(office: Office) -> None:
    teacher, parent = office.ids["E004"], uuid4()
    body = {"account_id": str(parent), **WHY}
    stated = await office.post(teacher, TEACHER, "me/account-links", body)
    assert (stated.status_code, stated.json()["person_id"]) == (201, str(teacher))
    agreed = await office.decide(office.ids["E001"], PRINCIPAL, stated.json())
    assert agreed.json()["state"] == "linked"
    ending = await office.post(teacher, TEACHER, f"account-links/{stated.json()['id']}/ending", WHY, version=2)
    assert (ending.status_code, ending.json()["code"]) == (403, "chassis.role_not_allowed")
    stranger = await office.post(uuid4(), GUARDIAN, "me/account-links", body)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "staffing.person_unknown")


async def test_keeps_a_foreign_school_out(office: Office) -> None:
    foreign = f"school-administrator@{OTHER_SCHOOL}"
    stated = await office.state("E004", uuid4(), by=uuid4(), acting=foreign)
    assert (stated.status_code, stated.json()["code"]) == (404, "staffing.person_unknown")
    # A school cannot block another school's people by listing them as its own.
    own = await office.state("E004", office.ids["E005"], by=office.ids["E002"], acting=ADMINISTRATOR)
    assert (own.status_code, own.json()["code"]) == (403, "kernel.outside_own_organisation")
    link = await office.link("E004", uuid4())
    assert await office.items(uuid4(), foreign, "account-links") == []
    seen = await office.client.get(f"/v1/account-links/{link['id']}", headers=office.signed(uuid4(), foreign))
    assert (seen.status_code, seen.json()["code"]) == (404, "staffing.link_unknown")


async def test_refuses_what_is_no_link(office: Office) -> None:
    itself = await office.state("E001", office.ids["E001"], by=uuid4())
    assert (itself.status_code, itself.json()["code"]) == (422, "staffing.linked_to_itself")
    for _ in range(10):
        await office.link("E001", uuid4())
    one_more = (await office.state("E001", uuid4(), by=uuid4())).json()
    refused = await office.decide(uuid4(), OFFICER, one_more)
    assert (refused.status_code, refused.json()["code"]) == (409, "staffing.too_many_links")
    withdrawn = await office.decide(UUID(one_more["asked_by"]), OFFICER, one_more, "refuse")
    assert withdrawn.json()["state"] == "refused"
    stale = await office.decide(uuid4(), OFFICER, one_more, version=2)
    assert stale.json()["code"] == "staffing.link_decided"
