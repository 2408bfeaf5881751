"""People of a vendor: what they may do comes with what the registry says of them."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import httpx

from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.vendor_registry.v1 import events_pb2 as vendors
from testkit.clock import FakeClock

SCHOOL = "/3401/340104/2134010001"


async def test_gives_a_vendors_people_their_assignments_once(told: Any, published: Any) -> None:
    clerk, instructor, vendor = uuid4(), uuid4(), uuid4()
    registered = vendors.VendorRegistered(vendor_id=str(vendor), uscc="91X", clerk_person_id=str(clerk))
    filed = vendors.InstructorFiled(
        person_id=str(instructor),
        vendor_id=str(vendor),
        uscc="91X",
        cleared_from="2026-01-10",
        cleared_until="2027-01-10",
    )
    await told(registered, filed, registered, filed)
    assert await published("AssignmentsChanged") == 2


async def test_bars_an_instructor_whose_proof_was_taken_back(service: Any, told: Any) -> None:
    instructor = uuid4()

    async def cleared_after(cleared_from: str, cleared_until: str) -> bool:
        filed = vendors.InstructorFiled(
            person_id=str(instructor),
            vendor_id=str(uuid4()),
            uscc="91X",
            cleared_from=cleared_from,
            cleared_until=cleared_until,
        )
        await told(filed)
        return bool(await service.app.state.use_cases.queries.cleared([instructor], on=date(2026, 3, 30)))

    assert await cleared_after("2026-01-10", "2027-01-10")
    assert not await cleared_after("2026-03-02", "2026-03-01")
    assert await cleared_after("2026-03-05", "2027-03-05")


async def test_takes_a_barred_instructor_off_the_rota_and_takes_no_lesson_of_theirs(
    client: httpx.AsyncClient, signed: Any, fake_clock: FakeClock, told: Any, rota_told: Any
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
    await told(filed("2026-03-30", "2026-03-29"))
    acting = "instructor@/vendor/91X"
    mine = await client.get("/v1/me/shifts?first_on=2026-03-26", headers=signed(instructor, acting))
    assert [one["held_on"] for one in mine.json()["items"]] == ["2026-03-26", "2026-03-30"]
    assert await rota_told(group) == [one for one in sorted(held.values()) if one != held[date(2026, 3, 31)]]
    answers = []
    for one in held.values():
        body = {"session_ids": [str(one)]}
        answer = await client.post("/v1/lessons", headers=signed(instructor, acting), json=body)
        answers.append(answer.json().get("code", answer.status_code))
    assert answers == [201, "staffing.not_cleared", "staffing.not_on_the_rota"]
