"""A district publishes the school days of a term (R04)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.suspend_sessions import tell_suspended
from enrolment.domain.event import CalendarPublished
from enrolment.domain.school_calendar import (
    Day,
    DaysAlreadyServed,
    TermUnknown,
    build_calendar,
    closed_by_hand,
    made_up,
    stopped,
)
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class PublishedCalendar:
    """`provisional`: the holidays of all its days are not announced yet."""

    days: tuple[Day, ...]
    suspended: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class PublishCalendar:
    """Statutory holidays and make-up days come from the official calendar, the rest from the district.

    Until the notice of a year is out its weekdays are school days; the notice publishes them anew.

    A later calendar keeps the days that the district named before. Sessions on days that stop being school days are
    suspended in the same unit; those of days that have school again stay so.
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self,
        *,
        term: str,
        make_up: Mapping[date, int],
        closed: Mapping[date, str],
        opened: Collection[date],
        by: Actor,
        now: datetime,
    ) -> PublishedCalendar:
        """Return all days of the term and how many sessions were suspended; DaysAlreadyServed keeps all as it was."""
        async with self.unit_of_work() as work:
            official = await work.holidays.calendar(by.path)
            period = await work.terms.lock_calendar(by.path, term)
            if period is None:
                raise TermUnknown(f"open {term} first", params={"term": term})
            standing = await work.terms.calendar(by.path, term)
            days = build_calendar(
                period,
                holidays=official.holidays(period.starts_on, period.last_on),
                make_up={
                    **official.make_up_days(period.starts_on, period.last_on),
                    **made_up(standing),
                    **make_up,
                },
                closed=closed_by_hand(standing, make_up=make_up, closed=closed, opened=opened),
            )
            suspended = await put_calendar(work, by.path, term, days, standing=standing, now=now)
            provisional = official.is_provisional(period.starts_on, period.last_on)
            work.record(
                "enrolment.calendar_published",
                f"term/{by.path.code}/{term}",
                actor=by,
                at=now,
                before={"days": _seen(standing, beside=days)} if standing else {},
                after={
                    "days": _seen(days, beside=standing),
                    "school_days": sum(day.is_school_day for day in days),
                    "provisional": provisional,
                    "closed": len(closed),
                    "opened": len(opened),
                    "make_up": len(make_up),
                    "sessions_suspended": suspended,
                },
            )
        return PublishedCalendar(days, suspended, provisional)


def _seen(days: Sequence[Day], *, beside: Sequence[Day]) -> dict[str, str]:
    """The days that are otherwise in the other calendar, with what they are here; a term has some 200 of them."""
    others = set(beside)
    return {day.on.isoformat(): f"{day.kind.value} {day.follows}" for day in days if day not in others}


async def put_calendar(
    work: Work, district: OrganisationPath, term: str, days: Sequence[Day], *, standing: Sequence[Day], now: datetime
) -> int:
    """Keep and tell the days in the place of the standing ones; return how many sessions were suspended."""
    suspended = await _suspend(work, district, stopped(standing, days), now=now)
    await work.hold(CalendarPublished, [CalendarPublished.key_of(district, term)])
    await work.terms.save_calendar(district, term, days)
    school_days = tuple(day.on for day in days if day.is_school_day)
    work.publish(CalendarPublished(district_path=district, term=term, school_days=school_days), at=now)
    return suspended


async def _suspend(work: Work, district: OrganisationPath, days: Sequence[Day], *, now: datetime) -> int:
    count = 0
    for day in days:
        reason = day.reason or day.kind.value
        sessions = await work.sessions.suspend_days([district.text], from_on=day.on, through_on=day.on, reason=reason)
        tell_suspended(work, sessions, reason=reason, now=now)
        count += len(sessions)
    # Looked at last: whoever was just calling a roll has called it by now.
    served = await work.sessions.days_served(district.text, [day.on for day in days])
    if served:
        named = ", ".join(on.isoformat() for on in served)
        raise DaysAlreadyServed(f"rolls were called on {named}: these were school days", params={"days": named})
    return count
