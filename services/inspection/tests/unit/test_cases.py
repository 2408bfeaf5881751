"""Rules of draws, visits, findings, complaints, ratings and anomalies."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.holidays import published_years
from inspection.domain import anomaly as anomalies
from inspection.domain import complaint as complaints
from inspection.domain import finding as findings
from inspection.domain.anomaly import Anomaly, AnomalyRule, AnomalyState, Outcome, Signed, occurrence_to_open
from inspection.domain.complaint import About, Complaint
from inspection.domain.freshness import SetAside, Source, source_of
from inspection.domain.plan import CheckItem, ChosenAndDrawn, Draw, Plan, TooManySchools, draw_schools, pick_schools
from inspection.domain.rating import NoSuchScore, Rating, content_percent
from inspection.domain.visit import Checked, CheckItemsMissing, CheckItemTwice, Seen, Visit, record_visit
from kernel.duties import SamePersonTwice
from kernel.official_calendar import OfficialCalendar, OfficialDay
from testkit.actors import actor

ON = date(2026, 3, 31)
WEEK = OfficialCalendar()
SCHOOL = "/3401/340104/2134010001"
PLAN = Plan(
    uuid4(),
    "/3401/340104",
    "2026-spring",
    date(2026, 4, 10),
    (SCHOOL,),
    (CheckItem("a", "甲", "A", "r"), CheckItem("b", "乙", "B", "r")),
    None,
    "hefei@1",
)
BOTH = (Checked("a", Seen.MET), Checked("b", Seen.NOT_MET))


def visit(checked: tuple[Checked, ...] = BOTH) -> Visit:
    return record_visit(uuid4(), PLAN, school_path=SCHOOL, visited_on=ON, checked=checked, by=UUID(int=1), on=ON)


def finding() -> findings.Finding:
    return findings.raise_finding(uuid4(), visit(), item="a", due_on=ON + timedelta(days=7), by=UUID(int=1), on=ON)


def complaint(about: About = About.SCHOOL, *, on: date = ON, calendar: OfficialCalendar = WEEK) -> Complaint:
    return complaints.file_complaint(
        uuid4(),
        district_path="/3401/340104",
        school_path=SCHOOL,
        about=about,
        subject_id=None,
        anonymous=True,
        by=UUID(int=1),
        on=on,
        calendar=calendar,
    )


@given(st.sets(st.integers(1, 999), min_size=1, max_size=50), st.text(min_size=1), st.randoms())
def test_draws_the_same_whatever_the_order_of_the_schools(numbers: set[int], seed: str, chance: object) -> None:
    schools = [f"{SCHOOL[:-3]}{number:03d}" for number in numbers]
    draw = Draw(seed, (len(schools) + 1) // 2)
    drawn = draw_schools(schools, draw)
    chance.shuffle(schools)  # type: ignore[attr-defined]
    assert draw_schools(schools, draw) == drawn
    assert len(set(drawn)) == draw.count


def test_refuses_to_draw_more_schools_than_there_are() -> None:
    with pytest.raises(TooManySchools):
        draw_schools([SCHOOL], Draw("x", 2))


def test_chooses_schools_or_draws_them_but_not_both() -> None:
    with pytest.raises(ChosenAndDrawn):
        pick_schools([SCHOOL], chosen=[SCHOOL.rsplit("/", 1)[1]], draw=Draw("x", 1))


def test_asks_for_an_answer_to_every_item_once() -> None:
    with pytest.raises(CheckItemsMissing):
        visit(BOTH[:1])
    with pytest.raises(CheckItemTwice):
        visit((*BOTH, BOTH[0]))


def test_keeps_a_finding_open_until_it_passed() -> None:
    with pytest.raises(findings.FindingNotRectified):
        findings.recheck(finding(), passed=True, due_on=None, on=ON)
    answered = findings.rectify(finding())
    with pytest.raises(findings.FindingNotOpen):
        findings.rectify(answered)
    with pytest.raises(findings.NewDeadlineMissing):
        findings.recheck(answered, passed=False, due_on=None, on=ON)
    with pytest.raises(findings.DeadlineInThePast):
        findings.recheck(answered, passed=False, due_on=ON, on=ON)
    again = findings.recheck(answered, passed=False, due_on=ON + timedelta(days=1), on=ON)
    assert again.state is findings.FindingState.OPEN
    closed = findings.recheck(findings.rectify(again), passed=True, due_on=None, on=ON)
    assert (closed.state, closed.round, closed.closed_on) == (findings.FindingState.CLOSED, 2, ON)


def test_gives_the_district_ten_working_days() -> None:
    assert complaint().due_on == date(2026, 4, 14)


def test_asks_which_bill_a_complaint_is_about() -> None:
    with pytest.raises(complaints.SubjectMissing):
        complaint(About.BILL)


def test_lets_only_the_officer_in_charge_answer_and_once() -> None:
    assigned = complaints.assign(complaint(), to=UUID(int=7))
    with pytest.raises(complaints.ComplaintNotAssignedToYou):
        complaints.answer(assigned, by=UUID(int=8), on=ON)
    answered = complaints.answer(assigned, by=UUID(int=7), on=ON)
    with pytest.raises(complaints.ComplaintAlreadyAnswered):
        complaints.answer(answered, by=UUID(int=7), on=ON)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_gives_every_complaint_a_day_whatever_the_year(on: date) -> None:
    known = published_years()
    filed = complaint(on=on, calendar=known)
    span = [on + timedelta(days=number) for number in range(1, (filed.due_on - on).days + 1)]
    assert sum(map(known.is_working_day, span)) == complaints.ANSWER_WITHIN_WORKING_DAYS
    assert filed.due_provisional == (filed.due_on.year > 2026)


def test_counts_what_is_unanswered_again_when_the_notice_comes() -> None:
    holiday = OfficialDay(date(2026, 4, 6), True, "清明节")
    announced = OfficialCalendar({holiday.on: holiday}, frozenset({2026}))
    late = replace(complaint(), overdue=True)
    counted = complaints.count_again(late, announced)
    assert (counted.due_on, counted.due_provisional, counted.overdue) == (date(2026, 4, 15), False, False)
    assert counted.version == late.version + 1
    assert complaints.count_again(counted, announced) == counted
    answered = complaints.answer(complaint(), by=UUID(int=8), on=ON)
    assert complaints.count_again(answered, announced) == answered


@pytest.mark.parametrize("score", [0, 6])
def test_refuses_scores_outside_one_to_five(score: int) -> None:
    with pytest.raises(NoSuchScore):
        Rating(uuid4(), uuid4(), score)


def test_shows_no_share_while_few_families_answered() -> None:
    assert content_percent(0, 0) is None
    assert content_percent(15, 10) == 66


def test_needs_a_second_person_to_close_an_anomaly() -> None:
    seen = Anomaly(
        uuid4(), AnomalyRule.OVER_CAP, "/3401/340104", SCHOOL, "2026-spring", None, {}, ON, AnomalyState.OPEN
    )
    with pytest.raises(anomalies.AnomalyNotVerified):
        anomalies.close(seen, by=actor("district-officer", UUID(int=1)))
    verified = anomalies.verify(seen, outcome=Outcome.EXPLAINED, by=UUID(int=1))
    with pytest.raises(SamePersonTwice):
        anomalies.close(verified, by=actor("district-officer", UUID(int=1)))
    assert anomalies.close(verified, by=actor("district-officer", UUID(int=2))).state is AnomalyState.CLOSED
    with pytest.raises(anomalies.AnomalyNotOpen):
        anomalies.verify(verified, outcome=Outcome.EXPLAINED, by=UUID(int=2))


@pytest.mark.parametrize(
    ("rule", "facts", "worse"),
    [
        (AnomalyRule.ATTENDED_UNPAID, {"pupils": 3, "missing_fen": 900}, False),
        (AnomalyRule.ATTENDED_UNPAID, {"pupils": 2, "missing_fen": 899}, False),
        (AnomalyRule.ATTENDED_UNPAID, {"pupils": 4, "missing_fen": 900}, True),
        (AnomalyRule.ATTENDED_UNPAID, {"pupils": 2, "missing_fen": 901}, True),
        (AnomalyRule.OVER_CAP, {"pupils": 3, "cap_fen": 700, "most_fen": 800}, False),
        (AnomalyRule.OVER_CAP, {"pupils": 3, "cap_fen": 600, "most_fen": 801}, True),
        (AnomalyRule.PARTICIPATION_SCHOOL, {"served": 196, "pupils": 200}, False),
        (AnomalyRule.PARTICIPATION_SCHOOL, {"served": 197, "pupils": 200}, True),
    ],
)
def test_asks_again_only_about_what_got_worse(rule: AnomalyRule, facts: dict[str, int], worse: bool) -> None:
    was = {
        AnomalyRule.ATTENDED_UNPAID: {"pupils": 3, "missing_fen": 900},
        AnomalyRule.OVER_CAP: {"pupils": 3, "cap_fen": 600, "most_fen": 800},
        AnomalyRule.PARTICIPATION_SCHOOL: {"served": 98, "pupils": 100},
    }[rule]
    signed = Signed(2, was, gone=False)
    assert occurrence_to_open(rule, facts, signed=signed) == (3 if worse else None)
    assert occurrence_to_open(rule, facts, signed=Signed(2, was, gone=True)) == 3
    assert occurrence_to_open(rule, facts, signed=None) == 1


NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
FRESH, LATE = NOON - timedelta(seconds=3), NOON - timedelta(seconds=30)


def source(
    answered_at: datetime | None = FRESH,
    level_at: datetime | None = FRESH,
    marked_at: datetime | None = None,
    set_aside: SetAside | None = None,
) -> Source:
    return source_of(
        "billing", answered_at=answered_at, level_at=level_at, marked_at=marked_at, set_aside=set_aside, now=NOON
    )


def test_calls_a_source_stale_when_it_or_we_fell_behind() -> None:
    assert not source().stale
    assert source(answered_at=LATE).lag_s == 30
    assert source(level_at=LATE).stale
    assert source(answered_at=None).stale
    assert source(level_at=None).stale


def test_calls_a_source_stale_while_figures_wait_to_be_made_or_events_to_be_applied() -> None:
    assert not source(marked_at=FRESH).stale
    assert source(marked_at=LATE).lag_s == 30
    assert not source(set_aside=SetAside(FRESH, failing=False)).stale
    assert source(set_aside=SetAside(LATE, failing=False)).lag_s == 30
    assert source(set_aside=SetAside(FRESH, failing=True)).stale
