"""The budget pays once for each participant of a term, when all who took part can be counted."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.enrolment.v1 import events_pb2 as enrolment
from testkit.names import named

TERM, SCHOOL, SECOND_SCHOOL = "2026-spring", "/3401/340104/2134010001", "/3401/340104/2134010002"


async def attend(city: Any, name: str, school: str, held_on: str) -> None:
    await city.tell(
        enrolment.RollCalled(
            group_id=named(school, "care", "group"),
            session_id=named(school, "care", held_on),
            school_path=school,
            term=TERM,
            held_on=held_on,
            offering_id=named(school, "care"),
            marks=[enrolment.Mark(pupil_id=named(name), mark="present")],
        )
    )


@pytest.fixture
async def moved(city: Any) -> Any:
    """小安 took part in March at one school, then moved and took part at the other."""
    await city.offer(SECOND_SCHOOL)
    await city.enrol("小安")
    await city.agree("小安", "care")
    await attend(city, "小安", SCHOOL, "2026-03-10")
    await city.tell(
        enrolment.PlacementAgreed(
            placement_id=named("小安", "care", "second"),
            offering_id=named(SECOND_SCHOOL, "care"),
            pupil_id=named("小安"),
            school_path=SECOND_SCHOOL,
            term=TERM,
            agreement_id=named("agreement"),
            agreed_on="2026-03-16",
        )
    )
    await attend(city, "小安", SECOND_SCHOOL, "2026-03-17")
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    return city


@pytest.mark.parametrize("order", [(SCHOOL, SECOND_SCHOOL), (SECOND_SCHOOL, SCHOOL)])
async def test_counts_a_pupil_who_moved_once_where_it_first_took_part(moved: Any, order: tuple[str, str]) -> None:
    counted = {}
    for school in order:
        subsidy = await moved.post("finance", "/subsidies", {"school_path": school, "term": TERM})
        counted[school] = subsidy["participants"]
    assert counted == {SCHOOL: 1, SECOND_SCHOOL: 0}


async def test_counts_when_the_last_counted_day_is_over(city: Any) -> None:
    city.clock.move_to(datetime(2026, 3, 31, 1, tzinfo=UTC))
    body = {"school_path": SCHOOL, "term": TERM}
    early = await city.post("finance", "/subsidies", body, status=409)
    assert early["code"] == "billing.counting_not_over"
    city.clock.advance(days=1)
    await city.post("finance", "/subsidies", body)
