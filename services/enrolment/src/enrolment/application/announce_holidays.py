"""An office enters the notice of holidays of a year; what was counted without it is counted again."""

from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.publish_calendar import put_calendar
from enrolment.domain.event import AnnouncedDay, HolidaysAnnounced
from enrolment.domain.holiday_notice import FaultAt, check_notice, in_body
from enrolment.domain.school_calendar import build_calendar, closed_by_hand, made_up
from kernel.actor import Actor
from kernel.official_calendar import HolidayNotice, OfficialCalendar
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class AnnouncedHolidays:
    """`repeated`: the same notice was kept already. `calendars` counts the terms whose days were published anew."""

    notice: HolidayNotice
    repeated: bool
    calendars: int = 0
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class AnnounceHolidays:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, notice: HolidayNotice, by: Actor, on: date, now: datetime, at: FaultAt = in_body
    ) -> AnnouncedHolidays:
        """Keep the notice and publish the days to come of every term it concerns. Raises what `check_notice` does."""
        async with self.unit_of_work() as work:
            await work.holidays.hold_alone()
            standing = await work.holidays.notice(by.path, notice.year)
            if standing == notice:
                return AnnouncedHolidays(notice, repeated=True)
            check_notice(notice, standing=standing, today=on, at=at)
            terms = await work.holidays.terms_concerned(by.path, notice.year, after=on)
            before = {district: await work.holidays.calendar(district) for district, _ in terms}
            await work.hold(HolidaysAnnounced, [HolidaysAnnounced.key_of(by.path, notice.year)])
            await work.holidays.keep(notice)
            suspended = [
                await _publish_again(work, district, term, before[district], after=on, now=now)
                for district, term in terms
            ]
            _tell(work, notice, by=by, now=now)
            work.record(
                "enrolment.holidays_announced",
                f"holidays/{by.path.code}/{notice.year}",
                actor=by,
                at=now,
                before=_facts(standing) if standing is not None else {},
                after={**_facts(notice), "calendars": len(terms), "sessions_suspended": sum(suspended)},
            )
        return AnnouncedHolidays(notice, repeated=False, calendars=len(terms), suspended=sum(suspended))


async def _publish_again(
    work: Work, district: OrganisationPath, term: str, before: OfficialCalendar, *, after: date, now: datetime
) -> int:
    """Days up to `after` stay as they were; what the district named itself is kept. Return the sessions suspended."""
    period = await work.terms.lock_calendar(district, term)
    assert period is not None  # noqa: S101 - it has a calendar
    standing = await work.terms.calendar(district, term)
    official = await work.holidays.calendar(district)
    span = period.starts_on, period.last_on
    by_hand = {
        on: follows for on, follows in made_up(standing).items() if before.make_up_days(*span).get(on) != follows
    }
    built = build_calendar(
        period,
        holidays=official.holidays(*span),
        make_up={**official.make_up_days(*span), **by_hand},
        closed=closed_by_hand(standing, make_up={}, closed={}, opened=()),
    )
    past = {day.on: day for day in standing if day.on <= after}
    days = tuple(past.get(day.on, day) for day in built)
    return await put_calendar(work, district, term, days, standing=standing, now=now)


def _tell(work: Work, notice: HolidayNotice, *, by: Actor, now: datetime) -> None:
    days = tuple(AnnouncedDay(on=day.on, off=day.off, name=day.name) for day in notice.days)
    told = HolidaysAnnounced(
        path=by.path, year=notice.year, source=notice.source, issued_on=notice.issued_on, days=days
    )
    work.publish(told, at=now)


def _facts(notice: HolidayNotice) -> dict[str, object]:
    return {
        "source": notice.source,
        "issued_on": notice.issued_on.isoformat(),
        "off": [day.on.isoformat() for day in notice.days if day.off],
        "worked": [day.on.isoformat() for day in notice.days if not day.off],
    }
