"""A family says no: before the school decided nothing is left of it, and later no office can list who left."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from contracts.enrolment.v1 import events_pb2 as told
from enrolment.adapters.postgres.unit_of_work import PostgresUnitOfWork
from enrolment.application.recount_schools import RecountSchools
from testkit.access import asked

DISTRICT = "/3401/340104"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
TERM = "2026-spring"
NOTHING = str(UUID(int=0))
# Where a pupil is named because it goes to that school, whatever its family answered.
ROSTERS = {"/v1/bindings", "/v1/pupils"}
SCHOOL_ROLES = {"class-teacher": "teacher-1", "school-administrator": "office", "principal": "head"}


async def hurried(city: Any, pupils: int) -> dict[str, str]:
    """A school whose course is given out first come, first served; everybody has applied for it and for care."""
    offered: dict[str, str] = await city.open_for_applying(pupils)
    async with city.service.database.transaction() as transaction:
        await transaction.connection.exec_driver_sql(
            f"UPDATE offering SET mode = 'first_come' WHERE id = '{offered['art']}'"
        )
    for child in city.children:
        body = {
            "pupil_id": child["pupil_id"],
            "term": TERM,
            "decline": False,
            "wishes": list(offered.values()),
            "weekdays": [1, 2],
        }
        await city.guardian(child["number"], "POST", "/v1/applications", json=body)
    return offered


async def decline(city: Any, child: dict[str, Any], **more: Any) -> Any:
    body = {"pupil_id": child["pupil_id"], "term": TERM, "decline": True, "wishes": [], "weekdays": []}
    return await city.guardian(child["number"], "POST", "/v1/applications", json=body, **more)


async def rows_of(city: Any, child: dict[str, Any]) -> dict[str, int]:
    counts = {}
    for table in ("application", "placement", "agreement"):
        statement = f"SELECT count(*) AS n FROM {table} WHERE pupil_id = :id"
        counts[table] = (await city.rows(statement, id=UUID(child["pupil_id"])))[0]["n"]
    return counts


async def taken(city: Any, offering: str) -> tuple[int, int]:
    row = (await city.rows("SELECT held, taken FROM seat_count WHERE offering_id = :id", id=UUID(offering)))[0]
    return row["held"], row["taken"]


async def test_leaves_no_row_of_a_held_seat_and_of_a_prepared_agreement(city: Any) -> None:
    offered = await hurried(city, 3)
    first, second, _ = city.children
    assert await taken(city, offered["art"]) == (3, 0)
    await decline(city, first)
    assert set((await rows_of(city, first)).values()) == {0}
    await city.review_and_approve()
    assert await rows_of(city, second) == {"application": 1, "placement": 1, "agreement": 1}
    await decline(city, second)
    assert set((await rows_of(city, second)).values()) == {0}
    assert await taken(city, offered["art"]) == (0, 1)
    assert (await city.rows("SELECT count(*) AS n FROM agreement_item"))[0]["n"] == 1


async def test_keeps_what_was_agreed_upon_for_billing(city: Any) -> None:
    await hurried(city, 2)
    await city.review_and_approve()
    await city.sign_all()
    await decline(city, city.children[0])
    assert await rows_of(city, city.children[0]) == {"application": 0, "placement": 1, "agreement": 1}
    assert len(await city.events("PlacementEnded")) == 1


async def test_tells_a_smaller_count_although_nothing_is_left_to_count(city: Any) -> None:
    offered = await city.open_for_applying(2)
    await city.apply_for_all(offered)
    recount = RecountSchools(PostgresUnitOfWork(city.service.database, city.sealer))
    assert await recount(now=city.clock.now()) == 1
    async with city.service.database.transaction() as transaction:
        # Long ago: nothing but the application that is taken back was touched lately.
        await transaction.connection.exec_driver_sql("UPDATE application SET touched_at = now() - interval '1 hour'")
        await transaction.connection.exec_driver_sql("UPDATE survey_answer SET touched_at = now() - interval '1 hour'")
    await decline(city, city.children[0])
    assert await recount(now=city.clock.now()) == 1
    counted = told.ApplicationsCounted.FromString(bytes((await city.events("ApplicationsCounted"))[-1]["payload"]))
    assert counted.submitted == 1
    for row in await city.rows("SELECT t::text AS words FROM touched_term t"):
        assert city.children[0]["pupil_id"] not in row["words"]


def school_reads(city: Any) -> list[tuple[str, str | None]]:
    """Every address that answers a GET, with each state it can be asked for."""
    found: list[tuple[str, str | None]] = []
    for path, methods in city.service.app.openapi()["paths"].items():
        if "get" not in methods or not path.startswith("/v1") or path in ROSTERS:
            continue
        found.append((path, None))
        for parameter in methods["get"].get("parameters", []):
            for kind in parameter["schema"].get("anyOf", []) if parameter["name"] == "state" else []:
                found += [(path, state) for state in kind.get("pattern", "").strip("^($)").split("|") if state]
    return found


async def mentions(city: Any, child: dict[str, Any], ids: dict[str, str]) -> set[str]:
    """The school's reads that hold the child's id or name, whoever of the school asks."""
    found = set()
    for path, state in school_reads(city):
        for role, who in SCHOOL_ROLES.items():
            url = re.sub(r"{(\w+)}", lambda name: ids.get(name[1], NOTHING), path)
            days = {"from_on": "2026-03-16", "through_on": "2026-06-26"}
            parameters = asked(city.service.app, "GET", path, term=TERM, school=SCHOOL, **days)
            answer = await city.client.request(
                "GET",
                url,
                params=parameters | ({"state": state} if state else {}),
                headers=city.headers(role, SCHOOL, who),
            )
            assert answer.status_code in (200, 403, 404, 409), (url, answer.text)
            printed = answer.headers["content-type"] == "application/pdf" and path.startswith("/v1/agreements")
            if printed or child["pupil_id"] in answer.text or f'小明{child["number"]}"' in answer.text:
                found.add(path)
    return found


async def ids_of(city: Any, child: dict[str, Any]) -> dict[str, str]:
    """What an office may have written down before the family left."""
    mine = UUID(child["pupil_id"])
    placements = await city.rows("SELECT id, agreement_id, application_id FROM placement WHERE pupil_id = :id", id=mine)
    sessions = await city.rows("SELECT id FROM session WHERE held_on = '2026-03-17' ORDER BY id LIMIT 1")
    return {
        "filing_id": str((await city.rows("SELECT id FROM filing"))[0]["id"]),
        "session_id": str(sessions[0]["id"]) if sessions else NOTHING,
        "term": TERM,
        "code": "2134010001",
        "pupil_id": child["pupil_id"],
        "placement_id": str(placements[0]["id"]),
        "application_id": str(placements[0]["application_id"]),
        "agreement_id": str(next(one["agreement_id"] for one in placements if one["agreement_id"])),
        "which": "plan",
        "on": "2026-03-17",
    }


async def leave_everything(city: Any, child: dict[str, Any]) -> None:
    for placement in await city.placements_of(child["number"]):
        if placement["state"] != "ended":
            await city.guardian(child["number"], "POST", f"/v1/placements/{placement['placement_id']}/withdrawals")


async def test_names_to_the_school_nobody_who_declined_after_the_draw(city: Any) -> None:
    offered = await city.open_for_applying(4, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    child = city.children[0]
    ids = await ids_of(city, child)
    await city.sign_as_family(child["number"], ids["agreement_id"])
    seen = await mentions(city, child, ids)
    # The search finds who is there: it is not blind.
    assert {"/v1/placements", "/v1/agreements", "/v1/agreements/{agreement_id}.pdf"} <= seen
    await decline(city, child, expect=409)
    await leave_everything(city, child)
    assert await mentions(city, child, ids) == set()
    await city.call(
        "POST", f"/v1/agreements/{ids['agreement_id']}/signatures", "principal", json={"digest": "0" * 64}, expect=404
    )
    # The family still sees its own.
    own = await city.guardian(child["number"], "GET", f"/v1/agreements?term={TERM}&state=ended")
    assert [one["agreement_id"] for one in own["items"]] == [ids["agreement_id"]]


async def test_lists_to_the_school_nobody_who_left_during_the_term(city: Any) -> None:
    offered = await city.open_for_applying(4, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    await city.sign_all()
    await city.form_groups()
    city.on(date(2026, 3, 16))
    child = city.children[0]
    ids = await ids_of(city, child)
    await leave_everything(city, child)
    # One document stays, for whoever has its id: it was in force, and its fees were paid under it.
    document = "/v1/agreements/{agreement_id}.pdf"
    assert await mentions(city, child, ids) == {document}


async def test_draws_nobody_at_a_school_that_the_child_has_left(city: Any) -> None:
    offered = await city.open_for_applying(3)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.import_roster(
        [("G3401042017999999", "小红", "女", "4", "1", "家长", "13900000001", "否", "")], OTHER_SCHOOL
    )
    moved = city.children[0]
    body = {"to_school_code": "2134010002", "grade": 4, "class_number": 1}
    await city.call("POST", f"/v1/pupils/{moved['pupil_id']}/moves", "district-officer", DISTRICT, json=body)
    assert set((await rows_of(city, moved)).values()) == {0}
    drawn = await city.draw()
    assert drawn["entrants"] == 2
    assert set((await rows_of(city, moved)).values()) == {0}


async def test_draws_no_application_that_stayed_behind(city: Any) -> None:
    offered = await city.open_for_applying(2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    async with city.service.database.transaction() as transaction:
        pupil = city.children[0]["pupil_id"]
        await transaction.connection.exec_driver_sql(
            f"UPDATE pupil SET school_path = '{OTHER_SCHOOL}' WHERE id = '{pupil}'"
        )
    assert (await city.draw())["entrants"] == 1
