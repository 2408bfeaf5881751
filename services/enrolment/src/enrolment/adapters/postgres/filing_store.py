"""Surveys, filings and coarse counts: the part of the term store that moves while a term is prepared."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from enrolment.adapters.postgres.sql import as_json
from enrolment.adapters.postgres.term_store import PostgresTerms
from enrolment.domain.filing import Filing, FilingState
from enrolment.domain.pupil import Pupil
from kernel.organisation import OrganisationPath

_ANSWER = """
INSERT INTO survey_answer (pupil_id, term, school_path, guardian_id, wants_care, weekdays, categories, answered_at)
VALUES (:pupil_id, :term, :school_path, :guardian_id, :wants_care, CAST(:weekdays AS smallint[]),
        CAST(:categories AS text[]), :now)
ON CONFLICT (pupil_id, term) DO UPDATE SET guardian_id = excluded.guardian_id, wants_care = excluded.wants_care,
    weekdays = excluded.weekdays, categories = excluded.categories, answered_at = excluded.answered_at,
    touched_at = clock_timestamp()
"""
_TOUCHED = """
SELECT DISTINCT school_path, term FROM (
    SELECT school_path, term FROM application WHERE touched_at > clock_timestamp() - make_interval(secs => :within_s)
    UNION ALL
    SELECT school_path, term FROM survey_answer WHERE touched_at > clock_timestamp() - make_interval(secs => :within_s)
) AS t ORDER BY school_path, term
"""
_ALL = """
SELECT school_path, term FROM application GROUP BY school_path, term
UNION SELECT school_path, term FROM survey_answer GROUP BY school_path, term ORDER BY school_path, term
"""
_COUNT = """
SELECT (SELECT count(*) FROM survey_answer WHERE school_path = :path AND term = :term) AS answers,
       (SELECT count(*) FROM application WHERE school_path = :path AND term = :term) AS submitted,
       (SELECT count(*) FROM application WHERE school_path = :path AND term = :term
          AND state IN ('reviewed', 'approved', 'decided')) AS reviewed,
       (SELECT count(DISTINCT pupil_id) FROM placement WHERE school_path = :path AND term = :term
          AND state IN ('placed', 'agreed')) AS placed,
       (SELECT count(*) FROM placement WHERE school_path = :path AND term = :term AND state = 'alternative')
       AS alternatives
"""


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

    async def changed_school_terms(self, *, within_s: int | None) -> tuple[tuple[str, str], ...]:
        rows = await (self._sql.rows(_ALL) if within_s is None else self._sql.rows(_TOUCHED, within_s=within_s))
        return tuple((row["school_path"], row["term"]) for row in rows)

    async def recount(self, school_path: str, term: str) -> tuple[int | None, Mapping[str, int] | None]:
        await self.lock_school_term(OrganisationPath(school_path), term)
        told = await self._sql.first(
            """SELECT told_answers, CAST(told_counts AS text) AS told FROM school_term
               WHERE school_path = :path AND term = :term""",
            path=school_path,
            term=term,
        )
        row = await self._sql.first(_COUNT, path=school_path, term=term)
        assert row is not None  # noqa: S101 - a select without FROM has one row
        assert told is not None  # noqa: S101 - locked above
        counts = {name: int(row[name]) for name in ("submitted", "reviewed", "placed", "alternatives")}
        answers = int(row["answers"])
        before = json.loads(told["told"]) if told["told"] is not None else dict.fromkeys(counts, 0)
        if answers == told["told_answers"] and counts == before:
            return None, None
        await self._sql.run(
            """UPDATE school_term SET told_answers = :answers, told_counts = CAST(:counts AS jsonb)
               WHERE school_path = :path AND term = :term""",
            answers=answers,
            counts=as_json(counts),
            path=school_path,
            term=term,
        )
        return answers if answers != told["told_answers"] else None, counts if counts != before else None
