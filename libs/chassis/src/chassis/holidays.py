"""The official calendar as a service keeps it: notices that officials entered, and the years a package knows."""

from datetime import date
from functools import cache
from typing import Any

import orjson
from chinese_calendar.constants import Holiday, holidays, in_lieu_days, workdays
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.enrolment.v1 import events_pb2 as enrolment
from kernel.official_calendar import HolidayNotice, OfficialCalendar, OfficialDay, with_notices

TOPIC = "enrolment.holiday-notice"

_KEEP = text("""
INSERT INTO chassis.holiday_notice (path, year, source, issued_on, days)
VALUES (:path, :year, :source, :issued_on, CAST(:days AS jsonb))
ON CONFLICT (path, year) DO UPDATE SET source = excluded.source, issued_on = excluded.issued_on, days = excluded.days
""")
# A district's own notice of a year counts there in the place of the city's.
_NOTICES = text("""
SELECT path, year, source, issued_on, CAST(days AS text) AS days FROM chassis.holiday_notice
WHERE :path = path OR starts_with(:path, path || '/') ORDER BY length(path)
""")


_NOTICE = text("""
SELECT path, year, source, issued_on, CAST(days AS text) AS days FROM chassis.holiday_notice
WHERE path = :path AND year = :year
""")


async def official_calendar(connection: AsyncConnection, path: str) -> OfficialCalendar:
    """Return the calendar that counts at an organisation."""
    return with_notices(published_years(), await kept_notices(connection, path))


async def kept_notice(connection: AsyncConnection, path: str, year: int) -> HolidayNotice | None:
    """Return what this very office announced for the year."""
    row = (await connection.execute(_NOTICE, {"path": path, "year": year})).one_or_none()
    return None if row is None else _notice(row)


async def kept_notices(connection: AsyncConnection, path: str) -> tuple[HolidayNotice, ...]:
    """Return the notices that count at an organisation, in the order of their years."""
    found = await connection.execute(_NOTICES, {"path": path})
    by_year = {row.year: _notice(row) for row in found}
    return tuple(by_year[year] for year in sorted(by_year))


async def keep_notice(connection: AsyncConnection, notice: HolidayNotice) -> None:
    """Keep the notice in the place of an earlier one of the same office and year."""
    days = [{"on": day.on.isoformat(), "off": day.off, "name": day.name} for day in notice.days]
    row = {"path": notice.path, "year": notice.year, "source": notice.source, "issued_on": notice.issued_on}
    await connection.execute(_KEEP, {**row, "days": orjson.dumps(days).decode()})


def notice_of(message: enrolment.HolidaysAnnounced) -> HolidayNotice:
    """Return the notice an event tells of."""
    days = tuple(OfficialDay(date.fromisoformat(day.on), day.off, day.name) for day in message.days)
    return HolidayNotice(message.path, message.year, message.source, date.fromisoformat(message.issued_on), days)


@cache
def published_years() -> OfficialCalendar:
    """Return the years whose notices the installed package carries; it counts where no official entered one."""
    off = [OfficialDay(on, True, Holiday(name).chinese, on in in_lieu_days) for on, name in holidays.items()]
    worked = [OfficialDay(on, False, Holiday(name).chinese) for on, name in workdays.items()]
    years = range(min(holidays).year, max(holidays).year + 1)
    return OfficialCalendar({day.on: day for day in (*off, *worked)}, frozenset(years))


def _notice(row: Any) -> HolidayNotice:
    days = tuple(OfficialDay(date.fromisoformat(day["on"]), day["off"], day["name"]) for day in orjson.loads(row.days))
    return HolidayNotice(row.path, row.year, row.source, row.issued_on, days)
