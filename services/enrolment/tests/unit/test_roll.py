"""A roll covers every child expected, and nobody goes home unseen."""

from datetime import date
from uuid import uuid4

import pytest

from enrolment.domain.roll import (
    ChildrenNotReleased,
    CorrectionNeedsReason,
    MarkWord,
    PupilNotHere,
    PupilNotInGroup,
    RollAlreadyCalled,
    RolledSession,
    RollNotCalled,
    RoomNotChecked,
    SessionAlreadyClosed,
    SessionNotToday,
    SessionState,
    SessionSuspended,
    call_roll,
    close_session,
    correct_roll,
    hand_over,
)

DAY = date(2026, 3, 17)
ANNA, BO = uuid4(), uuid4()


def session(*, state: SessionState = SessionState.SCHEDULED, correction: int | None = None) -> RolledSession:
    return RolledSession(uuid4(), uuid4(), uuid4(), "/3401/340104/1", "2026-spring", DAY, state, correction)


def test_marks_who_is_not_named_as_present() -> None:
    marks = call_roll(session(), marks={BO: MarkWord.ABSENT}, expected=[ANNA, BO], on=DAY)
    assert marks == {ANNA: MarkWord.PRESENT, BO: MarkWord.ABSENT}


def test_refuses_a_roll_on_another_day() -> None:
    with pytest.raises(SessionNotToday):
        call_roll(session(), marks={}, expected=[ANNA], on=date(2026, 3, 18))


def test_refuses_a_second_call() -> None:
    with pytest.raises(RollAlreadyCalled):
        call_roll(session(state=SessionState.CALLED, correction=0), marks={}, expected=[ANNA], on=DAY)


def test_refuses_a_suspended_session() -> None:
    with pytest.raises(SessionSuspended):
        call_roll(session(state=SessionState.SUSPENDED), marks={}, expected=[ANNA], on=DAY)


def test_refuses_strangers() -> None:
    with pytest.raises(PupilNotInGroup):
        call_roll(session(), marks={uuid4(): MarkWord.LATE}, expected=[ANNA], on=DAY)


def test_corrects_named_marks_only_and_asks_why() -> None:
    called = session(state=SessionState.CALLED, correction=0)
    standing = {ANNA: MarkWord.PRESENT, BO: MarkWord.ABSENT}
    corrected = correct_roll(called, marks={BO: MarkWord.LATE}, standing=standing, reason="late bus")
    assert corrected == {ANNA: MarkWord.PRESENT, BO: MarkWord.LATE}
    with pytest.raises(CorrectionNeedsReason):
        correct_roll(called, marks={BO: MarkWord.LATE}, standing=standing, reason=" ")
    with pytest.raises(RollNotCalled):
        correct_roll(session(), marks={}, standing={}, reason="x")


def test_closes_only_when_every_child_is_released_and_the_room_checked() -> None:
    called = session(state=SessionState.CALLED, correction=0)
    marks = {ANNA: MarkWord.PRESENT, BO: MarkWord.ABSENT}
    with pytest.raises(ChildrenNotReleased):
        close_session(called, marks=marks, released=[], room_checked=True)
    with pytest.raises(RoomNotChecked):
        close_session(called, marks=marks, released=[ANNA], room_checked=False)
    assert close_session(called, marks=marks, released=[ANNA], room_checked=True) == 1


def test_hands_over_only_who_is_there_while_the_session_is_open() -> None:
    called = session(state=SessionState.CALLED, correction=0)
    marks = {ANNA: MarkWord.PRESENT, BO: MarkWord.ABSENT}
    assert hand_over(called, marks=marks, released=[], pupil_ids=None) == (ANNA,)
    assert hand_over(called, marks=marks, released=[], pupil_ids=[ANNA]) == (ANNA,)
    for there, chosen, refusal in (
        ([], BO, PupilNotHere),
        ([ANNA], ANNA, PupilNotHere),
        ([], uuid4(), PupilNotInGroup),
    ):
        with pytest.raises(refusal):
            hand_over(called, marks=marks, released=there, pupil_ids=[chosen])
    with pytest.raises(SessionAlreadyClosed):
        hand_over(session(state=SessionState.CLOSED, correction=0), marks=marks, released=[], pupil_ids=None)
    with pytest.raises(RollNotCalled):
        hand_over(session(), marks={}, released=[], pupil_ids=None)
