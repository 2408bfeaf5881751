"""A month of staffing over HTTP, on a real database: import, rota, lessons, allowance."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.events.handling import EventInfo, NotYetKnown
from chassis.http.access import unguarded_routes
from chassis.postgres.migrate import assert_no_drift
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from rulebook.shipped import shipped_pack_text
from staffing.adapters.kafka.incoming import handlers
from staffing.adapters.postgres import rows
from staffing.bootstrap import ROUTERS, build
from staffing.settings import Settings
from testkit.clock import FakeClock
from testkit.tokens import TokenMint

CITY, DISTRICT = "/3401", "/3401/340104"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
ADMINISTRATOR = UUID(int=1)
HEADINGS = ("工号", "姓名", "手机号", "机构代码", "岗位", "任教班级", "无犯罪记录查询日期", "无犯罪记录有效期至")
STAFF = [
    ("E1", "王建国", "19900000001", "2134010001", "校长", "", "2026-01-20", "2027-01-20"),
    ("E2", "李秀英", "19900000002", "2134010001", "学校管理员", "", "2026-01-20", "2027-01-20"),
    ("E3", "张伟", "19900000003", "2134010001", "会计", "", "2026-01-20", "2027-01-20"),
    ("E4", "刘芳", "19900000004", "2134010001", "班主任、值班教师", "3.2", "2026-01-20", "2027-01-20"),
    ("E5", "陈静", "19900000005", "340104", "教育局经办", "", "2026-01-20", "2027-01-20"),
]  # fmt: skip
GROUP, OFFERING, SESSION, LATER = uuid4(), uuid4(), uuid4(), uuid4()
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-06-30",
    "applications_close_on": "2026-03-20",
}


def workbook(rows: list[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("教职工")
    page.write_row(0, 0, headings)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


async def told(service: Any, *messages: Any) -> None:
    """Apply events as the consumer would."""
    known = {handler.message: handler.apply for handler in handlers(service.app.state.sealer, service.clock)}
    for message in messages:
        info = EventInfo(uuid4(), "test", "", "", "", 1, datetime(2026, 2, 24, tzinfo=UTC))
        async with service.database.transaction() as transaction:
            await known[type(message)](message, info, transaction)


def organisation(code: str, path: str, kind: str) -> enrolment.OrganisationRegistered:
    return enrolment.OrganisationRegistered(code=code, path=path, kind=kind, name=code)


@pytest.fixture
async def service(settings_for: Callable[..., Any], token_mint: TokenMint, fake_clock: FakeClock) -> AsyncIterator[Any]:
    settings = await settings_for(Settings, "staffing", package="staffing", strong_acr=frozenset({"2"}))
    service = build(settings)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.clock = fake_clock
    fake_clock.move_to(datetime(2026, 3, 1, 1, tzinfo=UTC))
    object.__setattr__(service, "clock", fake_clock)
    await told(
        service,
        organisation("3401", CITY, "city"),
        organisation("340104", DISTRICT, "district"),
        organisation("2134010001", SCHOOL, "school"),
        organisation("2134010002", OTHER_SCHOOL, "school"),
        enrolment.TermOpened(district_path=DISTRICT, term="2026-spring", first_on="2026-03-02", last_on="2026-06-26"),
        enrolment.PackAdopted(
            district_path=DISTRICT,
            term="2026-spring",
            pack_text=shipped_pack_text("hefei"),
            parameters_json=json.dumps(PARAMETERS),
        ),
        enrolment.ClassRegistered(class_id=str(uuid4()), school_path=SCHOOL, grade=3, number=2),
        enrolment.OfferingPublished(offering_id=str(OFFERING), product="care"),
        enrolment.SessionsScheduled(
            group_id=str(GROUP),
            school_path=SCHOOL,
            offering_id=str(OFFERING),
            sessions=[
                enrolment.Session(
                    session_id=str(SESSION), held_on="2026-03-30", starts_at="16:30", ends_at="17:30", number=1
                ),
                enrolment.Session(
                    session_id=str(LATER), held_on="2026-03-31", starts_at="16:30", ends_at="17:30", number=2
                ),
            ],
        ),
    )
    yield service
    await service.database.close()


@pytest.fixture
async def client(service: Any, http_client: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(service.app) as client:
        yield client


@pytest.fixture
def signed(token_mint: TokenMint) -> Callable[..., dict[str, str]]:
    def headers(person: UUID, assignment: str, *, acr: str = "2", **more: str) -> dict[str, str]:
        return {**token_mint.headers(person, assignment, acr=acr), "Idempotency-Key": str(uuid4()), **more}

    return headers


async def import_staff(
    client: httpx.AsyncClient,
    signed: Any,
    content: bytes,
    *,
    by: UUID = ADMINISTRATOR,
    acting: str = f"system-administrator@{CITY}",
) -> httpx.Response:
    headers = signed(by, acting)
    return await client.post("/v1/imports/staff", headers=headers, files={"file": ("staff.xlsx", content)})


async def people(client: httpx.AsyncClient, signed: Any) -> dict[str, UUID]:
    answer = await client.get("/v1/people", headers=signed(ADMINISTRATOR, f"system-administrator@{CITY}"))
    return {one["number"]: UUID(one["id"]) for one in answer.json()["items"]}


async def published(service: Any, kind: str) -> int:
    query = text("SELECT count(*) FROM chassis.outbox WHERE type = :type")
    async with service.database.reading() as connection:
        found: int = (await connection.execute(query, {"type": f"contracts.staffing.v1.{kind}"})).scalar_one()
    return found


async def rota_told(service: Any, group_id: UUID) -> list[UUID]:
    """The sessions covered in the rota last published for a group."""
    query = text(
        "SELECT payload FROM chassis.outbox WHERE key = :key AND type = 'contracts.staffing.v1.ShiftsAssigned' "
        "ORDER BY id DESC LIMIT 1"
    )
    async with service.database.reading() as connection:
        payload = (await connection.execute(query, {"key": str(group_id)})).scalar_one()
    return [UUID(one.session_id) for one in staffing.ShiftsAssigned.FromString(bytes(payload)).shifts]


async def test_runs_a_month_from_the_workbook_to_the_pay_file(
    service: Any, client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock
) -> None:
    assert (await import_staff(client, signed, workbook(STAFF))).json() == {"people": 5, "added": 5}
    assert await published(service, "AssignmentsChanged") == 5
    assert await published(service, "ClassTeacherAssigned") == 1
    ids = await people(client, signed)
    planner = signed(ids["E2"], f"school-administrator@{SCHOOL}")
    shift = {"session_id": str(SESSION), "person_id": str(ids["E4"]), "duty": "duty"}
    assert (await client.post("/v1/rotas", headers=planner, json={"shifts": [shift]})).json() == {"shifts": 1}

    fake_clock.move_to(datetime(2026, 3, 30, 10, tzinfo=UTC))
    teacher = signed(ids["E4"], f"duty-teacher@{SCHOOL}")
    mine = (await client.get("/v1/me/shifts", headers=teacher)).json()["items"]
    assert [one["session_id"] for one in mine] == [str(SESSION)]
    assert (await client.post("/v1/lessons", headers=teacher, json={"session_ids": [str(SESSION)]})).status_code == 201
    confirmer = signed(ids["E2"], f"school-administrator@{SCHOOL}")
    confirmed = await client.post("/v1/lessons/confirmations", headers=confirmer, json={"held_on": "2026-03-30"})
    assert confirmed.json() == {"lessons": 1}

    fake_clock.move_to(datetime(2026, 4, 1, 2, tzinfo=UTC))
    accountant = f"school-accountant@{SCHOOL}"
    sheet = (
        await client.post("/v1/allowance-sheets", headers=signed(ids["E3"], accountant), json={"month": "2026-03"})
    ).json()
    assert (sheet["amount_fen"], sheet["outside_total"]) == (6000, True)
    address = f"/v1/allowance-sheets/{sheet['id']}"
    early = await client.post(f"{address}/pay-file", headers=signed(ids["E3"], accountant))
    assert early.json()["code"] == "staffing.sheet_not_at_this_step"
    principal = signed(ids["E1"], f"principal@{SCHOOL}", **{"If-Match": '"1"'})
    assert (await client.post(f"{address}/signature", headers=principal)).json()["state"] == "signed"
    stale = signed(ids["E5"], f"district-officer@{DISTRICT}", **{"If-Match": '"1"'})
    assert (await client.post(f"{address}/approval", headers=stale)).status_code == 412
    officer = signed(ids["E5"], f"district-officer@{DISTRICT}", **{"If-Match": '"2"'})
    assert (await client.post(f"{address}/approval", headers=officer)).json()["state"] == "approved"
    assert await published(service, "AllowanceSheetApproved") == 1

    pay_file = await client.post(f"{address}/pay-file", headers=signed(ids["E3"], accountant))
    sheet_rows = CalamineWorkbook.from_filelike(BytesIO(pay_file.content)).get_sheet_by_index(0).to_python()
    assert sheet_rows[1:] == [["E4", "刘芳", 1.0, "60.00", "60.00"], ["合计", "1 人", 1.0, "", "60.00"]]
    again = await client.post("/v1/allowance-sheets", headers=signed(ids["E3"], accountant), json={"month": "2026-03"})
    assert again.json()["code"] == "staffing.nothing_to_pay"


async def test_pays_a_lesson_confirmed_after_its_sheet_on_the_next_one_and_once(
    client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    planner, teacher = f"school-administrator@{SCHOOL}", f"duty-teacher@{SCHOOL}"
    shifts = [{"session_id": str(one), "person_id": str(ids["E4"]), "duty": "duty"} for one in (SESSION, LATER)]
    await client.post("/v1/rotas", headers=signed(ids["E2"], planner), json={"shifts": shifts})
    fake_clock.move_to(datetime(2026, 4, 1, 2, tzinfo=UTC))
    given = {"session_ids": [str(SESSION), str(LATER)]}
    assert (await client.post("/v1/lessons", headers=signed(ids["E4"], teacher), json=given)).status_code == 201

    async def confirm(held_on: str) -> None:
        headers = signed(ids["E2"], planner)
        answer = await client.post("/v1/lessons/confirmations", headers=headers, json={"held_on": held_on})
        assert answer.json() == {"lessons": 1}

    async def sheet(month: str) -> Any:
        headers = signed(ids["E3"], f"school-accountant@{SCHOOL}")
        made = (await client.post("/v1/allowance-sheets", headers=headers, json={"month": month})).json()
        return made.get("code") or [(line["lessons"], line["amount_fen"]) for line in made["lines"]]

    await confirm("2026-03-30")
    assert await sheet("2026-03") == [(1, 6000)]
    await confirm("2026-03-31")
    assert await sheet("2026-03") == "staffing.sheet_exists"
    # July has no term of its own any more.
    fake_clock.move_to(datetime(2026, 8, 3, 2, tzinfo=UTC))
    assert await sheet("2026-07") == [(1, 6000)]
    assert await sheet("2026-06") == "staffing.nothing_to_pay"


async def test_refuses_a_workbook_whole_and_names_every_fault(client: httpx.AsyncClient, signed: Any) -> None:
    faulty = [
        *STAFF,
        ("E6", "杨丽", "19900000006", "9999", "会计", "", "2026-01-20", "2027-01-20"),
        ("E7", "黄强", "19900000007", "2134010001", "园长", "", "2026-01-20", "2027-01-20"),
        ("E8", "赵敏", "19900000008", "2134010001", "会计、出纳", "x", "2025-01-20", "2027-01-20"),
        ("E1", "王建国", "19900000001", "2134010001", "校长", "", "2026-01-20", "2027-01-20"),
    ]
    answer = await import_staff(client, signed, workbook(faulty))
    assert answer.status_code == 422
    assert {error["code"] for error in answer.json()["errors"]} == {
        "staffing.organisation_unknown",
        "staffing.unknown_post",
        "staffing.roles_exclude_each_other",
        "staffing.class_malformed",
        "staffing.clearance_too_long",
        "staffing.row_twice",
    }
    assert await people(client, signed) == {}


async def test_refuses_the_same_file_again_and_a_file_without_its_columns(
    client: httpx.AsyncClient, signed: Any
) -> None:
    content = workbook(STAFF)
    assert (await import_staff(client, signed, content)).status_code == 201
    again = await import_staff(client, signed, content)
    assert (again.status_code, again.json()["code"]) == (409, "staffing.file_already_imported")
    short = await import_staff(client, signed, workbook([], HEADINGS[:3]))
    assert short.status_code == 422


async def test_refuses_a_workbook_in_which_its_importer_gains_a_post(client: httpx.AsyncClient, signed: Any) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    acting = f"school-administrator@{SCHOOL}"
    upwards = (*STAFF[1][:4], "学校管理员、校长", *STAFF[1][5:])
    answer = await import_staff(client, signed, workbook([upwards]), by=ids["E2"], acting=acting)
    assert [error["code"] for error in answer.json()["errors"]] == ["staffing.own_role_granted"]
    unchanged = (*STAFF[1][:2], "19900000099", *STAFF[1][3:])
    assert (await import_staff(client, signed, workbook([unchanged]), by=ids["E2"], acting=acting)).status_code == 201


async def test_a_second_school_adds_its_post_but_never_changes_name_or_telephone_number(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    acting = f"school-administrator@{OTHER_SCHOOL}"

    async def phone_index() -> bytes:
        query = text("SELECT phone_index FROM person WHERE number = 'E4'")
        async with service.database.reading() as connection:
            return bytes((await connection.execute(query)).scalar_one())

    before = await phone_index()
    renamed = ("E4", "某某", "19900000099", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    answer = await import_staff(client, signed, workbook([renamed]), by=uuid4(), acting=acting)
    assert [error["code"] for error in answer.json()["errors"]] == ["staffing.number_of_another_person"]
    shared = ("E4", "刘芳", "19900000099", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    for note in ("", "3.1"):
        content = workbook([(*shared[:5], note, *shared[6:])])
        assert (await import_staff(client, signed, content, by=uuid4(), acting=acting)).status_code == 201
    assert await phone_index() == before
    moved = (await client.get("/v1/people", headers=signed(ADMINISTRATOR, f"system-administrator@{CITY}"))).json()
    held = next(one["assignments"] for one in moved["items"] if one["id"] == str(ids["E4"]))
    assert f"duty-teacher@{OTHER_SCHOOL}" in held


async def test_refuses_an_uncleared_person_and_a_teacher_of_another_school(
    client: httpx.AsyncClient, signed: Any
) -> None:
    lapsed = ("E9", "周波", "19900000009", "2134010001", "值班教师", "", "2025-03-15", "2026-03-15")
    elsewhere = ("E10", "吴刚", "19900000010", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    await import_staff(client, signed, workbook([*STAFF, lapsed, elsewhere]))
    ids = await people(client, signed)
    shifts = [
        {"session_id": str(SESSION), "person_id": str(ids["E9"]), "duty": "duty"},
        {"session_id": str(LATER), "person_id": str(ids["E10"]), "duty": "duty"},
    ]
    planner = signed(ids["E2"], f"school-administrator@{SCHOOL}")
    answer = await client.post("/v1/rotas", headers=planner, json={"shifts": shifts})
    assert [error["code"] for error in answer.json()["errors"]] == [
        "staffing.not_cleared",
        "staffing.not_of_this_school",
    ]
    foreign = signed(ids["E2"], f"school-administrator@{OTHER_SCHOOL}")
    hidden = await client.post("/v1/rotas", headers=foreign, json={"shifts": shifts})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "staffing.session_unknown")


async def test_takes_a_deputy_for_the_afternoons_of_its_days_only(client: httpx.AsyncClient, signed: Any) -> None:
    elsewhere = ("E10", "吴刚", "19900000010", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    await import_staff(client, signed, workbook([*STAFF, elsewhere]))
    ids = await people(client, signed)
    deputy = {
        "person_id": str(ids["E10"]),
        "role": "duty-teacher",
        "path": SCHOOL,
        "starts_on": "2026-03-31",
        "ends_on": "2026-04-01",
    }
    granter = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    assert (await client.post("/v1/assignments", headers=granter, json=deputy)).status_code == 201
    shifts = [{"session_id": str(one), "person_id": str(ids["E10"]), "duty": "duty"} for one in (SESSION, LATER)]
    planner = f"school-administrator@{SCHOOL}"
    answer = await client.post("/v1/rotas", headers=signed(ids["E2"], planner), json={"shifts": shifts})
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("/shifts/0", "staffing.not_of_this_school")
    ]
    assert (
        await client.post("/v1/rotas", headers=signed(ids["E2"], planner), json={"shifts": shifts[1:]})
    ).status_code == 201


async def test_two_planners_never_put_one_person_in_two_rooms(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    other = uuid4()
    await told(
        service,
        enrolment.SessionsScheduled(
            group_id=str(uuid4()),
            school_path=SCHOOL,
            offering_id=str(OFFERING),
            sessions=[
                enrolment.Session(session_id=str(other), held_on="2026-03-30", starts_at="17:00", ends_at="18:00")
            ],
        ),
    )
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)

    async def plan(session_id: UUID) -> int:
        shift = {"session_id": str(session_id), "person_id": str(ids["E4"]), "duty": "duty"}
        planner = signed(ids["E2"], f"school-administrator@{SCHOOL}")
        return (await client.post("/v1/rotas", headers=planner, json={"shifts": [shift]})).status_code

    assert sorted(await asyncio.gather(plan(SESSION), plan(other))) == [201, 409]


async def test_gives_a_vendors_people_their_assignments_once(service: Any) -> None:
    clerk, instructor, vendor = uuid4(), uuid4(), uuid4()
    registered = vendors.VendorRegistered(vendor_id=str(vendor), uscc="91X", clerk_person_id=str(clerk))
    filed = vendors.InstructorFiled(
        person_id=str(instructor),
        vendor_id=str(vendor),
        uscc="91X",
        cleared_from="2026-01-10",
        cleared_until="2027-01-10",
    )
    await told(service, registered, filed, registered, filed)
    assert await published(service, "AssignmentsChanged") == 2


async def test_bars_an_instructor_whose_proof_was_taken_back(service: Any) -> None:
    instructor = uuid4()

    async def cleared_after(cleared_from: str, cleared_until: str) -> bool:
        filed = vendors.InstructorFiled(
            person_id=str(instructor),
            vendor_id=str(uuid4()),
            uscc="91X",
            cleared_from=cleared_from,
            cleared_until=cleared_until,
        )
        await told(service, filed)
        return bool(await service.app.state.use_cases.queries.cleared([instructor], on=date(2026, 3, 30)))

    assert await cleared_after("2026-01-10", "2027-01-10")
    assert not await cleared_after("2026-03-02", "2026-03-01")
    assert await cleared_after("2026-03-05", "2027-03-05")


async def test_takes_a_barred_instructor_off_the_rota_and_takes_no_lesson_of_theirs(
    service: Any, client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock
) -> None:
    vendor, instructor, offering, group = (uuid4() for _ in range(4))
    held = {date(2026, 3, day): uuid4() for day in (26, 30, 31)}

    def filed(cleared_from: str, cleared_until: str) -> vendors.InstructorFiled:
        return vendors.InstructorFiled(
            person_id=str(instructor),
            vendor_id=str(vendor),
            uscc="91X",
            cleared_from=cleared_from,
            cleared_until=cleared_until,
        )

    await told(
        service,
        vendors.VendorRegistered(vendor_id=str(vendor), uscc="91X", clerk_person_id=str(uuid4())),
        filed("2026-01-10", "2027-01-10"),
        enrolment.OfferingPublished(offering_id=str(offering), product="course", vendor_id=str(vendor)),
        enrolment.SessionsScheduled(
            group_id=str(group),
            school_path=SCHOOL,
            offering_id=str(offering),
            sessions=[
                enrolment.Session(session_id=str(one), held_on=day.isoformat(), starts_at="16:30", ends_at="17:30")
                for day, one in held.items()
            ],
        ),
    )
    planner = signed(uuid4(), f"school-administrator@{SCHOOL}")
    shifts = [{"session_id": str(one), "person_id": str(instructor), "duty": "course"} for one in held.values()]
    assert (await client.post("/v1/rotas", headers=planner, json={"shifts": shifts})).status_code == 201

    # The police answer of the 30th arrives a day late.
    fake_clock.move_to(datetime(2026, 3, 31, 4, tzinfo=UTC))
    await told(service, filed("2026-03-30", "2026-03-29"))
    acting = "instructor@/vendor/91X"
    mine = await client.get("/v1/me/shifts?first_on=2026-03-26", headers=signed(instructor, acting))
    assert [one["held_on"] for one in mine.json()["items"]] == ["2026-03-26", "2026-03-30"]
    assert await rota_told(service, group) == [one for one in sorted(held.values()) if one != held[date(2026, 3, 31)]]
    answers = []
    for one in held.values():
        body = {"session_ids": [str(one)]}
        answer = await client.post("/v1/lessons", headers=signed(instructor, acting), json=body)
        answers.append(answer.json().get("code", answer.status_code))
    assert answers == [201, "staffing.not_cleared", "staffing.not_on_the_rota"]


async def test_takes_who_leaves_off_the_rota_of_the_days_to_come(
    service: Any, client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    shifts = [{"session_id": str(one), "person_id": str(ids["E4"]), "duty": "duty"} for one in (SESSION, LATER)]
    planner = signed(ids["E2"], f"school-administrator@{SCHOOL}")
    await client.post("/v1/rotas", headers=planner, json={"shifts": shifts})
    fake_clock.move_to(datetime(2026, 3, 31, 1, tzinfo=UTC))
    query = text("SELECT id FROM assignment WHERE person_id = :person ORDER BY role")
    async with service.database.reading() as connection:
        held = [row[0] for row in await connection.execute(query, {"person": ids["E4"]})]
    for place, assignment in enumerate(held):
        granter = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
        assert (await client.delete(f"/v1/assignments/{assignment}", headers=granter)).status_code == 204
        # As class teacher alone the person still works at the school.
        assert len(await rota_told(service, GROUP)) == 2 - place


async def test_waits_for_an_offering_it_has_not_heard_of(service: Any) -> None:
    with pytest.raises(NotYetKnown):
        await told(service, enrolment.SessionsScheduled(group_id=str(uuid4()), offering_id=str(uuid4())))


async def test_a_deputy_begins_and_ends_by_the_daily_job(
    service: Any, client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    body = {
        "person_id": str(ids["E4"]),
        "role": "principal",
        "path": SCHOOL,
        "starts_on": "2026-03-30",
        "ends_on": "2026-04-02",
    }
    granter = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    assert (await client.post("/v1/assignments", headers=granter, json=body)).status_code == 201
    before = await published(service, "AssignmentsChanged")
    job = service.daily_jobs[0].run
    for day in (29, 30):
        fake_clock.move_to(datetime(2026, 3, day, 2, tzinfo=UTC))
        await job(date(2026, 3, day))
    assert await published(service, "AssignmentsChanged") == before + 1


async def test_refuses_from_monday_a_role_that_excludes_one_held(client: httpx.AsyncClient, signed: Any) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    body = {"person_id": str(ids["E3"]), "role": "school-cashier", "path": SCHOOL, "starts_on": "2026-03-30"}
    granter = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    answer = await client.post("/v1/assignments", headers=granter, json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "staffing.roles_exclude_each_other")


async def test_the_daily_job_turns_everybody_but_who_holds_what_excludes_itself(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    ids = await people(client, signed)
    insert = "INSERT INTO assignment (id, person_id, role, path, starts_on) VALUES (:id, :person, :role, :path, :on)"
    day = date(2026, 3, 30)
    async with service.database.transaction() as transaction:
        for number, role in (("E3", "school-cashier"), ("E4", "principal")):
            row = {"id": uuid4(), "person": ids[number], "role": role, "path": SCHOOL, "on": day}
            await transaction.connection.execute(text(insert), row)
    before = await published(service, "AssignmentsChanged")
    turn = service.app.state.use_cases.turn_assignments
    assert await turn(on=day, now=datetime(2026, 3, 30, tzinfo=UTC)) == [ids["E3"]]
    assert await published(service, "AssignmentsChanged") == before + 1


@pytest.mark.parametrize("router", ROUTERS)
async def test_no_role_reaches_what_is_not_its_own(
    router: Any, service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    """Every route with a role that has no business there, and nobody at all."""
    for route in router.routes:
        address = route.path.format(**dict.fromkeys(("person_id", "sheet_id", "assignment_id"), uuid4()))
        for method in route.methods:
            stranger = signed(uuid4(), "guardian@/family")
            answer = await client.request(method, address, headers=stranger)
            assert (answer.status_code, answer.json()["code"]) == (403, "chassis.role_not_allowed"), address
            nobody = {"Idempotency-Key": str(uuid4())}
            assert (await client.request(method, address, headers=nobody)).status_code == 401


async def test_asks_for_a_strong_sign_in_before_roles_change_or_money_is_approved(
    client: httpx.AsyncClient, signed: Any
) -> None:
    officer = f"district-officer@{DISTRICT}"
    for method, address in (
        ("POST", "/v1/assignments"),
        ("DELETE", f"/v1/assignments/{uuid4()}"),
        ("POST", "/v1/imports/staff"),
        ("POST", f"/v1/allowance-sheets/{uuid4()}/approval"),
    ):
        weak = signed(ADMINISTRATOR, officer, acr="1", **{"If-Match": '"1"'})
        answer = await client.request(method, address, headers=weak)
        assert (answer.status_code, answer.json()["code"]) == (401, "chassis.strong_sign_in_required"), address


async def test_every_route_says_who_may_call_it(service: Any) -> None:
    assert unguarded_routes(service.app) == []


async def test_finds_no_drift_between_migrations_and_tables(fresh_database: Callable[..., Any]) -> None:
    await assert_no_drift(await fresh_database("staffing"), rows.metadata)


async def test_keeps_names_and_numbers_out_of_events_and_audit(
    service: Any, client: httpx.AsyncClient, signed: Any
) -> None:
    await import_staff(client, signed, workbook(STAFF))
    query = text(
        "SELECT string_agg(encode(payload, 'escape') || headers::text, ' ') FROM chassis.outbox "
        "UNION ALL SELECT string_agg(after::text || before::text || subject, ' ') FROM chassis.audit_entry "
        "UNION ALL SELECT string_agg(encode(name, 'escape') || encode(phone, 'escape'), ' ') FROM person"
    )
    async with service.database.reading() as connection:
        written = " ".join(row[0] or "" for row in await connection.execute(query))
    for name, phone in ((row[1], row[2]) for row in STAFF):
        assert name.encode().decode("unicode_escape", "ignore") not in written
        assert name not in written
        assert phone not in written
