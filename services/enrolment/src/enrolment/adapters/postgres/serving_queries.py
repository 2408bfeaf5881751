"""Questions about groups, sessions, rolls and pupils."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from enrolment.adapters.postgres.pupil_store import NUMBER
from enrolment.adapters.postgres.reading import Reading
from enrolment.adapters.postgres.session_store import PostgresSessions
from enrolment.adapters.postgres.sql import Sql
from enrolment.application.queries import Record
from kernel import text

_SESSIONS = """
SELECT s.id AS session_id, s.group_id, g.title AS group_title, s.offering_id, o.product, s.school_path, s.held_on,
       s.starts_at, s.ends_at, s.number, s.state, s.correction, s.reason, s.version, o.place,
       ARRAY(SELECT h.duty FROM shift h WHERE h.session_id = s.id AND h.person_id = CAST(:person AS uuid)) AS own_duties
FROM session s JOIN service_group g ON g.id = s.group_id JOIN offering o ON o.id = s.offering_id
WHERE s.held_on BETWEEN :from_on AND :through_on
  AND (CAST(:group_id AS uuid) IS NULL OR s.group_id = :group_id)
  AND {which}
  AND (CAST(:after AS uuid) IS NULL OR s.id > :after)
ORDER BY s.id LIMIT :limit
"""
_PUPILS_NAMED = """
SELECT p.id AS pupil_id, p.name_sealed, c.name AS class_name FROM pupil p JOIN school_class c ON c.id = p.class_id
WHERE p.id = ANY(CAST(:ids AS uuid[])) ORDER BY c.grade, c.number, p.draw_key
"""
_ATTENDANCE = """
SELECT s.held_on, s.starts_at, s.ends_at, o.title, s.state,
       r.marks[array_position(r.pupil_ids, :pupil)] AS mark
FROM group_member m JOIN session s ON s.group_id = m.group_id JOIN offering o ON o.id = s.offering_id
JOIN guardianship w ON w.pupil_id = m.pupil_id AND w.guardian_id = :guardian
LEFT JOIN roll r ON r.session_id = s.id AND r.correction = s.correction
WHERE m.pupil_id = :pupil AND s.follows = ANY(m.weekdays) AND s.held_on >= m.joined_on
  AND (m.left_on IS NULL OR s.held_on < m.left_on) AND (CAST(:after AS date) IS NULL OR s.held_on > :after)
ORDER BY s.held_on, s.starts_at LIMIT :limit
"""


class PostgresServingQueries(Reading):
    async def groups(self, *, school_path: str, term: str, after: UUID | None, limit: int) -> Sequence[Record]:
        return await self._rows(
            """SELECT g.id AS group_id, g.offering_id, g.title, g.number, g.size_max, o.product, o.vendor_id,
                 (SELECT count(*) FROM group_member m WHERE m.group_id = g.id AND m.left_on IS NULL) AS members,
                 (SELECT count(*) FROM session s WHERE s.group_id = g.id) AS sessions,
                 (SELECT count(*) FROM session s WHERE s.group_id = g.id AND s.state = 'suspended') AS suspended
               FROM service_group g JOIN offering o ON o.id = g.offering_id
               WHERE g.school_path = :path AND g.term = :term AND (CAST(:after AS uuid) IS NULL OR g.id > :after)
               ORDER BY g.id LIMIT :limit""",
            path=school_path,
            term=term,
            after=after,
            limit=limit,
        )

    async def sessions(
        self,
        *,
        school_path: str | None,
        person_id: UUID | None,
        from_on: date,
        through_on: date,
        group_id: UUID | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]:
        which = "s.id IN (SELECT h.session_id FROM shift h WHERE h.person_id = CAST(:person AS uuid))"
        if school_path is not None:
            which = "s.school_path = :path"
        return await self._rows(
            _SESSIONS.replace("{which}", which),
            **({"path": school_path} if school_path is not None else {}),
            person=person_id,
            from_on=from_on,
            through_on=through_on,
            group_id=group_id,
            after=after,
            limit=limit,
        )

    async def roll(self, session_id: UUID, *, person_id: UUID, office_path: str | None) -> Record | None:
        async with self._database.reading() as connection:
            sql = Sql(connection)
            store = PostgresSessions(sql)
            session = await sql.first("SELECT * FROM session WHERE id = :id", id=session_id)
            if session is None:
                return None
            if session["school_path"] != office_path and session_id not in await store.on_shift(
                [session_id], person_id
            ):
                return None
            expected = (await store.expected([session_id])).get(session_id, ())
            marks = (await store.standing_marks([session_id])).get(session_id, {})
            released = (await store.released([session_id])).get(session_id, frozenset())
        pupils = await self._named(_PUPILS_NAMED, ids=sorted({*expected, *marks}))
        return {
            **session,
            "session_id": session_id,
            "pupils": [
                {
                    **pupil,
                    "mark": marks[pupil["pupil_id"]].value if pupil["pupil_id"] in marks else None,
                    "released": pupil["pupil_id"] in released,
                }
                for pupil in pupils
            ],
        }

    async def roll_history(self, session_id: UUID, *, after: int | None, limit: int) -> Sequence[Record]:
        return await self._rows(
            """SELECT correction, reason, called_by, called_at, cardinality(pupil_ids) AS marks FROM roll
               WHERE session_id = :id AND correction > coalesce(CAST(:after AS integer), -1)
               ORDER BY correction LIMIT :limit""",
            id=session_id,
            after=after,
            limit=limit,
        )

    async def attendance(
        self, pupil_id: UUID, *, guardian_id: UUID, after: date | None, limit: int
    ) -> Sequence[Record]:
        return await self._rows(_ATTENDANCE, pupil=pupil_id, guardian=guardian_id, after=after, limit=limit)

    async def pupils(
        self,
        *,
        school_path: str,
        class_id: UUID | None,
        number: str | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]:
        blind = self._sealer.blind_index(text.number(number), field=NUMBER) if number else None
        return await self._named(
            """SELECT p.id AS pupil_id, p.name_sealed, p.number_sealed, c.id AS class_id, c.name AS class_name, p.grade,
                      p.boards, p.school_path
               FROM pupil p JOIN school_class c ON c.id = p.class_id
               WHERE (p.school_path = :path OR (p.school_path LIKE :below AND CAST(:number AS bytea) IS NOT NULL))
                 AND (CAST(:class_id AS uuid) IS NULL OR p.class_id = :class_id)
                 AND (CAST(:number AS bytea) IS NULL OR p.number_blind = :number)
                 AND (CAST(:after AS uuid) IS NULL OR p.id > :after) ORDER BY p.id LIMIT :limit""",
            path=school_path,
            below=f"{school_path}/%",
            class_id=class_id,
            number=blind,
            after=after,
            limit=limit,
        )

    async def class_roster(self, teacher_id: UUID, *, term: str) -> Sequence[Record]:
        return await self._named(
            """SELECT p.id AS pupil_id, p.name_sealed, c.name AS class_name,
                      ARRAY(SELECT o.title FROM placement m JOIN offering o ON o.id = m.offering_id
                            WHERE m.pupil_id = p.id AND m.term = :term AND m.state = 'agreed'
                            ORDER BY o.title) AS titles
               FROM school_class c JOIN pupil p ON p.class_id = c.id
               WHERE c.teacher_id = :teacher AND EXISTS (SELECT FROM placement m
                     WHERE m.pupil_id = p.id AND m.term = :term AND m.state = 'agreed')
               ORDER BY p.draw_key LIMIT 200""",
            teacher=teacher_id,
            term=term,
        )

    async def classes(self, *, school_path: str) -> Sequence[Record]:
        return await self._rows(
            """SELECT c.id AS class_id, c.grade, c.number, c.name, c.teacher_id,
                      (SELECT count(*) FROM pupil p WHERE p.class_id = c.id) AS pupils
               FROM school_class c WHERE c.school_path = :path ORDER BY c.grade, c.number LIMIT 300""",
            path=school_path,
        )

    async def describe(self, pupil_ids: Sequence[UUID]) -> Sequence[Record]:
        return await self._named(
            """SELECT p.id AS pupil_id, p.name_sealed, p.number_sealed, c.name AS class_name, p.school_path
               FROM pupil p JOIN school_class c ON c.id = p.class_id WHERE p.id = ANY(CAST(:ids AS uuid[]))""",
            ids=list(pupil_ids),
        )

    async def find(self, school_path: str, numbers: Sequence[str]) -> Mapping[str, UUID]:
        blind = {self._sealer.blind_index(text.number(number), field=NUMBER): number for number in numbers}
        rows = await self._rows(
            """SELECT id, number_blind FROM pupil
               WHERE number_blind = ANY(CAST(:blind AS bytea[]))
                 AND (school_path = :path OR school_path LIKE :below)""",
            blind=list(blind),
            path=school_path,
            below=f"{school_path}/%",
        )
        return {blind[bytes(row["number_blind"])]: row["id"] for row in rows}
