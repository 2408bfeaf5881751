"""A workbook is taken whole or not at all, whoever else imports or moves at the same moment."""

import asyncio
from typing import Any

from testkit.waiting import eventually

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
OTHER_SCHOOL = f"{DISTRICT}/2134010002"


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
