"""Applications, in sets."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping

from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.applying import Drawable, NewApplication, StoredApplication
from enrolment.domain.application import AlreadyApplied, Applicant, ApplicationState, Applying
from enrolment.domain.consent import ConsentState
from enrolment.domain.draw import Entrant

_APPLICANTS = """
SELECT g.guardian_id, w.term, p.id AS pupil_id, p.school_path, p.class_id, p.grade, p.consent,
       a.id AS application_id, a.guardian_id AS applied_by,
       CASE WHEN a.school_path = p.school_path THEN a.state END AS state,
       t.opened_at IS NOT NULL AS opened,
       COALESCE(t.closes_on < :on, FALSE) AS passed
FROM unnest(CAST(:guardians AS uuid[]), CAST(:pupils AS uuid[]), CAST(:terms AS text[]))
     AS w(guardian_id, pupil_id, term)
JOIN guardianship g ON g.guardian_id = w.guardian_id AND g.pupil_id = w.pupil_id
JOIN pupil p ON p.id = w.pupil_id
LEFT JOIN application a ON a.pupil_id = p.id AND a.term = w.term
LEFT JOIN school_term t ON t.school_path = p.school_path AND t.term = w.term
ORDER BY p.id FOR NO KEY UPDATE OF p
"""
# Arrays of different lengths do not travel in one array: wishes and days go as text and are cut apart again.
_SAVE = """
INSERT INTO application (id, pupil_id, term, school_path, class_id, guardian_id, wishes, weekdays, courses_wanted,
                         state, rule, submitted_at)
SELECT id, pupil_id, term, school_path, class_id, guardian_id, CAST(string_to_array(wishes, ',') AS uuid[]),
       CAST(string_to_array(weekdays, ',') AS smallint[]), courses_wanted, 'submitted', rule, :now
FROM unnest(CAST(:ids AS uuid[]), CAST(:pupils AS uuid[]), CAST(:terms AS text[]), CAST(:schools AS text[]),
            CAST(:classes AS uuid[]), CAST(:guardians AS uuid[]), CAST(:wishes AS text[]), CAST(:weekdays AS text[]),
            CAST(:wanted AS smallint[]), CAST(:rules AS text[]))
     AS t(id, pupil_id, term, school_path, class_id, guardian_id, wishes, weekdays, courses_wanted, rule)
ON CONFLICT (pupil_id, term) DO UPDATE SET school_path = excluded.school_path,
    class_id = excluded.class_id, guardian_id = excluded.guardian_id, wishes = excluded.wishes,
    weekdays = excluded.weekdays, courses_wanted = excluded.courses_wanted, state = excluded.state, reason = '',
    suggestion = NULL, rule = excluded.rule, submitted_at = excluded.submitted_at, version = application.version + 1,
    touched_at = clock_timestamp()
WHERE application.state = 'returned' OR application.school_path <> excluded.school_path
RETURNING id
"""
_DRAWABLE = """
SELECT a.id, a.pupil_id, a.wishes, a.weekdays, a.courses_wanted, p.draw_key, p.grade, p.priorities, p.consent,
       ARRAY(SELECT m.offering_id FROM placement m WHERE m.application_id = a.id
             AND m.state IN ('placed', 'agreed', 'alternative') ORDER BY m.offering_id) AS placed
FROM application a JOIN pupil p ON p.id = a.pupil_id
WHERE a.school_path = :path AND p.school_path = :path AND a.term = :term AND a.state = 'approved'
ORDER BY p.draw_key FOR UPDATE OF a
"""
# A row that is gone cannot say that its school is to be counted anew.
_TOUCH = """
INSERT INTO touched_term (school_path, term)
SELECT DISTINCT * FROM unnest(CAST(:paths AS text[]), CAST(:terms AS text[])) ORDER BY 1, 2
ON CONFLICT (school_path, term) DO UPDATE SET touched_at = clock_timestamp()
"""


class PostgresApplications:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def applicants(self, applyings: Sequence[Applying], *, on: date) -> dict[tuple[UUID, UUID, str], Applicant]:
        rows = await self._sql.rows(
            _APPLICANTS,
            guardians=[one.guardian_id for one in applyings],
            pupils=[one.pupil_id for one in applyings],
            terms=[one.term for one in applyings],
            on=on,
        )
        return {
            (row["guardian_id"], row["pupil_id"], row["term"]): Applicant(
                row["pupil_id"],
                row["school_path"],
                row["class_id"],
                row["grade"],
                ConsentState(row["consent"]),
                row["opened"],
                row["passed"],
                row["application_id"],
                ApplicationState(row["state"]) if row["state"] is not None else None,
                row["applied_by"],
            )
            for row in rows
        }

    async def save(self, applications: Sequence[NewApplication], *, now: datetime) -> None:
        if not applications:
            return
        saved = await self._sql.rows(
            _SAVE,
            ids=[one.id for one in applications],
            pupils=[one.applying.pupil_id for one in applications],
            terms=[one.applying.term for one in applications],
            schools=[one.applicant.school_path for one in applications],
            classes=[one.applicant.class_id for one in applications],
            guardians=[one.applying.guardian_id for one in applications],
            wishes=[",".join(str(wish) for wish in one.applying.wishes) for one in applications],
            weekdays=[",".join(str(day) for day in one.applying.weekdays) for one in applications],
            wanted=[one.applying.courses_wanted for one in applications],
            rules=[one.rule for one in applications],
            now=now,
        )
        if len(saved) < len(applications):
            # Another process admitted one of these children between our look and our write.
            raise AlreadyApplied("this child's application is being dealt with already")

    async def remove(self, pupil_id: UUID, term: str) -> StoredApplication | None:
        row = await self._sql.first(
            """DELETE FROM application WHERE pupil_id = :pupil AND term = :term
               AND state <> 'decided' RETURNING *""",
            pupil=pupil_id,
            term=term,
        )
        if row is not None:
            await self._sql.run(_TOUCH, paths=[row["school_path"]], terms=[row["term"]])
        return _stored(row) if row is not None else None

    async def lock(self, application_ids: Sequence[UUID]) -> tuple[StoredApplication, ...]:
        rows = await self._sql.rows(
            "SELECT * FROM application WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE",
            ids=list(application_ids),
        )
        return tuple(_stored(row) for row in rows)

    async def lock_of_class_teacher(
        self, application_ids: Sequence[UUID], teacher_id: UUID
    ) -> tuple[StoredApplication, ...]:
        rows = await self._sql.rows(
            """SELECT a.* FROM application a JOIN school_class c ON c.id = a.class_id
               WHERE a.id = ANY(CAST(:ids AS uuid[])) AND c.teacher_id = :teacher ORDER BY a.id FOR UPDATE OF a""",
            ids=list(application_ids),
            teacher=teacher_id,
        )
        return tuple(_stored(row) for row in rows)

    async def lock_reviewed(self, school_path: str, term: str) -> tuple[StoredApplication, ...]:
        rows = await self._sql.rows(
            """SELECT * FROM application WHERE school_path = :path AND term = :term AND state = 'reviewed'
               ORDER BY id FOR UPDATE""",
            path=school_path,
            term=term,
        )
        return tuple(_stored(row) for row in rows)

    async def set_state(
        self,
        application_ids: Sequence[UUID],
        state: ApplicationState,
        *,
        reason: str = "",
        suggestion: UUID | None = None,
    ) -> None:
        if not application_ids:
            return
        await self._sql.run(
            """UPDATE application SET state = :state, reason = :reason, suggestion = :suggestion, version = version + 1,
               touched_at = clock_timestamp() WHERE id = ANY(CAST(:ids AS uuid[]))""",
            state=state.value,
            reason=reason,
            suggestion=suggestion,
            ids=list(application_ids),
        )

    async def close_of_pupil(self, pupil_id: UUID) -> None:
        rows = await self._sql.rows(
            "DELETE FROM application WHERE pupil_id = :pupil AND state <> 'decided' RETURNING school_path, term",
            pupil=pupil_id,
        )
        if rows:
            await self._sql.run(_TOUCH, paths=[row["school_path"] for row in rows], terms=[row["term"] for row in rows])

    async def lock_of_pupil(self, pupil_id: UUID) -> tuple[StoredApplication, ...]:
        rows = await self._sql.rows(
            "SELECT * FROM application WHERE pupil_id = :pupil ORDER BY id FOR UPDATE", pupil=pupil_id
        )
        return tuple(_stored(row) for row in rows)

    async def keep_wishes(self, application_id: UUID, wishes: Sequence[UUID]) -> None:
        await self._sql.run(
            """UPDATE application SET wishes = CAST(:wishes AS uuid[]), version = version + 1,
               touched_at = clock_timestamp() WHERE id = :id""",
            wishes=list(wishes),
            id=application_id,
        )

    async def drawable(self, school_path: str, term: str) -> tuple[Drawable, ...]:
        rows = await self._sql.rows(_DRAWABLE, path=school_path, term=term)
        return tuple(
            Drawable(
                Entrant(
                    application_id=row["id"],
                    pupil_id=row["pupil_id"],
                    draw_key=bytes(row["draw_key"]),
                    priority=0,
                    grade=row["grade"],
                    wishes=tuple(row["wishes"]),
                    wanted=row["courses_wanted"],
                ),
                tuple(row["priorities"]),
                tuple(row["weekdays"]),
                tuple(row["placed"]),
                ConsentState(row["consent"]),
            )
            for row in rows
        )


def _stored(row: RowMapping) -> StoredApplication:
    return StoredApplication(
        row["id"],
        row["pupil_id"],
        row["school_path"],
        row["term"],
        row["class_id"],
        ApplicationState(row["state"]),
        tuple(row["wishes"]),
        tuple(row["weekdays"]),
        row["guardian_id"],
        row["version"],
        row["submitted_at"],
    )
