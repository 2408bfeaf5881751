"""Who gives a session's lesson, who is only present, and what becomes of a log that is not true."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from kernel.duties import SamePersonTwice
from staffing.domain import lesson
from staffing.domain.lesson import (
    LessonAlreadyConfirmed,
    LessonNotStruck,
    LessonStruck,
    LessonUnknown,
    LoggedState,
    NotOnTheRota,
    Part,
    Standing,
    StrikeNeedsReason,
)
from staffing.domain.rota import Duty, Session
from testkit.actors import actor

MONDAY = date(2026, 3, 30)
NOON = datetime(2026, 3, 30, 4, tzinfo=UTC)
TEACHER, OFFICE = UUID(int=1), actor("school-administrator", UUID(int=2))
VENDOR, OFFERING = UUID(int=9), UUID(int=8)


def logged(*duties: Duty, vendor: UUID | None, struck: bool = False) -> lesson.Lesson:
    session = Session(UUID(int=3), UUID(int=4), "/3401/340104/1", MONDAY, time(16), time(17), vendor)
    standing = Standing(session, OFFERING, duties, struck)
    return lesson.log(standing, person_id=TEACHER, cleared=True, on=MONDAY, now=NOON)


@pytest.mark.parametrize("duty", [Duty.DUTY, Duty.COURSE])
def test_takes_the_lesson_of_the_schools_own_session_from_whoever_is_in_the_room(duty: Duty) -> None:
    assert logged(duty, vendor=None).part is Part.LESSON


def test_takes_a_vendors_lesson_from_its_instructor_alone() -> None:
    assert logged(Duty.COURSE, vendor=VENDOR).part is Part.LESSON
    assert logged(Duty.DUTY, vendor=VENDOR).part is Part.PRESENCE


@pytest.mark.parametrize("vendor", [None, VENDOR])
def test_takes_nothing_from_the_leader_of_the_day(vendor: UUID | None) -> None:
    with pytest.raises(NotOnTheRota):
        logged(Duty.LEADER, vendor=vendor)
    with pytest.raises(NotOnTheRota):
        logged(vendor=vendor)


def test_tells_of_a_confirmed_lesson_and_of_no_presence() -> None:
    confirmed = lesson.confirm(logged(Duty.COURSE, vendor=VENDOR), by=OFFICE)
    assert confirmed is not None
    assert confirmed.vendor_id == VENDOR
    assert lesson.confirm(logged(Duty.DUTY, vendor=VENDOR), by=OFFICE) is None


@pytest.mark.parametrize("duty", [Duty.DUTY, Duty.COURSE])
def test_lets_nobody_confirm_what_they_logged_themselves(duty: Duty) -> None:
    with pytest.raises(SamePersonTwice):
        lesson.confirm(logged(duty, vendor=VENDOR), by=actor("school-administrator", TEACHER))


def test_takes_no_second_log_from_whose_first_one_was_struck() -> None:
    with pytest.raises(LessonStruck):
        logged(Duty.DUTY, vendor=None, struck=True)


def test_strikes_for_a_reason_and_takes_it_back() -> None:
    struck = lesson.strike(LoggedState(confirmed=False), reason=" 教师未到 ")
    assert struck.struck_reason == "教师未到"
    assert lesson.reinstate(struck) == LoggedState(confirmed=False)
    with pytest.raises(StrikeNeedsReason):
        lesson.strike(LoggedState(confirmed=False), reason="  ")
    with pytest.raises(LessonStruck):
        lesson.strike(struck, reason="又一次")
    with pytest.raises(LessonNotStruck):
        lesson.reinstate(LoggedState(confirmed=False))


def test_leaves_what_is_confirmed_or_was_never_logged_alone() -> None:
    for refusal, state in ((LessonAlreadyConfirmed, LoggedState(confirmed=True)), (LessonUnknown, None)):
        with pytest.raises(refusal):
            lesson.strike(state, reason="教师未到")
        with pytest.raises(refusal):
            lesson.reinstate(state)
