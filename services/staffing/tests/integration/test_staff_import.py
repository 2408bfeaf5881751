"""A workbook of staff is taken whole or not at all."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text

from sample_city.workbooks import STAFF_HEADINGS

CITY = "/3401"
SCHOOL = "/3401/340104/2134010001"
OTHER_SCHOOL = "/3401/340104/2134010002"
ADMINISTRATOR = UUID(int=1)
REFERENCE = "无犯罪记录查询文号"


async def test_refuses_a_workbook_whole_and_names_every_fault(
    workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    faulty = [
        *known.staff,
        ("E006", "杨丽", "19900000006", "9999", "会计", "", "2026-01-20", "2027-01-20"),
        ("E007", "黄强", "19900000007", "2134010001", "园长", "", "2026-01-20", "2027-01-20"),
        ("E008", "赵敏", "19900000008", "2134010001", "会计、出纳", "x", "2025-01-20", "2027-01-20"),
        ("E001", "王建国", "19900000001", "2134010001", "校长", "", "2026-01-20", "2027-01-20"),
    ]
    answer = await import_staff(workbook(faulty))
    assert answer.status_code == 422
    assert {error["code"] for error in answer.json()["errors"]} == {
        "staffing.organisation_unknown",
        "staffing.unknown_post",
        "staffing.roles_exclude_each_other",
        "staffing.class_malformed",
        "staffing.clearance_too_long",
        "staffing.row_twice",
    }
    assert await people() == {}


async def test_refuses_the_same_file_again_and_a_file_without_its_columns(
    workbook: Any, import_staff: Any, known: Any
) -> None:
    content = workbook(known.staff)
    assert (await import_staff(content)).status_code == 201
    again = await import_staff(content)
    assert (again.status_code, again.json()["code"]) == (409, "staffing.file_already_imported")
    short = await import_staff(workbook([], STAFF_HEADINGS[:3]))
    assert short.status_code == 422


async def test_takes_the_right_workbook_again_after_a_wrong_one(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, known: Any
) -> None:
    number, name, *rest = known.staff[0]
    right, wrong = workbook(known.staff), workbook([(number, "王建业", *rest)])
    for content in (right, wrong, right):
        assert (await import_staff(content)).status_code == 201
    listed = await client.get("/v1/people", headers=signed(ADMINISTRATOR, f"system-administrator@{CITY}"))
    assert [one["name"] for one in listed.json()["items"] if one["number"] == number] == [name]
    assert (await import_staff(right)).status_code == 409


async def test_imports_a_file_once_that_two_send_at_the_same_time(
    service: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    content = workbook(known.staff)
    async with service.database.transaction() as transaction:
        # Both have begun before either can write a person.
        await transaction.connection.execute(text("LOCK TABLE person IN EXCLUSIVE MODE"))
        both = [asyncio.create_task(import_staff(content, by=person)) for person in (ADMINISTRATOR, uuid4())]
        await asyncio.sleep(0.5)
    answers = sorted([await task for task in both], key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json()["code"] == "staffing.file_already_imported"
    assert len(await people()) == len(known.staff)


async def test_refuses_a_workbook_in_which_its_importer_gains_a_post(
    workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    acting = f"school-administrator@{SCHOOL}"
    upwards = (*known.staff[1][:4], "学校管理员、校长", *known.staff[1][5:])
    answer = await import_staff(workbook([upwards]), by=ids["E002"], acting=acting)
    assert [error["code"] for error in answer.json()["errors"]] == ["staffing.own_role_granted"]
    unchanged = (*known.staff[1][:2], "19900000099", *known.staff[1][3:])
    assert (await import_staff(workbook([unchanged]), by=ids["E002"], acting=acting)).status_code == 201


async def test_a_second_school_adds_its_post_but_never_changes_name_or_telephone_number(
    service: Any, client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    acting = f"school-administrator@{OTHER_SCHOOL}"

    async def phone_index() -> bytes:
        query = text("SELECT phone_index FROM person WHERE number = 'E004'")
        async with service.database.reading() as connection:
            return bytes((await connection.execute(query)).scalar_one())

    before = await phone_index()
    renamed = ("E004", "某某", "19900000099", "2134010002", "值班教师", "", "2026-01-20", "2027-01-20")
    answer = await import_staff(workbook([renamed]), by=uuid4(), acting=acting)
    assert [error["code"] for error in answer.json()["errors"]] == ["staffing.number_of_another_person"]
    shared = ("E004", "刘芳", "19900000099", "2134010002", "班主任、值班教师", "", "2026-01-20", "2027-01-20")
    for note in ("", "3.1"):
        content = workbook([(*shared[:5], note, *shared[6:])])
        assert (await import_staff(content, by=uuid4(), acting=acting)).status_code == 201
    assert await phone_index() == before
    moved = (await client.get("/v1/people", headers=signed(ADMINISTRATOR, f"system-administrator@{CITY}"))).json()
    held = next(one["assignments"] for one in moved["items"] if one["id"] == str(ids["E004"]))
    assert f"duty-teacher@{OTHER_SCHOOL}" in held


async def test_takes_one_person_under_every_spelling_of_their_number(
    workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    assert (await import_staff(workbook(known.staff))).status_code == 201
    number, *rest = known.staff[3]
    for spelling in (number.lower(), "Ｅ００４", f" {number} ", f"{number}\u200b", "E 004"):
        assert (await import_staff(workbook([(spelling, *rest)]))).status_code == 201
    assert len(await people()) == len(known.staff)


async def test_tells_every_cell_that_says_nothing_usable(workbook: Any, import_staff: Any, people: Any) -> None:
    good = ("E004", "刘芳", "19900000004", "2134010001", "班主任", "3.2", "2026-01-20", "2027-01-20")
    wrong = {
        0: ("", "staffing.staff_number_malformed"),
        1: ("123", "staffing.name_malformed"),
        2: ("无", "staffing.phone_malformed"),
        4: ("", "staffing.post_missing"),
        5: ("3.²", "staffing.class_malformed"),
    }
    for column, (cell, code) in wrong.items():
        answer = await import_staff(workbook([(*good[:column], cell, *good[column + 1 :])]))
        assert answer.status_code == 422, (column, answer.text)
        assert code in {error["code"] for error in answer.json()["errors"]}, (column, answer.text)
    taken = await import_staff(workbook([("G0000002", *good[1:])]))
    assert [error["code"] for error in taken.json()["errors"]] == ["staffing.staff_number_reserved"]
    without_post = await import_staff(workbook([(*good[:4], "值班教师", *good[5:])]))
    assert [error["code"] for error in without_post.json()["errors"]] == ["staffing.class_without_post"]
    assert await people() == {}


async def test_tells_numbers_errors_and_wrong_dates_all_at_once(workbook: Any, import_staff: Any, people: Any) -> None:
    row = ("E004", "刘芳", "19900000004", "2134010001", "班主任", "3.2", "2026-01-20", "2027-01-20")
    numbers: list[Any] = [(123, *row[1:]), (*row[:5], 3.10, *row[6:])]
    answer = await import_staff(workbook(numbers))
    assert [(error["code"], error["params"]["column"]) for error in answer.json()["errors"]] == [
        ("chassis.cell_not_text", "工号"),
        ("chassis.cell_not_text", "任教班级"),
    ]
    dates = [(f"E00{number}", *row[1:6], "长期", "长期") for number in (1, 2, 3)]
    answer = await import_staff(workbook(dates))
    assert len(answer.json()["errors"]) == 6
    assert await people() == {}


async def test_changes_nothing_before_a_second_person_agrees_to_what_was_shown(
    client: httpx.AsyncClient, signed: Any, workbook: Any, people: Any, published: Any, agree_to: Any, known: Any
) -> None:
    administrator = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    files = {"file": ("staff.xlsx", workbook(known.staff))}
    shown = (await client.post("/v1/imports/staff", headers=administrator, files=files)).json()
    assert (shown["state"], shown["changed"], shown["class_teachers"]) == ("proposed", 5, 1)
    assert (await people(), await published("AssignmentsChanged"), await published("ClassTeacherAssigned")) == (
        {},
        0,
        0,
    )
    for by, acting, code in (
        (ADMINISTRATOR, f"system-administrator@{CITY}", "kernel.duty_of_another_role"),
        (ADMINISTRATOR, f"city-officer@{CITY}", "kernel.same_person_twice"),
        (uuid4(), f"district-officer@{SCHOOL[:12]}", "staffing.staff_import_unknown"),
    ):
        refused = await agree_to(shown, by=by, acting=acting)
        assert refused.json()["code"] == code
    blind = await agree_to({**shown, "digest": "0" * 64})
    assert (blind.status_code, blind.json()["code"]) == (409, "staffing.difference_changed")
    assert (await agree_to(shown)).status_code == 200
    assert len(await people()) == 5
    assert (await agree_to(shown)).status_code == 412


async def test_tells_both_teachers_and_the_principal_of_a_class_that_changes_hands(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    new = ("E009", "周敏", "19900000009", "2134010001", "班主任", "3.2", "2026-01-20", "2027-01-20")
    assert (await import_staff(workbook([new]))).status_code == 201
    ids = await people()

    async def told(number: str, role: str) -> list[tuple[str, str]]:
        answer = await client.get("/v1/me/notices", headers=signed(ids[number], f"{role}@{SCHOOL}"))
        by_id = {str(person): known_as for known_as, person in ids.items()}
        told = [(by_id[one["person_id"]], one["kind"]) for one in answer.json()["items"]]
        return sorted(one for one in told if one[1].startswith("class_"))

    assert await told("E004", "class-teacher") == [("E004", "class_given"), ("E004", "class_taken")]
    assert await told("E009", "class-teacher") == [("E009", "class_given")]
    assert await told("E001", "principal") == [
        ("E004", "class_given"),
        ("E004", "class_taken"),
        ("E009", "class_given"),
    ]


async def test_shows_what_a_list_adds_ends_and_changes_and_refuses_what_was_not_shown(
    client: httpx.AsyncClient, signed: Any, workbook: Any, import_staff: Any, people: Any, agree_to: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    ids = await people()
    cashier = ("E003", "张维", "19900000003", "2134010001", "出纳", "", "2026-01-20", "2027-01-20")
    sender = signed(ids["E002"], f"school-administrator@{SCHOOL}")
    files = {"file": ("staff.xlsx", workbook([cashier]))}
    shown = (await client.post("/v1/imports/staff", headers=sender, files=files)).json()
    principal = signed(ids["E001"], f"principal@{SCHOOL}")
    address = f"/v1/imports/staff/{shown['id']}"
    [change] = (await client.get(f"{address}/changes", headers=principal)).json()["items"]
    assert (change["gained"], change["ended"], change["renamed"]) == (
        [f"school-cashier@{SCHOOL}"],
        [f"school-accountant@{SCHOOL}"],
        True,
    )
    # Meanwhile the person changes otherwise: what was shown is not what would happen.
    await import_staff(workbook([("E003", "张维", *cashier[2:4], "会计、值班教师", *cashier[5:])]))
    stale = await agree_to(shown, by=ids["E001"], acting=f"principal@{SCHOOL}")
    assert stale.json()["code"] == "staffing.difference_changed"
    fresh = (await client.get(address, headers=principal)).json()
    assert fresh["digest"] != shown["digest"]
    agreed = await agree_to(fresh, by=ids["E001"], acting=f"principal@{SCHOOL}")
    assert agreed.status_code == 200, agreed.text
    listed = (await client.get("/v1/people", headers=principal)).json()["items"]
    assert next(one["assignments"] for one in listed if one["number"] == "E003") == [f"school-cashier@{SCHOOL}"]


async def test_installs_the_first_officers_of_a_city_alone_and_once(
    client: httpx.AsyncClient, signed: Any, workbook: Any, people: Any
) -> None:
    def officer(number: str, post: str = "市级专班") -> bytes:
        row = (number, "陈静", f"1990000000{number[-1]}", "3401", post, "", "2026-01-20", "2027-01-20")
        return bytes(workbook([row]))

    async def send(content: bytes) -> httpx.Response:
        headers = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
        return await client.post("/v1/imports/staff", headers=headers, files={"file": ("staff.xlsx", content)})

    auditor = await send(officer("E010", "审计员"))
    assert [error["code"] for error in auditor.json()["errors"]] == ["staffing.role_of_another_office"]
    assert (await send(officer("E011"))).json()["state"] == "confirmed"
    second = await send(officer("E012"))
    assert [error["code"] for error in second.json()["errors"]] == ["staffing.role_of_another_office"]
    assert list(await people()) == ["E011"]


async def test_names_the_row_whose_number_of_the_answer_is_too_long(
    client: httpx.AsyncClient, signed: Any, workbook: Any, known: Any
) -> None:
    rows = [(*known.staff[0], "公查〔2026〕7号"), (*known.staff[1], "号" * 81)]
    files = {"file": ("staff.xlsx", workbook(rows))}
    headers = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
    answer = await client.post("/v1/imports/staff", headers=headers, files=files)
    [fault] = answer.json()["errors"]
    assert (fault["code"], fault["params"]["row"]) == ("staffing.reference_too_long", 3)
    assert fault["params"]["column"] == REFERENCE


async def test_says_in_the_trail_what_a_list_changed_and_how_it_stood(
    service: Any, workbook: Any, import_staff: Any, people: Any, known: Any
) -> None:
    await import_staff(workbook(known.staff))
    person = str((await people())["E003"])
    cashier = ("E003", "张维", "19900000003", "2134010001", "出纳", "", "2026-01-20", "2027-01-20")
    await import_staff(workbook([cashier]))
    query = "SELECT before, after FROM chassis.audit_entry WHERE action LIKE '%.staff_import_confirmed' ORDER BY id"
    async with service.database.reading() as connection:
        _, entry = (await connection.execute(text(query))).all()
    assert entry.before["held"]["shown"] == {person: [f"school-accountant@{SCHOOL}"]}
    assert entry.after["gained"]["shown"] == {person: [f"school-cashier@{SCHOOL}"]}
    assert entry.after["otherwise"]["shown"] == {person: ["name"]}
    assert "张" not in str(entry)
