"""A workbook is taken whole or not at all, whoever else imports or moves at the same moment."""

import asyncio
from typing import Any
from uuid import uuid4

from testkit.waiting import eventually

CITY, DISTRICT = "/3401", "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
OTHER_SCHOOL = f"{DISTRICT}/2134010002"
ORGANISATIONS = [
    ("3401", "合肥市（示例）", "市", "", "", ""),
    ("340104", "示例区", "区县", "3401", "", ""),
    ("2134010001", "示例第一小学", "学校", "340104", "小学", "U1"),
    ("2134010002", "示例湖畔小学", "学校", "340104", "小学", "U2"),
    ("3134010003", "示例初级中学", "学校", "340104", "初中", "U2"),
]


def roster(numbers: range, *, grade: int = 3, class_number: int = 1) -> list[tuple[str, ...]]:
    return [
        (
            f"G34010420170{number:05d}",
            f"小明{number}",
            "男",
            str(grade),
            str(class_number),
            f"家长{number}",
            f"138{number:08d}",
            "否",
            "",
        )
        for number in numbers
    ]


async def blocked(city: Any, count: int = 1) -> None:
    """Return when so many wait for a lock."""
    waiting = (
        "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    async def wait() -> bool:
        return bool((await city.rows(waiting))[0]["n"] == count)

    await eventually(wait, within_s=10)


async def strays(city: Any) -> list[Any]:
    """Pupils who are in a class of another school than their own."""
    found: list[Any] = await city.rows(
        "SELECT p.id FROM pupil p JOIN school_class c ON c.id = p.class_id WHERE c.school_path <> p.school_path"
    )
    return found


async def test_gives_new_pupils_that_two_schools_import_at_once_to_one_of_them(city: Any) -> None:
    await city.import_city(1)
    numbers = range(500, 540)
    async with city.service.database.transaction() as gate:
        # Both may look at who is enrolled, and neither may write before the other is as far.
        await gate.connection.exec_driver_sql("LOCK TABLE pupil IN EXCLUSIVE MODE")
        rivals = [
            asyncio.create_task(city.import_roster(roster(numbers), expect=None)),
            asyncio.create_task(
                city.import_roster(roster(numbers[::-1], grade=5, class_number=2), OTHER_SCHOOL, expect=None)
            ),
        ]
        await blocked(city, 2)
    answers = await asyncio.gather(*rivals)
    [taken] = [answer for answer in answers if "code" not in answer]
    [refused] = [answer for answer in answers if "code" in answer]
    assert (taken["changed"], refused["code"]) == (40, "enrolment.file_refused")
    assert [fault["code"] for fault in refused["errors"]] == ["enrolment.pupil_enrolled_elsewhere"] * 40
    assert await strays(city) == []


async def test_leaves_a_pupil_at_the_new_school_who_moves_while_the_old_one_imports(city: Any) -> None:
    await city.import_city(1)
    await city.import_roster(roster(range(700, 701), grade=4), path=OTHER_SCHOOL)
    await city.import_roster(roster(range(500, 520)))
    async with city.service.database.transaction() as moving:
        # As a move does it, whose end the import has to wait for.
        await moving.connection.exec_driver_sql(
            "UPDATE pupil SET (school_path, class_id, grade) = (SELECT school_path, class_id, grade FROM pupil "
            f"WHERE school_path = '{OTHER_SCHOOL}') WHERE id = (SELECT max(id::text)::uuid FROM pupil WHERE grade = 3)"
        )
        rows = roster(range(500, 520), class_number=2)
        importing = asyncio.create_task(city.import_roster(rows, expect=422))
        await blocked(city)
    assert [fault["code"] for fault in (await importing)["errors"]] == ["enrolment.pupil_enrolled_elsewhere"]
    assert await strays(city) == []
    assert len(await city.rows("SELECT id FROM pupil WHERE school_path = :path", path=OTHER_SCHOOL)) == 2


async def classes(city: Any) -> dict[int, int]:
    """How many pupils each class of the third grade has."""
    rows = await city.rows(
        "SELECT c.number, count(*) AS n FROM pupil p JOIN school_class c ON c.id = p.class_id "
        "WHERE c.grade = 3 GROUP BY c.number"
    )
    return {row["number"]: row["n"] for row in rows}


async def test_takes_the_right_roster_again_after_a_wrong_one(city: Any) -> None:
    await city.import_city(1)
    right, wrong = roster(range(1, 11)), roster(range(1, 11), class_number=2)
    for rows in (right, wrong, right):
        answer = await city.import_roster(rows)
        assert not answer["repeated"]
    assert (answer["changed"], await classes(city)) == (10, {1: 10})
    again = await city.import_roster(right)
    assert (again["repeated"], again["changed"]) == (True, 10)


async def test_takes_the_right_organisations_again_after_wrong_ones(city: Any) -> None:
    await city.import_city(1)
    listed = [*ORGANISATIONS, ("2134010009", "示例新校", "学校", "340104", "小学", "U2")]
    wrong = [*ORGANISATIONS, ("2134010009", "示例新校", "学校", "3401", "小学", "U2")]
    for rows in (listed, wrong, listed):
        assert not (await city.import_organisations(rows))["repeated"]
    [school] = await city.rows("SELECT path FROM organisation WHERE code = '2134010009'")
    assert school["path"] == f"{DISTRICT}/2134010009"
    assert (await city.import_organisations(listed))["repeated"]


async def test_leaves_a_school_with_pupils_where_it_stands(city: Any) -> None:
    await city.import_city(1)
    rows = [(*one[:3], "3401", *one[4:]) if one[2] == "学校" else one for one in ORGANISATIONS]
    refused = await city.import_organisations(rows, expect=422)
    assert refused["code"] == "enrolment.file_refused"
    # The other schools have no pupils yet.
    assert [(one["code"], one["params"]["row"], one["params"]["column"]) for one in refused["errors"]] == [
        ("enrolment.organisation_has_pupils", 4, "上级代码")
    ]
    assert len(await city.rows("SELECT code FROM organisation WHERE path LIKE :below", below=f"{DISTRICT}/%")) == 3


async def test_tells_every_fault_of_a_roster_and_takes_nothing(city: Any) -> None:
    await city.import_city(2)
    good = ("G3401042018000001", "小兰", "女", "3", "1", "家长", "13900000002", "否", "")
    rows = [
        good,
        good,
        ("X1", "小华", "男", "3", "1", "家长", "13900000003", "否", ""),
        ("G3401042018000003", "小李", "男", "8", "1", "家长", "139", "也许", "天才"),
    ]
    answer = await city.import_roster(rows, expect=422)
    assert answer["code"] == "enrolment.file_refused"
    assert [(one["params"]["row"], one["params"]["column"]) for one in answer["errors"]] == [
        (3, "学籍号"),
        (4, "学籍号"),
        (5, "年级"),
        (5, "监护人手机号"),
        (5, "是否住校"),
        (5, "优先保障类别"),
    ]
    assert (await city.rows("SELECT count(*) AS n FROM pupil"))[0]["n"] == 2


async def test_refuses_pupils_of_another_school_in_a_roster(city: Any) -> None:
    await city.import_city(1)
    row = ("G3401042017000001", "小明1", "男", "3", "1", "家长1", "13800000001", "否", "")
    answer = await city.import_roster([row], OTHER_SCHOOL, expect=422)
    assert [one["code"] for one in answer["errors"]] == ["enrolment.pupil_enrolled_elsewhere"]


async def test_takes_no_list_of_people_and_no_holidays_by_a_password_alone(city: Any) -> None:
    notice = {"year": 2027, "source": "国办发明电〔2026〕7号", "issued_on": "2026-03-01", "days": []}
    for role, path, url, body in (
        ("school-administrator", SCHOOL, "/v1/imports/rosters", {"files": {"file": ("roster.xlsx", b"x")}}),
        ("system-administrator", CITY, "/v1/imports/organisations", {"files": {"file": ("organisations.xlsx", b"x")}}),
        ("city-officer", CITY, "/v1/holiday-notices", {"json": notice}),
    ):
        token = city.mint.headers(uuid4(), f"{role}@{path}", acr="password")
        answer = await city.client.post(url, headers={**token, "Idempotency-Key": f"weak-{role}"}, **body)
        assert (answer.status_code, answer.json()["code"]) == (401, "chassis.strong_sign_in_required"), url
