"""Terms, adoptions, calendars and where each school stands."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from enrolment.adapters.postgres.offer_store import OUTSIDE_NOTICE
from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.base import SchoolTerm
from enrolment.domain.adoption import Adoption
from enrolment.domain.gate import TermFacts
from enrolment.domain.school_calendar import Day, DayKind
from kernel.organisation import OrganisationPath
from kernel.period import Period

_FACTS = f"""
SELECT
    (SELECT count(*) FROM (SELECT 1 FROM survey_answer WHERE school_path = :path AND term = :term LIMIT 1) AS a)
    AS answers,
    EXISTS (SELECT FROM filing WHERE school_path = :path AND term = :term AND state <> 'returned') AS filed,
    EXISTS (SELECT FROM filing WHERE school_path = :path AND term = :term AND state = 'approved') AS approved,
    (SELECT count(*) FROM offering WHERE school_path = :path AND term = :term AND state = 'published') AS published,
    EXISTS (SELECT FROM school_term WHERE school_path = :path AND term = :term AND notice_in_force_on <= :on)
    AS noticed,
    ARRAY(
        SELECT o.title FROM offering o
        WHERE o.school_path = :path AND o.term = :term AND o.state = 'published' AND {OUTSIDE_NOTICE}
        ORDER BY o.title LIMIT 20) AS outside
"""
# What a notice lists twice counts as it is listed last, as it does in billing.
_NOTICE = """
INSERT INTO price_item (school_path, term, product, course_id, price_fen, consumables_fen, notice_id, in_force_on)
SELECT DISTINCT ON (product, course_id) :path, :term, product, course_id, price_fen, consumables_fen, :notice_id,
       CAST(:in_force_on AS date)
FROM unnest(CAST(:products AS text[]), CAST(:courses AS text[]), CAST(:prices AS bigint[]),
            CAST(:consumables AS bigint[])) WITH ORDINALITY AS t(product, course_id, price_fen, consumables_fen, place)
ORDER BY product, course_id, place DESC
ON CONFLICT (school_path, term, product, course_id, notice_id) DO UPDATE SET in_force_on = excluded.in_force_on
"""
# A notice of holidays can move the day on which a notice of prices comes into force.
_NOTICED = """
UPDATE school_term SET notice_id = :notice_id, notice_in_force_on = (
    SELECT min(in_force_on) FROM price_item WHERE school_path = :path AND term = :term)
WHERE school_path = :path AND term = :term
"""
_ADOPTION = """
SELECT district_path, term, pack_id, pack_version, pack_text, pack_hash, engine_version,
       CAST(parameters AS text) AS parameters
FROM adoption WHERE district_path = :path AND term = :term
"""
_TERM = "SELECT FROM term WHERE district_path = :path AND term = :term"
_CALENDAR = """
INSERT INTO calendar_day (district_path, term, day, kind, follows, reason)
SELECT :path, :term, t.* FROM unnest(CAST(:days AS date[]), CAST(:kinds AS text[]), CAST(:follows AS smallint[]),
                                     CAST(:reasons AS text[])) AS t
ON CONFLICT (district_path, term, day) DO UPDATE
SET kind = excluded.kind, follows = excluded.follows, reason = excluded.reason
"""


class PostgresTerms:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def open_term(self, district_path: OrganisationPath, term: str, period: Period) -> bool:
        made = await self._sql.run(
            "INSERT INTO term VALUES (:path, :term, :first_on, :last_on) ON CONFLICT DO NOTHING",
            path=district_path.text,
            term=term,
            first_on=period.starts_on,
            last_on=period.last_on,
        )
        return made == 1

    async def period(self, district_path: OrganisationPath, term: str) -> Period | None:
        row = await self._sql.first(
            "SELECT first_on, last_on FROM term WHERE district_path = :path AND term = :term",
            path=district_path.text,
            term=term,
        )
        return Period.through(row["first_on"], row["last_on"]) if row is not None else None

    async def adopt(self, adoption: Adoption, *, by: UUID, now: datetime) -> bool:
        made = await self._sql.run(
            """INSERT INTO adoption VALUES (:path, :term, :pack_id, :version, :text, :hash, :engine,
               CAST(:parameters AS jsonb), :by, :now) ON CONFLICT DO NOTHING""",
            path=adoption.district_path.text,
            term=adoption.term,
            pack_id=adoption.pack_id,
            version=adoption.pack_version,
            text=adoption.pack_text,
            hash=adoption.pack_hash,
            engine=adoption.engine_version,
            parameters=adoption.parameters_json,
            by=by,
            now=now,
        )
        return made == 1

    async def adoption(self, district_path: OrganisationPath, term: str) -> Adoption | None:
        row = await self._sql.first(_ADOPTION, path=district_path.text, term=term)
        if row is None:
            return None
        return Adoption(
            district_path,
            row["term"],
            row["pack_id"],
            row["pack_version"],
            row["pack_text"],
            row["pack_hash"],
            row["engine_version"],
            row["parameters"],
        )

    async def save_calendar(self, district_path: OrganisationPath, term: str, days: Sequence[Day]) -> None:
        await self._sql.run(
            _CALENDAR,
            path=district_path.text,
            term=term,
            days=[day.on for day in days],
            kinds=[day.kind.value for day in days],
            follows=[day.follows for day in days],
            reasons=[day.reason for day in days],
        )

    async def lock_calendar(self, district_path: OrganisationPath, term: str) -> Period | None:
        await self._sql.run(f"{_TERM} FOR UPDATE", path=district_path.text, term=term)
        return await self.period(district_path, term)

    async def calendar(self, district_path: OrganisationPath, term: str) -> tuple[Day, ...]:
        await self._sql.run(f"{_TERM} FOR SHARE", path=district_path.text, term=term)
        rows = await self._sql.rows(
            """SELECT day, kind, follows, reason FROM calendar_day
               WHERE district_path = :path AND term = :term ORDER BY day""",
            path=district_path.text,
            term=term,
        )
        return tuple(Day(row["day"], DayKind(row["kind"]), row["follows"], row["reason"]) for row in rows)

    async def lock_school_term(self, school_path: OrganisationPath, term: str) -> SchoolTerm:
        await self._sql.run(
            "INSERT INTO school_term (school_path, term) VALUES (:path, :term) ON CONFLICT DO NOTHING",
            path=school_path.text,
            term=term,
        )
        row = await self._sql.first(
            "SELECT * FROM school_term WHERE school_path = :path AND term = :term FOR UPDATE",
            path=school_path.text,
            term=term,
        )
        assert row is not None  # noqa: S101 - inserted above
        return SchoolTerm(school_path, term, row["notice_in_force_on"], row["opened_at"] is not None, row["closes_on"])

    async def facts(self, school_path: OrganisationPath, term: str, *, on: date) -> TermFacts:
        row = await self._sql.first(_FACTS, path=school_path.text, term=term, on=on)
        assert row is not None  # noqa: S101 - a select without FROM has one row
        return TermFacts(
            survey_answers=row["answers"],
            plan_filed=row["filed"],
            # One filing holds both documents.
            emergency_plan_filed=row["filed"],
            plan_approved=row["approved"],
            offerings_published=row["published"],
            notice_in_force=row["noticed"],
            offerings_outside_notice=tuple(row["outside"]),
        )

    async def open_applications(
        self, school_path: OrganisationPath, term: str, *, closes_on: date | None, by: UUID, now: datetime
    ) -> None:
        await self._sql.run(
            """UPDATE school_term SET opened_at = :now, opened_by = :by, closes_on = :closes_on
               WHERE school_path = :path AND term = :term""",
            now=now,
            by=by,
            closes_on=closes_on,
            path=school_path.text,
            term=term,
        )

    async def save_notice(
        self,
        school_path: OrganisationPath,
        term: str,
        *,
        notice_id: str,
        in_force_on: date,
        items: Sequence[tuple[str, str, int, int]],
    ) -> None:
        await self.lock_school_term(school_path, term)
        await self._sql.run(
            _NOTICE,
            path=school_path.text,
            term=term,
            notice_id=notice_id,
            in_force_on=in_force_on,
            products=[item[0] for item in items],
            courses=[item[1] for item in items],
            prices=[item[2] for item in items],
            consumables=[item[3] for item in items],
        )
        await self._sql.run(_NOTICED, path=school_path.text, term=term, notice_id=notice_id)
