"""Service runs on its days and within its window, to the minute."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.adoption import AdoptedPack
from rulebook.in_force import NotAnswered
from rulebook.words import Stage

TUESDAY, SATURDAY = date(2026, 4, 7), date(2026, 4, 11)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(starts_at=times, ends_at=times, on=st.dates(), stage=st.sampled_from(Stage))
def test_hefei_sessions_end_by_six(hefei: AdoptedPack, starts_at: time, ends_at: time, on: date, stage: Stage) -> None:
    allowed = hefei.check_window("course", on, stage, starts_at=starts_at, ends_at=ends_at).value
    assert allowed == (starts_at < ends_at <= time(18))


@given(starts_at=times, ends_at=times)
def test_both_edges_of_a_window_hold(four_thirty: AdoptedPack, starts_at: time, ends_at: time) -> None:
    answer = four_thirty.check_window("care", TUESDAY, Stage.JUNIOR, starts_at=starts_at, ends_at=ends_at)
    assert answer.value == (time(16, 30) <= starts_at < ends_at <= time(17, 10))


@pytest.mark.parametrize(
    ("on", "is_school_day", "is_make_up_day", "allowed"),
    [
        (TUESDAY, True, False, True),
        (TUESDAY, False, False, False),
        (SATURDAY, True, True, True),
        (SATURDAY, True, False, False),
        (SATURDAY, False, True, False),
    ],
)
def test_runs_on_school_days_and_make_up_days_only(
    hefei: AdoptedPack, on: date, is_school_day: bool, is_make_up_day: bool, allowed: bool
) -> None:
    answer = hefei.check_service_day(on, is_school_day=is_school_day, is_make_up_day=is_make_up_day)
    assert answer.value is allowed


def test_says_that_lunch_has_no_window(hefei: AdoptedPack) -> None:
    with pytest.raises(NotAnswered, match="lunch"):
        hefei.window("lunch", TUESDAY, Stage.PRIMARY)
