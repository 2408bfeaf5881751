"""Notices of holidays, of which enrolment keeps the original."""

from collections.abc import Sequence
from datetime import date

from chassis.holidays import keep_notice, kept_notice, official_calendar
from enrolment.adapters.postgres.sql import Sql
from kernel.official_calendar import HolidayNotice, OfficialCalendar
from kernel.organisation import OrganisationPath

_TERMS = """
SELECT district_path, term FROM term t
WHERE (district_path = :path OR starts_with(district_path, :path || '/')) AND last_on > :after
  AND first_on <= make_date(:year, 12, 31) AND last_on >= make_date(:year - 1, 12, 1)
  AND EXISTS (SELECT FROM calendar_day c WHERE c.district_path = t.district_path AND c.term = t.term)
ORDER BY district_path, term
"""
_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended('enrolment.holidays', 0))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('enrolment.holidays', 0))"


class PostgresHolidays:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def calendar(self, path: OrganisationPath) -> OfficialCalendar:
        await self._sql.rows(_SHARED)
        return await official_calendar(self._sql.connection, path.text)

    async def hold_alone(self) -> None:
        await self._sql.rows(_ALONE)

    async def notice(self, path: OrganisationPath, year: int) -> HolidayNotice | None:
        return await kept_notice(self._sql.connection, path.text, year)

    async def keep(self, notice: HolidayNotice) -> None:
        await keep_notice(self._sql.connection, notice)

    async def terms_concerned(
        self, path: OrganisationPath, year: int, *, after: date
    ) -> Sequence[tuple[OrganisationPath, str]]:
        rows = await self._sql.rows(_TERMS, path=path.text, year=year, after=after)
        return [(OrganisationPath(row["district_path"]), row["term"]) for row in rows]
