"""Surveys, filings and coarse counts: the part of the term store that moves while a term is prepared."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping

from enrolment.adapters.postgres.term_store import PostgresTerms
from enrolment.application.ports.base import SchoolCounts
from enrolment.domain.filing import Filing, FilingState
from enrolment.domain.pupil import Pupil
from kernel.organisation import OrganisationPath

_ANSWER = """
INSERT INTO survey_answer (pupil_id, term, school_path, guardian_id, wants_care, weekdays, categories, answered_at)
VALUES (:pupil_id, :term, :school_path, :guardian_id, :wants_care, CAST(:weekdays AS smallint[]),
        CAST(:categories AS text[]), :now)
ON CONFLICT (pupil_id, term, guardian_id) DO UPDATE SET wants_care = excluded.wants_care,
    weekdays = excluded.weekdays, categories = excluded.categories, answered_at = excluded.answered_at,
    touched_at = clock_timestamp()
"""
# Counts of every school term touched lately (or of all), against what was told; one statement for the whole city.
_TOUCHED = """
    SELECT school_path, term FROM application
    WHERE CAST(:within_s AS integer) IS NULL
       OR touched_at > clock_timestamp() - make_interval(secs => CAST(:within_s AS integer))
    GROUP BY school_path, term
    UNION
    SELECT school_path, term FROM survey_answer
    WHERE CAST(:within_s AS integer) IS NULL
       OR touched_at > clock_timestamp() - make_interval(secs => CAST(:within_s AS integer))
    GROUP BY school_path, term
    UNION
    SELECT school_path, term FROM touched_term
    WHERE CAST(:within_s AS integer) IS NULL
       OR touched_at > clock_timestamp() - make_interval(secs => CAST(:within_s AS integer))
"""
_NAMED = """
    SELECT * FROM unnest(CAST(:paths AS text[]), CAST(:terms AS text[])) AS named (school_path, term)
"""
_COUNTED = """
WITH touched AS ({touched}), counted AS (
    SELECT t.school_path, t.term,
        (SELECT count(DISTINCT s.pupil_id) FROM survey_answer s
         WHERE s.school_path = t.school_path AND s.term = t.term) AS answers,
        a.submitted, a.reviewed, p.placed, p.alternatives
    FROM touched t
    CROSS JOIN LATERAL (
        SELECT count(*) AS submitted, count(*) FILTER (WHERE state IN ('reviewed', 'approved', 'decided')) AS reviewed
        FROM application WHERE school_path = t.school_path AND term = t.term) AS a
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT pupil_id) FILTER (WHERE state IN ('placed', 'agreed')) AS placed,
               count(*) FILTER (WHERE state = 'alternative') AS alternatives
        FROM placement WHERE school_path = t.school_path AND term = t.term) AS p
)
SELECT c.*, COALESCE(o.answers, 0) AS told_answers,
       (c.submitted, c.reviewed, c.placed, c.alternatives) IS DISTINCT FROM
       (COALESCE(o.submitted, 0), COALESCE(o.reviewed, 0), COALESCE(o.placed, 0), COALESCE(o.alternatives, 0)) AS moved
FROM counted c LEFT JOIN told_count o USING (school_path, term)
ORDER BY c.school_path, c.term
"""
_TELL = """
INSERT INTO told_count (school_path, term, answers, submitted, reviewed, placed, alternatives)
SELECT * FROM unnest(CAST(:paths AS text[]), CAST(:terms AS text[]), CAST(:answers AS integer[]),
    CAST(:submitted AS integer[]), CAST(:reviewed AS integer[]), CAST(:placed AS integer[]),
    CAST(:alternatives AS integer[]))
ON CONFLICT (school_path, term) DO UPDATE SET answers = excluded.answers, submitted = excluded.submitted,
    reviewed = excluded.reviewed, placed = excluded.placed, alternatives = excluded.alternatives
"""
_ONE_COUNTER = "SELECT pg_try_advisory_xact_lock(hashtextextended('enrolment.recount', 0)) AS mine"


class PostgresTermProgress(PostgresTerms):
    async def answer_survey(
        self,
        *,
        pupil: Pupil,
        term: str,
        guardian_id: UUID,
        wants_care: bool,
        weekdays: Sequence[int],
        categories: Sequence[str],
        now: datetime,
    ) -> None:
        await self._sql.run(
            _ANSWER,
            pupil_id=pupil.id,
            term=term,
            school_path=pupil.school_path,
            guardian_id=guardian_id,
            wants_care=wants_care,
            weekdays=list(weekdays),
            categories=list(categories),
            now=now,
        )

    async def file_plan(self, filing: Filing, *, plan_document: UUID, emergency_document: UUID, now: datetime) -> bool:
        made = await self._sql.run(
            """INSERT INTO filing (id, school_path, term, state, plan_document, emergency_document, filed_by, filed_at)
               VALUES (:id, :path, :term, :state, :plan, :emergency, :by, :now)
               ON CONFLICT (school_path, term) WHERE state <> 'returned' DO NOTHING""",
            id=filing.id,
            path=filing.school_path.text,
            term=filing.term,
            state=filing.state.value,
            plan=plan_document,
            emergency=emergency_document,
            by=filing.filed_by,
            now=now,
        )
        return made == 1

    async def lock_filing(self, filing_id: UUID) -> Filing | None:
        row = await self._sql.first("SELECT * FROM filing WHERE id = :id FOR UPDATE", id=filing_id)
        if row is None:
            return None
        return Filing(
            row["id"],
            OrganisationPath(row["school_path"]),
            row["term"],
            FilingState(row["state"]),
            row["filed_by"],
            row["version"],
        )

    async def decide_filing(
        self, filing_id: UUID, *, state: FilingState, by: UUID, reason: str, rule: str, now: datetime
    ) -> None:
        await self._sql.run(
            """UPDATE filing SET state = :state, decided_by = :by, decided_at = :now, reason = :reason, rule = :rule,
               version = version + 1 WHERE id = :id""",
            id=filing_id,
            state=state.value,
            by=by,
            reason=reason,
            rule=rule,
            now=now,
        )

    async def lock_counts(self) -> bool:
        mine = await self._sql.first(_ONE_COUNTER)
        return mine is not None and bool(mine["mine"])

    async def moved_counts(self, *, within_s: int | None) -> tuple[tuple[OrganisationPath, str], ...]:
        rows = await self._sql.rows(_COUNTED.format(touched=_TOUCHED), within_s=within_s)
        return tuple((OrganisationPath(row["school_path"]), row["term"]) for row in rows if _differs(row))

    async def recount(self, school_terms: Sequence[tuple[OrganisationPath, str]]) -> tuple[SchoolCounts, ...]:
        if not school_terms:
            return ()
        rows = await self._sql.rows(
            _COUNTED.format(touched=_NAMED),
            paths=[path.text for path, _ in school_terms],
            terms=[term for _, term in school_terms],
        )
        changed = [row for row in rows if _differs(row)]
        if not changed:
            return ()
        names = ("answers", "submitted", "reviewed", "placed", "alternatives")
        await self._sql.run(
            _TELL,
            paths=[row["school_path"] for row in changed],
            terms=[row["term"] for row in changed],
            **{name: [row[name] for row in changed] for name in names},
        )
        return tuple(
            SchoolCounts(
                OrganisationPath(row["school_path"]),
                row["term"],
                row["answers"] if row["answers"] != row["told_answers"] else None,
                {name: row[name] for name in names[1:]} if row["moved"] else None,
            )
            for row in changed
        )


def _differs(row: RowMapping) -> bool:
    """Whether something else was told last."""
    return bool(row["moved"] or row["answers"] != row["told_answers"])
