"""Nobody uncleared, nobody in two rooms, nobody from elsewhere."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from staffing.domain.rota import Duty, Place, RotaRefused, Session, Shift, check_shifts

SCHOOL = "/3401/340104/2134010001"
MONDAY = date(2026, 3, 30)
DAY = timedelta(days=1)
TEACHER, OTHER = UUID(int=1), UUID(int=2)
VENDOR = UUID(int=9)


def session(number: int, *, at: int = 16, vendor: UUID | None = None, suspended: bool = False) -> Session:
    return Session(UUID(int=number), UUID(int=100 + number), SCHOOL, MONDAY, time(at), time(at + 1), vendor, suspended)


def refused(
    *wanted: tuple[Session, UUID, Duty],
    cleared: bool = True,
    home: str = SCHOOL,
    from_on: date = MONDAY,
    until: date | None = None,
) -> list[str]:
    """The codes of what is refused, in order."""
    sessions = {one.id: one for one, _, _ in wanted}
    try:
        check_shifts(
            [Shift(one.id, person, duty) for one, person, duty in wanted],
            sessions=sessions,
            standing={},
            cleared={(person, MONDAY) for _, person, _ in wanted} if cleared else set(),
            places={person: {Place(home, from_on, until)} for _, person, _ in wanted},
        )
    except RotaRefused as refusal:
        return [fault.code for fault in refusal.faults]
    return []


def test_lets_a_cleared_teacher_of_the_school_stand_in_two_sessions_that_follow_each_other() -> None:
    assert refused((session(1), TEACHER, Duty.DUTY), (session(2, at=17), TEACHER, Duty.DUTY)) == []


def test_refuses_a_second_room_at_the_same_time() -> None:
    wanted = (session(1), TEACHER, Duty.DUTY), (session(2), TEACHER, Duty.DUTY)
    assert refused(*wanted) == ["staffing.two_places_at_once"]


def test_lets_the_leader_of_the_day_answer_for_all_rooms() -> None:
    assert refused((session(1), TEACHER, Duty.LEADER), (session(2), TEACHER, Duty.LEADER)) == []


def test_refuses_whoever_has_no_valid_check_on_the_day() -> None:
    assert refused((session(1), TEACHER, Duty.DUTY), cleared=False) == ["staffing.not_cleared"]


def test_refuses_a_teacher_of_another_school() -> None:
    assert refused((session(1), TEACHER, Duty.DUTY), home="/3401/340104/1") == ["staffing.not_of_this_school"]


@pytest.mark.parametrize(
    ("from_on", "until"), [(MONDAY + DAY, None), (MONDAY - DAY, MONDAY)], ids=["not yet", "not any more"]
)
def test_refuses_a_teacher_on_a_day_that_is_not_theirs(from_on: date, until: date | None) -> None:
    wanted = (session(1), TEACHER, Duty.DUTY)
    assert refused(wanted, from_on=from_on, until=until) == ["staffing.not_of_this_school"]
    assert refused(wanted, from_on=MONDAY, until=MONDAY + DAY) == []


def test_lets_only_the_vendors_own_instructors_teach_its_course() -> None:
    course = session(1, vendor=VENDOR)
    assert refused((course, OTHER, Duty.COURSE), home=f"vendor:{VENDOR}") == []
    assert refused((course, TEACHER, Duty.COURSE)) == ["staffing.not_of_this_vendor"]


def test_refuses_a_suspended_session() -> None:
    assert refused((session(1, suspended=True), TEACHER, Duty.DUTY)) == ["staffing.session_suspended"]


@pytest.mark.parametrize("duty", list(Duty))
def test_says_every_fault_at_once(duty: Duty) -> None:
    wanted = [(session(number), TEACHER, duty) for number in range(1, 4)]
    assert len(refused(*wanted, cleared=False)) == 3
