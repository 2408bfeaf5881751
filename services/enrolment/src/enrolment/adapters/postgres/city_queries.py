"""Questions about organisations, terms, rules and filings."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.holidays import kept_notices, official_calendar
from enrolment.adapters.postgres.reading import Reading
from enrolment.adapters.postgres.unit_of_work import PostgresWork
from enrolment.application.open_applications import standings_of
from enrolment.application.queries import Record
from enrolment.domain.gate import GateStanding
from kernel.official_calendar import HolidayNotice, OfficialCalendar
from kernel.organisation import OrganisationPath

# Of a child whose guardians answered differently counts what all of them wish. Only so many of the earliest answers
# count as come in whole lots: whoever asks again sees the wishes of a lot, never of the one family that just answered.
_SURVEY = """
WITH answer AS (
    SELECT pupil_id, wants_care, weekdays, categories, answered_at FROM survey_answer
    WHERE term = :term AND school_path IN (SELECT path FROM organisation WHERE path = :under OR path LIKE :below)
), child AS (
    SELECT pupil_id, bool_and(wants_care) AS wants_care,
           ARRAY[bool_and(1 = ANY(weekdays)), bool_and(2 = ANY(weekdays)), bool_and(3 = ANY(weekdays)),
                 bool_and(4 = ANY(weekdays)), bool_and(5 = ANY(weekdays))] AS days,
           bool_and('art' = ANY(categories)) AS art, bool_and('sport' = ANY(categories)) AS sport,
           bool_and('science' = ANY(categories)) AS science, max(answered_at) AS answered_at
    FROM answer GROUP BY pupil_id
), counted AS (
    SELECT * FROM child ORDER BY answered_at, pupil_id LIMIT (SELECT count(*) / :lot * :lot FROM child)
)
SELECT (SELECT count(*) FROM pupil WHERE school_path = :under OR school_path LIKE :below) AS pupils,
       count(*) AS answers, count(*) FILTER (WHERE wants_care) AS care,
       ARRAY[count(*) FILTER (WHERE days[1]), count(*) FILTER (WHERE days[2]), count(*) FILTER (WHERE days[3]),
             count(*) FILTER (WHERE days[4]), count(*) FILTER (WHERE days[5])] AS per_weekday,
       count(*) FILTER (WHERE art) AS art, count(*) FILTER (WHERE sport) AS sport,
       count(*) FILTER (WHERE science) AS science
FROM counted
"""

_TERMS = """
SELECT t.*, a.pack_id, a.pack_version, a.pack_hash,
       EXISTS (SELECT FROM calendar_day d WHERE d.district_path = t.district_path AND d.term = t.term) AS has_calendar
FROM term t LEFT JOIN adoption a USING (district_path, term)
"""


class PostgresCityQueries(Reading):
    async def organisations(self, *, under: str, kind: str | None, after: str, limit: int) -> Sequence[Record]:
        return await self._rows(
            """SELECT * FROM organisation WHERE code > :after AND (path = :under OR path LIKE :below)
               AND (CAST(:kind AS text) IS NULL OR kind = :kind) ORDER BY code LIMIT :limit""",
            after=after,
            under=under,
            below=f"{under}/%",
            kind=kind,
            limit=limit,
        )

    async def terms(self, *, path: str) -> Sequence[Record]:
        return await self._rows(
            f"""{_TERMS}
               WHERE t.district_path = :path OR t.district_path LIKE :below OR :path LIKE t.district_path || '/%'
               ORDER BY t.district_path, t.first_on LIMIT 200""",
            path=path,
            below=f"{path}/%",
        )

    async def terms_of_children(self, guardian_id: UUID) -> Sequence[Record]:
        return await self._rows(
            f"""{_TERMS}
               WHERE EXISTS (SELECT FROM guardianship g JOIN pupil p ON p.id = g.pupil_id
                             WHERE g.guardian_id = :guardian AND p.school_path LIKE t.district_path || '/%')
               ORDER BY t.district_path, t.first_on LIMIT 200""",
            guardian=guardian_id,
        )

    async def adoption(self, *, district_path: str, term: str) -> Record | None:
        return await self._first(
            """SELECT district_path, term, pack_id, pack_version, pack_text, pack_hash, engine_version,
                      CAST(parameters AS text) AS parameters_json, adopted_at
               FROM adoption WHERE district_path = :path AND term = :term""",
            path=district_path,
            term=term,
        )

    async def calendar(self, *, district_path: str, term: str) -> Sequence[Record]:
        return await self._rows(
            """SELECT day, kind, follows, reason FROM calendar_day WHERE district_path = :path AND term = :term
               ORDER BY day""",
            path=district_path,
            term=term,
        )

    async def official_calendar(self, path: str) -> OfficialCalendar:
        async with self._database.reading() as connection:
            return await official_calendar(connection, path)

    async def holiday_notices(self, path: str) -> Sequence[HolidayNotice]:
        async with self._database.reading() as connection:
            return await kept_notices(connection, path)

    async def filings(self, *, under: str, state: str | None, after: UUID | None, limit: int) -> Sequence[Record]:
        return await self._rows(
            """SELECT f.*, o.name AS school_name FROM filing f JOIN organisation o ON o.path = f.school_path
               WHERE (f.school_path = :under OR f.school_path LIKE :below)
                 AND (CAST(:state AS text) IS NULL OR f.state = :state)
                 AND (CAST(:after AS uuid) IS NULL OR f.id > :after) ORDER BY f.id LIMIT :limit""",
            under=under,
            below=f"{under}/%",
            state=state,
            after=after,
            limit=limit,
        )

    async def filing_document(self, filing_id: UUID, *, under: str, which: str) -> tuple[Record, bytes] | None:
        row = await self._first(
            """SELECT plan_document, emergency_document FROM filing
               WHERE id = :id AND (school_path = :under OR school_path LIKE :below)""",
            id=filing_id,
            under=under,
            below=f"{under}/%",
        )
        if row is None:
            return None
        document_id = row["plan_document"] if which == "plan" else row["emergency_document"]
        async with self._database.reading() as connection:
            document = await self._documents.open(connection, document_id)
            content = await self._documents.read(connection, document_id)
        return {"name": document.name, "media_type": document.media_type}, content

    async def survey_summary(self, *, under: str, term: str, lot: int) -> Record:
        row = await self._first(_SURVEY, under=under, below=f"{under}/%", term=term, lot=lot)
        return row or {}

    async def gates(self, school_path: OrganisationPath, term: str, *, on: date) -> tuple[GateStanding, ...]:
        async with self._database.transaction() as transaction:
            return await standings_of(PostgresWork(transaction, self._sealer), school_path, term, on=on)

    async def school_term(self, school_path: str, term: str) -> Record | None:
        return await self._first(
            """SELECT t.*, o.name AS school_name, o.stage,
                 (SELECT count(*) FROM application a WHERE a.school_path = :path AND a.term = :term) AS applications,
                 (SELECT count(*) FROM application a WHERE a.school_path = :path AND a.term = :term
                    AND a.state = 'submitted') AS waiting_for_class,
                 (SELECT count(*) FROM application a WHERE a.school_path = :path AND a.term = :term
                    AND a.state = 'reviewed') AS waiting_for_school,
                 (SELECT count(*) FROM placement p WHERE p.school_path = :path AND p.term = :term
                    AND p.state IN ('placed', 'agreed')) AS placements,
                 (SELECT count(*) FROM placement p WHERE p.school_path = :path AND p.term = :term
                    AND p.state = 'agreed') AS agreed,
                 (SELECT count(*) FROM service_group g WHERE g.school_path = :path AND g.term = :term) AS groups
               FROM organisation o LEFT JOIN school_term t ON t.school_path = o.path AND t.term = :term
               WHERE o.path = :path AND o.kind = 'school'""",
            path=school_path,
            term=term,
        )
