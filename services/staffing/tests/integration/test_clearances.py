"""A check counts once an office has looked at the answer of the police and confirmed it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
KEEPER, OFFICER, POLICE = f"school-administrator@{SCHOOL}", f"district-officer@{DISTRICT}", f"police-officer@{DISTRICT}"
CLEARANCE = {"checked_on": "2026-02-20", "valid_until": "2027-02-19", "reference": "公查〔2026〕8号"}
ANSWER, ANOTHER = b"%PDF-1.7 answer", b"%PDF-1.7 another"
# On duty, and without a check in force.
UNCHECKED = ("E020", "吴刚", "19900000020", "2134010001", "值班教师", "", "2024-01-20", "2025-01-19")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Check:
    """A check that the school has entered, and that no office has confirmed."""

    client: httpx.AsyncClient
    signed: Any
    people: Mapping[str, UUID]
    session: UUID

    @property
    def person(self) -> UUID:
        return self.people["E020"]

    @property
    def keeper(self) -> UUID:
        return self.people["E002"]

    @property
    def paper(self) -> str:
        return f"/v1/people/{self.person}/clearances/evidence?checked_on={CLEARANCE['checked_on']}"

    async def enter(self) -> None:
        headers = self.signed(self.keeper, KEEPER)
        answer = await self.client.post(f"/v1/people/{self.person}/clearances", headers=headers, json=CLEARANCE)
        assert answer.status_code == 204, answer.text

    async def add(self, content: bytes, *, by: UUID | None = None, acting: str = KEEPER) -> httpx.Response:
        headers = self.signed(by or self.keeper, acting)
        file = {"file": ("答复.pdf", content, "application/pdf")}
        return await self.client.post(self.paper, headers=headers, files=file)

    async def look(self) -> httpx.Response:
        return await self.client.get(self.paper, headers=self.signed(uuid4(), POLICE))

    async def confirm(self, *, by: UUID | None = None, acting: str = OFFICER, **changed: str) -> tuple[int, str]:
        """The status and the code of the answer to somebody who has looked at the last paper."""
        seen = {"checked_on": CLEARANCE["checked_on"], "reference": CLEARANCE["reference"], "sha256": sha256(ANSWER)}
        address = f"/v1/people/{self.person}/clearances/confirmation"
        headers = self.signed(by or uuid4(), acting)
        answer = await self.client.post(address, headers=headers, json={**seen, **changed})
        return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else ""

    async def put_on_duty(self) -> tuple[int, str]:
        shift = {"session_id": str(self.session), "person_id": str(self.person), "duty": "duty"}
        headers = self.signed(self.keeper, KEEPER)
        answer = await self.client.post("/v1/rotas", headers=headers, json={"shifts": [shift]})
        return answer.status_code, answer.json().get("code", "")


@pytest.fixture
async def check(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> Check:
    await import_staff(workbook([*known.staff, UNCHECKED]), cleared=False)
    check = Check(client, signed, await people(), known.session)
    await check.enter()
    return check


async def test_counts_a_check_only_when_an_office_has_confirmed_it(service: Any, check: Check) -> None:
    assert await check.put_on_duty() == (409, "staffing.rota_refused")
    assert (await check.add(ANSWER)).status_code == 201
    assert await check.confirm(acting=POLICE) == (204, "")
    # Looked at and forgotten; what was looked at can still be told by its digest.
    gone = await check.look()
    assert (gone.status_code, gone.json()["code"]) == (404, "staffing.clearance_not_entered")
    late = await check.add(ANSWER, by=uuid4(), acting=OFFICER)
    assert (late.status_code, late.json()["code"]) == (409, "staffing.clearance_confirmed")
    async with service.database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM chassis.document_chunk")) == 0
        query = text("SELECT after FROM chassis.audit_entry WHERE action = 'staffing.clearance_confirmed'")
        assert (await connection.scalar(query))["sha256"] == sha256(ANSWER)
    assert (await check.put_on_duty())[0] == 201


async def test_tells_the_person_and_the_principal_of_a_confirmed_check(check: Check) -> None:
    async def told(who: UUID, acting: str) -> list[str]:
        answer = await check.client.get("/v1/me/notices", headers=check.signed(who, acting))
        mine = [one for one in answer.json()["items"] if one["person_id"] == str(check.person)]
        return [one["kind"] for one in mine if one["kind"] == "cleared"]

    both = (check.person, f"duty-teacher@{SCHOOL}"), (check.people["E001"], f"principal@{SCHOOL}")
    await check.add(ANSWER)
    assert [await told(*one) for one in both] == [[], []]
    assert await check.confirm() == (204, "")
    assert [await told(*one) for one in both] == [["cleared"], ["cleared"]]


async def test_confirms_nothing_but_the_answer_that_was_looked_at(check: Check) -> None:
    assert await check.confirm(acting=POLICE) == (409, "staffing.clearance_without_evidence")
    for content in (ANOTHER, ANSWER):
        sent = await check.add(content)
        assert (sent.status_code, sent.json()) == (201, {"sha256": sha256(content)})
    shown = await check.look()
    assert (shown.status_code, shown.content) == (200, ANSWER)
    assert await check.confirm(sha256=sha256(ANOTHER)) == (409, "staffing.evidence_changed")
    assert await check.confirm(reference="另一号") == (409, "staffing.reference_differs")
    assert await check.confirm() == (204, "")


async def test_lets_nobody_confirm_what_they_entered_or_what_is_about_them(check: Check) -> None:
    assert (await check.add(ANSWER)).status_code == 201
    for person in (check.keeper, check.person):
        assert await check.confirm(by=person) == (403, "kernel.same_person_twice")


async def test_takes_nothing_but_a_scan_as_the_answer(check: Check) -> None:
    refused = await check.add(b"<script>")
    assert (refused.status_code, refused.json()["code"]) == (422, "chassis.not_a_scan")


async def test_takes_a_check_of_a_list_for_a_claim_until_an_office_has_seen_its_answer(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    row = (*known.staff[3], "公查〔2026〕8号")
    await import_staff(workbook([(*one, "") for one in known.staff[:3]] + [row]), cleared=False)
    ids = await people()
    keeper, police = (ids["E002"], f"school-administrator@{SCHOOL}"), (uuid4(), f"police-officer@{SCHOOL[:12]}")
    address = f"/v1/people/{ids['E004']}/clearances"

    async def shift() -> int:
        body = {"shifts": [{"session_id": str(known.session), "person_id": str(ids["E004"]), "duty": "duty"}]}
        return (await client.post("/v1/rotas", headers=signed(*keeper), json=body)).status_code

    async def confirm(who: tuple[UUID, str], person: str, reference: str, sha256: str) -> tuple[int, str]:
        body = {"checked_on": "2026-01-20", "reference": reference, "sha256": sha256}
        where = f"/v1/people/{ids[person]}/clearances/confirmation"
        answer = await client.post(where, headers=signed(*who), json=body)
        return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else ""

    # Agreed to by an officer of the city, who has seen no answer.
    assert await shift() == 409
    assert (await client.get("/v1/clearances", headers=signed(*police))).json()["items"] == []
    nothing = hashlib.sha256(b"").hexdigest()
    unseen = await confirm(police, "E004", "公查〔2026〕8号", nothing)
    assert unseen == (409, "staffing.clearance_without_evidence")
    district = (uuid4(), f"district-officer@{SCHOOL[:12]}")
    paper = {"file": ("答复.pdf", b"%PDF-1.7 answer")}
    digests = {}
    for person, sender in (("E003", keeper), ("E004", district)):
        where = f"/v1/people/{ids[person]}/clearances/evidence?checked_on=2026-01-20"
        digests[person] = (await client.post(where, headers=signed(*sender), files=paper)).json()["sha256"]
    waiting = (await client.get("/v1/clearances", headers=signed(*police))).json()["items"]
    assert {one["person_id"] for one in waiting} == {str(ids["E003"]), str(ids["E004"])}
    # Whoever sent the answer confirms nothing, and nobody confirms a check whose number the list left out.
    own = await confirm(district, "E004", "公查〔2026〕8号", digests["E004"])
    assert own == (403, "kernel.same_person_twice")
    assert await confirm(police, "E003", " ", digests["E003"]) == (409, "staffing.reference_missing")
    body = {"checked_on": "2026-01-20", "valid_until": "2027-01-20", "reference": "公查〔2026〕7号"}
    entered = f"/v1/people/{ids['E003']}/clearances"
    assert (await client.post(entered, headers=signed(*keeper), json=body)).status_code == 204
    # The list sent again neither empties the number nor brings the claims as something new.
    again = workbook([known.staff[2], (*known.staff[3][:2], "19900000009", *known.staff[3][3:])])
    listed = await import_staff(again, cleared=False)
    assert listed.json()["changed"] == 1
    assert await confirm(police, "E003", "公查〔2026〕7号", digests["E003"]) == (204, "")
    assert await shift() == 409
    assert await confirm(police, "E004", "公查〔2026〕8号", digests["E004"]) == (204, "")
    assert await shift() == 201
    assert (await client.get(f"{address}/evidence?checked_on=2026-01-20", headers=signed(*police))).status_code == 404
