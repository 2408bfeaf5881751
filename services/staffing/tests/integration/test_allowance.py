"""What staff are paid: a month from the rota over the lessons to the pay file."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from testkit.clock import FakeClock

SCHOOL = "/3401/340104/2134010001"
OFFICER = "district-officer@/3401/340104"
ACCOUNTANT, PRINCIPAL = f"school-accountant@{SCHOOL}", f"principal@{SCHOOL}"
ADMINISTRATOR, TEACHER = f"school-administrator@{SCHOOL}", f"duty-teacher@{SCHOOL}"


@dataclass(frozen=True)
class School:
    """The people of the school and its district, and what they do with a sheet."""

    client: httpx.AsyncClient
    signed: Any
    ids: dict[str, UUID]

    async def post(self, number: str, acting: str, address: str, *, version: int = 0, **body: Any) -> httpx.Response:
        more = {"If-Match": f'"{version}"'} if version else {}
        headers = self.signed(self.ids[number], acting, **more)
        if address.endswith(("/signature", "/approval")) and not body:
            body = {"amount_fen": await self.shown(address.rpartition("/")[0])}
        return await self.client.post(f"/v1/{address}", headers=headers, json=body)

    async def shown(self, address: str) -> int:
        """What the sheet pays, as whoever agrees to it has just been shown."""
        answer = await self.client.get(f"/v1/{address}", headers=self.signed(self.ids["E003"], ACCOUNTANT))
        return int(answer.json()["amount_fen"])

    async def prepare(self, month: str = "2026-03") -> dict[str, Any]:
        made: dict[str, Any] = (await self.post("E003", ACCOUNTANT, "allowance-sheets", month=month)).json()
        return made

    async def stand(self, session_id: UUID, held_on: str) -> None:
        """E4 stands in the afternoon, logs the lesson, and it is confirmed."""
        shift = {"session_id": str(session_id), "person_id": str(self.ids["E004"]), "duty": "duty"}
        assert (await self.post("E002", ADMINISTRATOR, "rotas", shifts=[shift])).json() == {"shifts": 1}
        assert (await self.post("E004", TEACHER, "lessons", session_ids=[str(session_id)])).status_code == 201
        headers = self.signed(self.ids["E002"], ADMINISTRATOR)
        shown = (await self.client.get(f"/v1/lessons/waiting?held_on={held_on}", headers=headers)).json()
        seen = {"held_on": held_on, "digest": shown["digest"]}
        confirmed = await self.post("E002", ADMINISTRATOR, "lessons/confirmations", **seen)
        assert confirmed.json() == {"lessons": 1}


@pytest.fixture
async def school(
    client: httpx.AsyncClient,
    signed: Any,
    workbook: Any,
    import_staff: Any,
    people: Any,
    fake_clock: FakeClock,
    known: Any,
) -> School:
    """April has begun, and nothing of March is confirmed yet."""
    sent = (await import_staff(workbook(known.staff))).json()
    assert (sent["people"], sent["added"]) == (5, 5)
    fake_clock.move_to(datetime(2026, 4, 1, 2, tzinfo=UTC))
    return School(client, signed, await people())


async def test_runs_a_month_from_the_rota_to_the_pay_file(school: School, published: Any, known: Any) -> None:
    assert await published("AssignmentsChanged") == 5
    assert await published("ClassTeacherAssigned") == 1
    await school.stand(known.session, "2026-03-30")
    sheet = await school.prepare()
    assert (sheet["amount_fen"], sheet["outside_total"]) == (6000, True)
    address = f"allowance-sheets/{sheet['id']}"
    early = await school.post("E003", ACCOUNTANT, f"{address}/pay-file")
    assert early.json()["code"] == "staffing.sheet_not_at_this_step"
    other = await school.post("E001", PRINCIPAL, f"{address}/signature", version=1, amount_fen=6100)
    assert (other.status_code, other.json()["code"]) == (412, "kernel.amount_changed")
    assert other.json()["params"] == {"amount_fen": 6000}
    assert (await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)).json()["state"] == "signed"
    assert (await school.post("E005", OFFICER, f"{address}/approval", version=1)).status_code == 412
    assert (await school.post("E005", OFFICER, f"{address}/approval", version=2)).json()["state"] == "approved"
    assert await published("AllowanceSheetApproved") == 1

    pay_file = await school.post("E003", ACCOUNTANT, f"{address}/pay-file")
    written = CalamineWorkbook.from_filelike(BytesIO(pay_file.content)).get_sheet_by_index(0).to_python()
    assert written[1:] == [["E004", "刘芳", 1.0, 60.0, 60.0], ["合计", "1 人", 1.0, "", 60.0]]
    assert (await school.prepare())["code"] == "staffing.nothing_to_pay"


async def test_writes_amounts_that_add_up_and_names_that_are_no_formula_into_the_pay_file(
    school: School, service: Any, known: Any
) -> None:
    # No staff list brings such a name in any more; the file must not depend on that.
    sealed = service.app.state.sealer.seal("=1+1", field="person.name")
    async with service.database.transaction() as transaction:
        update = text("UPDATE person SET name = :name WHERE number = 'E004'")
        await transaction.connection.execute(update, {"name": sealed})
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)
    await school.post("E005", OFFICER, f"{address}/approval", version=2)
    pay_file = (await school.post("E003", ACCOUNTANT, f"{address}/pay-file")).content
    with ZipFile(BytesIO(pay_file)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        assert re.findall("<f>(.+?)</f>", page) == ["SUM(C2:C2)", "SUM(E2:E2)"]
        assert b'formatCode="#,##0.00"' in parts.read("xl/styles.xml")
    written = CalamineWorkbook.from_filelike(BytesIO(pay_file)).get_sheet_by_index(0).to_python()
    assert written[1] == ["E004", "=1+1", 1.0, 60.0, 60.0]


async def test_shows_a_teacher_their_own_afternoons(school: School, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    headers = school.signed(school.ids["E004"], TEACHER)
    mine = await school.client.get("/v1/me/shifts?first_on=2026-03-30", headers=headers)
    assert [(one["session_id"], one["confirmed"]) for one in mine.json()["items"]] == [(str(known.session), True)]


async def test_pays_a_lesson_confirmed_after_its_sheet_on_the_next_one_and_once(
    school: School, known: Any, fake_clock: FakeClock
) -> None:
    async def sheet(month: str) -> Any:
        made = await school.prepare(month)
        return made.get("code") or [(line["lessons"], line["amount_fen"]) for line in made["lines"]]

    await school.stand(known.session, "2026-03-30")
    assert await sheet("2026-03") == [(1, 6000)]
    await school.stand(known.later, "2026-03-31")
    assert await sheet("2026-03") == "staffing.sheet_exists"
    # July has no term of its own any more.
    fake_clock.move_to(datetime(2026, 8, 3, 2, tzinfo=UTC))
    assert await sheet("2026-07") == [(1, 6000)]
    assert await sheet("2026-06") == "staffing.nothing_to_pay"


async def test_a_sheet_that_the_principal_sent_back_is_prepared_with_what_was_missing(
    school: School, published: Any, known: Any
) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    returned = await school.post("E001", PRINCIPAL, f"{address}/return", version=1, reason="31 日的课漏报")
    assert (returned.json()["state"], returned.json()["allowed_actions"]) == ("returned", ["prepare"])
    await school.stand(known.later, "2026-03-31")
    # Its lessons stay on it: no other sheet pays them.
    assert (await school.prepare())["code"] == "staffing.sheet_exists"

    again = await school.post("E003", ACCOUNTANT, f"{address}/preparation", version=2)
    assert (again.json()["state"], again.json()["version"], again.json()["amount_fen"]) == ("prepared", 3, 12000)
    seen = await school.client.get(f"/v1/{address}", headers=school.signed(school.ids["E001"], PRINCIPAL))
    assert [(one["version"], one["state"], one["reason"], one["amount_fen"]) for one in seen.json()["returns"]] == [
        (1, "prepared", "31 日的课漏报", 6000)
    ]
    assert (await school.post("E001", PRINCIPAL, f"{address}/signature", version=3)).json()["state"] == "signed"
    assert (await school.post("E005", OFFICER, f"{address}/approval", version=4)).json()["state"] == "approved"
    assert await published("AllowanceSheetReturned") == 1
    assert await published("AllowanceSheetPrepared") == 2


async def test_a_sheet_that_the_district_sent_back_is_signed_again(school: School, service: Any, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    early = await school.post("E005", OFFICER, f"{address}/return", version=1, reason="未签字")
    assert early.json()["code"] == "staffing.sheet_not_at_this_step"
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)
    late = await school.post("E001", PRINCIPAL, f"{address}/return", version=2, reason="已签字")
    assert late.json()["code"] == "staffing.sheet_not_at_this_step"
    assert (await school.post("E005", OFFICER, f"{address}/return", version=2, reason="标准有误")).status_code == 200
    unsigned = await school.post("E005", OFFICER, f"{address}/approval", version=3)
    assert unsigned.json()["code"] == "staffing.sheet_not_at_this_step"
    await school.post("E003", ACCOUNTANT, f"{address}/preparation", version=3)
    unsigned = await school.post("E005", OFFICER, f"{address}/approval", version=4)
    assert unsigned.json()["code"] == "staffing.sheet_not_at_this_step"
    assert (await school.post("E001", PRINCIPAL, f"{address}/signature", version=4)).status_code == 200
    query = text("SELECT action, before->>'state' FROM chassis.audit_entry WHERE subject LIKE 'sheet/%' ORDER BY id")
    async with service.database.reading() as connection:
        written = [tuple(row) for row in await connection.execute(query)]
    assert ("staffing.allowance_sheet_returned", "signed") in written
    assert len(written) == 5


async def test_refuses_to_send_back_what_is_approved_or_without_a_reason(school: School, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    silent = await school.post("E001", PRINCIPAL, f"{address}/return", version=1, reason=" ")
    assert silent.json()["code"] == "staffing.return_needs_reason"
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)
    await school.post("E005", OFFICER, f"{address}/approval", version=2)
    for version in (3, 4):
        for number, acting in (("E001", PRINCIPAL), ("E005", OFFICER)):
            answer = await school.post(number, acting, f"{address}/return", version=version, reason="晚了")
            assert answer.json()["code"] == "staffing.sheet_not_at_this_step"
        await school.post("E003", ACCOUNTANT, f"{address}/pay-file")


async def test_finds_no_sheet_of_another_school_to_send_back_or_prepare(school: School, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    elsewhere = "/3401/340104/2134010002"
    for acting, step in (
        (f"principal@{elsewhere}", "return"),
        ("district-officer@/3401/340111", "return"),
        (f"school-accountant@{elsewhere}", "preparation"),
    ):
        why = {"reason": "外校"} if step == "return" else {}
        answer = await school.post("E001", acting, f"{address}/{step}", version=1, **why)
        assert (answer.status_code, answer.json()["code"]) == (404, "staffing.sheet_unknown")


async def test_of_approving_and_sending_back_at_the_same_moment_one_wins(school: School, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)
    answers = await asyncio.gather(
        school.post("E005", OFFICER, f"{address}/approval", version=2),
        school.post("E005", OFFICER, f"{address}/return", version=2, reason="标准有误"),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]


async def test_says_of_each_step_what_stood_before(school: School, service: Any, known: Any) -> None:
    await school.stand(known.session, "2026-03-30")
    address = f"allowance-sheets/{(await school.prepare())['id']}"
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=1)
    await school.post("E005", OFFICER, f"{address}/return", version=2, reason="重算")
    await school.post("E003", ACCOUNTANT, f"{address}/preparation", version=3)
    await school.post("E001", PRINCIPAL, f"{address}/signature", version=4)
    await school.post("E005", OFFICER, f"{address}/approval", version=5)
    await school.post("E003", ACCOUNTANT, f"{address}/pay-file")
    query = text("SELECT before, after FROM chassis.audit_entry WHERE action LIKE '%.allowance_sheet_%' ORDER BY id")
    async with service.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    states = [(row.before.get("state"), row.after["state"]) for row in rows]
    assert states == [
        (None, "prepared"),
        ("prepared", "signed"),
        ("signed", "returned"),
        ("returned", "prepared"),
        ("prepared", "signed"),
        ("signed", "approved"),
        ("approved", "exported"),
    ]
