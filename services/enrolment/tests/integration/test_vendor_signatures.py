"""Where a vendor teaches three parties sign, and the vendor is told no child's name for it."""

import asyncio
from datetime import date
from typing import Any
from uuid import uuid4

from contracts.enrolment.v1 import events_pb2 as told
from contracts.vendor_registry.v1 import events_pb2 as vendors

SCHOOL = "/3401/340104/2134010001"
TERM = "2026-spring"
CLERK = ("vendor-clerk", "/vendor/91340104MA00000001")
WAITING = f"/v1/vendor-signatures?term={TERM}"


async def drawn(city: Any, pupils: int = 3) -> str:
    """Everybody got care and, of two seats, a course; returns where the vendor signs for the course."""
    offered = await city.open_for_applying(pupils, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    return f"/v1/offerings/{offered['art']}/vendor-signatures"


async def sign_as_families_and_school(city: Any) -> None:
    await city.sign_as_families()
    await city.sign_as_school()


async def sign(city: Any, address: str, *who: str, expect: int | None = 201, digest: str | None = None) -> Any:
    """The vendor's hand under what it is shown to wait."""
    waiting = await city.call("GET", WAITING, *CLERK)
    shown = digest or next((one["digest"] for one in waiting if one["offering_id"] in address), "0" * 64)
    return await city.call("POST", address, *(who or CLERK), json={"digest": shown}, expect=expect)


async def states(city: Any) -> list[str]:
    return [row["state"] for row in await city.rows("SELECT state FROM agreement ORDER BY state")]


async def placements_told(city: Any, kind: Any) -> set[str]:
    rows = await city.events(kind.DESCRIPTOR.name)
    return {kind.FromString(bytes(row["payload"])).placement_id for row in rows}


async def test_comes_into_force_with_the_hand_of_the_vendor(city: Any) -> None:
    address = await drawn(city)
    assert [(one["waiting"], one["signed"]) for one in await city.call("GET", WAITING, *CLERK)] == [(0, 0)]
    await sign_as_families_and_school(city)
    assert await states(city) == ["in_force", "prepared", "prepared"]
    assert len(await city.events("PlacementAgreed")) == 1
    [course] = await city.call("GET", WAITING, *CLERK)
    assert (course["waiting"], course["signed"], course["school_name"]) == (2, 0, "示例第一小学")
    for child in city.children:
        assert child["pupil_id"] not in str(course)
    assert "小明" not in str(course)
    assert await sign(city, address) == {"signed": 2}
    assert await states(city) == ["in_force"] * 3
    assert len(await city.events("PlacementAgreed")) == 5
    assert [(one["waiting"], one["signed"]) for one in await city.call("GET", WAITING, *CLERK)] == [(0, 2)]
    assert await sign(city, address) == {"signed": 0}
    agreements = (await city.call("GET", f"/v1/agreements?term={TERM}", "principal"))["items"]
    assert sorted(one["vendor_signed_at"] is not None for one in agreements) == [False, True, True]


async def test_signs_nothing_for_another_vendor(city: Any) -> None:
    address = await drawn(city)
    await sign_as_families_and_school(city)
    stranger = ("vendor-clerk", "/vendor/91110000802100433B")
    assert await city.call("GET", WAITING, *stranger) == []
    answer = await sign(city, address, *stranger, expect=404)
    assert answer["code"] == "enrolment.offering_unknown"
    assert (
        await city.call(
            "POST", f"/v1/offerings/{uuid4()}/vendor-signatures", *CLERK, json={"digest": "0" * 64}, expect=404
        )
    )["code"] == ("enrolment.offering_unknown")
    care = (await city.rows("SELECT id FROM offering WHERE vendor_id IS NULL"))[0]["id"]
    await city.call("POST", f"/v1/offerings/{care}/vendor-signatures", *CLERK, json={"digest": "0" * 64}, expect=404)
    assert await states(city) == ["in_force", "prepared", "prepared"]


async def test_takes_no_hand_of_a_vendor_off_the_whitelist(city: Any) -> None:
    address = await drawn(city)
    await sign_as_families_and_school(city)
    city.standing.listed, city.standing.reason_code = False, "licence_expired"
    answer = await sign(city, address, expect=409)
    assert (answer["code"], answer["params"]["reason"]) == ("enrolment.vendor_not_listed", "licence_expired")
    assert await states(city) == ["in_force", "prepared", "prepared"]


async def test_waits_no_longer_for_a_vendor_whose_contract_ended(city: Any) -> None:
    address = await drawn(city)
    await sign_as_families_and_school(city)
    contract = (await city.rows("SELECT id, vendor_id FROM contract"))[0]
    city.on(date(2026, 3, 18))
    await city.apply_event(
        vendors.ContractEnded(
            contract_id=str(contract["id"]),
            vendor_id=str(contract["vendor_id"]),
            school_path=SCHOOL,
            ended_on="2026-03-18",
            reason_code="licence_expired",
        )
    )
    answer = await sign(city, address, expect=409)
    assert answer["code"] == "enrolment.course_not_contracted"
    # What is left is care, and everybody has signed that.
    assert await states(city) == ["in_force"] * 3
    rows = await city.rows("SELECT state, offering_id FROM placement WHERE state = 'agreed'")
    assert len({row["offering_id"] for row in rows}) == 1
    assert len(rows) == len(await city.events("PlacementAgreed")) == 3


async def test_lets_care_begin_where_the_family_leaves_the_course_before_the_vendor_signs(city: Any) -> None:
    address = await drawn(city)
    await sign_as_families_and_school(city)
    placed = [
        (child["number"], one)
        for child in city.children
        for one in await city.placements_of(child["number"])
        if one["state"] == "placed" and one["offering_id"] in address
    ]
    number, art = placed[0]
    await city.guardian(number, "POST", f"/v1/placements/{art['placement_id']}/withdrawals")
    left = {one["placement_id"]: one["state"] for one in await city.placements_of(number)}
    assert left.pop(art["placement_id"]) == "ended"
    assert set(left.values()) == {"agreed"}
    assert await sign(city, address) == {"signed": 1}


async def test_agrees_to_nothing_that_a_family_leaves_at_the_same_moment(city: Any) -> None:
    address = await drawn(city, pupils=6)
    await sign_as_families_and_school(city)
    placed = [
        (child["number"], one["placement_id"])
        for child in city.children
        for one in await city.placements_of(child["number"])
        if one["state"] == "placed" and one["offering_id"] in address
    ]
    leaving = (city.guardian(number, "POST", f"/v1/placements/{one}/withdrawals") for number, one in placed)
    await asyncio.gather(sign(city, address, expect=None), *leaving)
    agreed = await placements_told(city, told.PlacementAgreed)
    ended = await placements_told(city, told.PlacementEnded)
    # Told as ended is exactly what was told as agreed, and everybody keeps care.
    assert ended == agreed & {one for _, one in placed}
    assert set(await states(city)) == {"in_force"}
