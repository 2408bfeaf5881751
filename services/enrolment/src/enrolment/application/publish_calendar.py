"""A district publishes the school days of a term (R04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.ports.work import Holidays, UnitOfWork
from enrolment.domain.event import CalendarPublished
from enrolment.domain.school_calendar import Day, TermUnknown, build_calendar
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PublishCalendar:
    """Statutory holidays and make-up days come from the national calendar, the rest from the district."""

    unit_of_work: UnitOfWork
    holidays: Holidays

    async def __call__(
        self, *, term: str, make_up: Mapping[date, int], closed: Mapping[date, str], by: Actor, now: datetime
    ) -> tuple[Day, ...]:
        async with self.unit_of_work() as work:
            period = await work.terms.period(by.path, term)
            if period is None:
                raise TermUnknown(f"open {term} first", params={"term": term})
            statutory = self.holidays.holidays(period.starts_on, period.last_on)
            made_up = {**self.holidays.make_up_days(period.starts_on, period.last_on), **make_up}
            days = build_calendar(period, holidays=statutory, make_up=made_up, closed=closed)
            await work.terms.save_calendar(by.path, term, days)
            school_days = tuple(day.on for day in days if day.is_school_day)
            work.publish(CalendarPublished(district_path=by.path, term=term, school_days=school_days), at=now)
            work.record(
                "enrolment.calendar_published",
                f"term/{by.path.code}/{term}",
                actor=by,
                at=now,
                after={"school_days": len(school_days), "closed": len(closed), "make_up": len(made_up)},
            )
        return days
