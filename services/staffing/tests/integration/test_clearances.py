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
    await import_staff(workbook([*known.staff, UNCHECKED]))
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
