"""Groups, sessions and rolls."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping

from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.serving import (
    GroupMember,
    NewSession,
    RollRow,
    StoredGroup,
    SuspendedSession,
)
from enrolment.domain.group import Member
from enrolment.domain.roll import ATTENDING, HandOverStep, MarkWord, RolledSession, SessionState

_UNGROUPED = """
SELECT m.id, m.pupil_id, m.weekdays, p.grade, c.number, p.draw_key
FROM placement m JOIN pupil p ON p.id = m.pupil_id JOIN school_class c ON c.id = p.class_id
WHERE m.offering_id = :offering AND m.state = 'agreed'
  AND NOT EXISTS (SELECT FROM group_member g WHERE g.placement_id = m.id)
"""
_ADD_SESSIONS = """
INSERT INTO session (id, group_id, offering_id, school_path, term, held_on, follows, starts_at, ends_at, number, state)
SELECT t.id, t.group_id, t.offering_id, :path, :term, t.held_on, t.follows, t.starts_at, t.ends_at, t.number,
       'scheduled'
FROM unnest(CAST(:ids AS uuid[]), CAST(:groups AS uuid[]), CAST(:offerings AS uuid[]), CAST(:days AS date[]),
            CAST(:follows AS smallint[]), CAST(:starts AS time[]), CAST(:ends AS time[]), CAST(:numbers AS integer[]))
     AS t(id, group_id, offering_id, held_on, follows, starts_at, ends_at, number)
"""
# A child in a course is not missed in care at the same hour.
_EXPECTED = """
SELECT s.id AS session_id, m.pupil_id
FROM session s JOIN offering o ON o.id = s.offering_id
JOIN group_member m ON m.group_id = s.group_id AND m.joined_on <= s.held_on
     AND (m.left_on IS NULL OR m.left_on > s.held_on) AND s.follows = ANY(m.weekdays)
WHERE s.id = ANY(CAST(:ids AS uuid[]))
  AND (o.nature <> 'care' OR NOT EXISTS (
    SELECT FROM group_member m2 JOIN session s2 ON s2.group_id = m2.group_id AND s2.held_on = s.held_on
    JOIN offering o2 ON o2.id = s2.offering_id
    WHERE m2.pupil_id = m.pupil_id AND m2.placement_id <> m.placement_id AND o2.nature <> 'care'
      AND (m2.left_on IS NULL OR m2.left_on > s.held_on) AND m2.joined_on <= s.held_on AND s2.state <> 'suspended'
      AND s2.starts_at < s.ends_at AND s.starts_at < s2.ends_at))
ORDER BY s.id, m.pupil_id
"""
_STANDING = """
SELECT DISTINCT ON (session_id) session_id, pupil_ids, marks FROM roll
WHERE session_id = ANY(CAST(:ids AS uuid[])) ORDER BY session_id, correction DESC
"""
# Whoever calls a roll holds its session: we wait, and then look at what was called.
_LOCK_HELD = """
SELECT FROM session WHERE id IN (
    SELECT s.id FROM group_member m JOIN session s ON s.group_id = m.group_id AND s.held_on = :on
    WHERE m.placement_id = ANY(CAST(:ids AS uuid[])))
ORDER BY id FOR SHARE
"""
_ATTENDED = """
SELECT m.placement_id
FROM group_member m JOIN session s ON s.group_id = m.group_id AND s.held_on = :on
JOIN roll r ON r.session_id = s.id AND r.correction = s.correction
WHERE m.placement_id = ANY(CAST(:ids AS uuid[]))
  AND r.marks[array_position(r.pupil_ids, m.pupil_id)] = ANY(CAST(:attending AS text[]))
"""


class PostgresSessions:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def ungrouped(self, offering_id: UUID) -> tuple[GroupMember, ...]:
        rows = await self._sql.rows(_UNGROUPED, offering=offering_id)
        return tuple(
            GroupMember(
                Member(row["pupil_id"], row["id"], row["grade"], row["number"], bytes(row["draw_key"])),
                tuple(row["weekdays"]),
            )
            for row in rows
        )

    async def groups_of(self, offering_id: UUID) -> tuple[StoredGroup, ...]:
        rows = await self._sql.rows(
            """SELECT g.*,
                 (SELECT count(*) FROM group_member m WHERE m.group_id = g.id AND m.left_on IS NULL) AS members
               FROM service_group g WHERE g.offering_id = :offering ORDER BY g.number""",
            offering=offering_id,
        )
        return tuple(
            StoredGroup(
                row["id"],
                row["offering_id"],
                row["school_path"],
                row["term"],
                row["title"],
                row["number"],
                row["size_max"],
                row["members"],
            )
            for row in rows
        )

    async def add_group(self, group: StoredGroup) -> None:
        await self._sql.run(
            "INSERT INTO service_group VALUES (:id, :offering, :path, :term, :title, :number, :size_max)",
            id=group.id,
            offering=group.offering_id,
            path=group.school_path,
            term=group.term,
            title=group.title,
            number=group.number,
            size_max=group.size_max,
        )

    async def add_members(self, group_id: UUID, members: Sequence[GroupMember], *, on: date) -> None:
        await self._sql.run(
            """INSERT INTO group_member (group_id, placement_id, pupil_id, weekdays, joined_on)
               SELECT :group_id, t.placement_id, t.pupil_id, CAST(string_to_array(t.weekdays, ',') AS smallint[]), :on
               FROM unnest(CAST(:placements AS uuid[]), CAST(:pupils AS uuid[]), CAST(:weekdays AS text[]))
                    AS t(placement_id, pupil_id, weekdays)""",
            group_id=group_id,
            placements=[one.member.placement_id for one in members],
            pupils=[one.member.pupil_id for one in members],
            weekdays=[",".join(str(day) for day in one.weekdays) for one in members],
            on=on,
        )

    async def members_of(self, group_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        rows = await self._sql.rows(
            """SELECT group_id, array_agg(pupil_id ORDER BY pupil_id) AS pupils FROM group_member
               WHERE group_id = ANY(CAST(:ids AS uuid[])) AND left_on IS NULL GROUP BY group_id""",
            ids=list(group_ids),
        )
        return {row["group_id"]: tuple(row["pupils"]) for row in rows}

    async def attended(self, placement_ids: Sequence[UUID], *, on: date) -> frozenset[UUID]:
        if not placement_ids:
            return frozenset()
        ids = list(placement_ids)
        await self._sql.run(_LOCK_HELD, ids=ids, on=on)
        rows = await self._sql.rows(_ATTENDED, ids=ids, on=on, attending=sorted(ATTENDING))
        return frozenset(row["placement_id"] for row in rows)

    async def leave_groups(self, ends: Mapping[UUID, date]) -> dict[UUID, dict[UUID, date]]:
        rows = await self._sql.rows(
            """UPDATE group_member m SET left_on = t.left_on
               FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[])) AS t(placement_id, left_on)
               WHERE m.placement_id = t.placement_id AND m.left_on IS NULL
               RETURNING m.group_id, m.pupil_id, m.left_on""",
            ids=list(ends),
            days=list(ends.values()),
        )
        left: dict[UUID, dict[UUID, date]] = {}
        for row in rows:
            left.setdefault(row["group_id"], {})[row["pupil_id"]] = row["left_on"]
        return left

    async def add_sessions(self, sessions: Sequence[NewSession], *, school_path: str, term: str) -> None:
        if not sessions:
            return
        await self._sql.run(
            _ADD_SESSIONS,
            ids=[one.id for one in sessions],
            groups=[one.group_id for one in sessions],
            offerings=[one.offering_id for one in sessions],
            days=[one.slot.held_on for one in sessions],
            follows=[one.follows for one in sessions],
            starts=[one.slot.starts_at for one in sessions],
            ends=[one.slot.ends_at for one in sessions],
            numbers=[one.slot.number for one in sessions],
            path=school_path,
            term=term,
        )

    async def suspend(
        self, offering_ids: Sequence[UUID], *, from_on: date, reason: str
    ) -> tuple[SuspendedSession, ...]:
        return await self._suspend(
            "offering_id = ANY(CAST(:ids AS uuid[])) AND held_on >= :from_on",
            reason=reason,
            ids=list(offering_ids),
            from_on=from_on,
        )

    async def suspend_days(
        self, paths: Sequence[str], *, from_on: date, through_on: date, reason: str
    ) -> tuple[SuspendedSession, ...]:
        return await self._suspend(
            "school_path IN (SELECT path FROM organisation WHERE path = ANY(CAST(:paths AS text[])) "
            "OR path LIKE ANY(CAST(:below AS text[]))) AND held_on BETWEEN :from_on AND :through_on",
            reason=reason,
            paths=list(paths),
            below=[f"{path}/%" for path in paths],
            from_on=from_on,
            through_on=through_on,
        )

    async def days_served(self, path: str, days: Sequence[date]) -> tuple[date, ...]:
        if not days:
            return ()
        rows = await self._sql.rows(
            """SELECT DISTINCT held_on FROM session
               WHERE school_path IN (SELECT path FROM organisation WHERE starts_with(path, :below))
                 AND held_on = ANY(CAST(:days AS date[])) AND state IN ('called', 'closed') ORDER BY held_on""",
            days=list(days),
            below=f"{path}/",
        )
        return tuple(row["held_on"] for row in rows)

    async def _suspend(self, which: str, *, reason: str, **params: object) -> tuple[SuspendedSession, ...]:
        rows = await self._sql.rows(
            f"""UPDATE session SET state = 'suspended', reason = :reason, version = version + 1
                WHERE {which} AND state = 'scheduled' RETURNING id, group_id, offering_id, school_path""",
            reason=reason,
            **params,
        )
        return tuple(
            SuspendedSession(row["id"], row["group_id"], row["offering_id"], row["school_path"]) for row in rows
        )

    async def lock(self, session_ids: Sequence[UUID]) -> dict[UUID, RolledSession]:
        rows = await self._sql.rows(
            "SELECT * FROM session WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE", ids=list(session_ids)
        )
        return {row["id"]: _session(row) for row in rows}

    async def on_shift(self, session_ids: Sequence[UUID], person_id: UUID) -> frozenset[UUID]:
        """Sessions in which the person has a shift; the leader of a day leads all of the school's sessions."""
        rows = await self._sql.rows(
            """SELECT s.id FROM session s WHERE s.id = ANY(CAST(:ids AS uuid[])) AND (
                 EXISTS (SELECT FROM shift h WHERE h.session_id = s.id AND h.person_id = :person)
                 OR EXISTS (SELECT FROM shift h JOIN session d ON d.id = h.session_id WHERE h.person_id = :person
                            AND h.duty = 'leader' AND d.school_path = s.school_path AND d.held_on = s.held_on))""",
            ids=list(session_ids),
            person=person_id,
        )
        return frozenset(row["id"] for row in rows)

    async def expected(self, session_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
        found: dict[UUID, list[UUID]] = {}
        for row in await self._sql.rows(_EXPECTED, ids=list(session_ids)):
            found.setdefault(row["session_id"], []).append(row["pupil_id"])
        return {session: tuple(pupils) for session, pupils in found.items()}

    async def standing_marks(self, session_ids: Sequence[UUID]) -> dict[UUID, dict[UUID, MarkWord]]:
        rows = await self._sql.rows(_STANDING, ids=list(session_ids))
        return {
            row["session_id"]: {
                pupil: MarkWord(mark) for pupil, mark in zip(row["pupil_ids"], row["marks"], strict=True)
            }
            for row in rows
        }

    async def released(self, session_ids: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
        rows = await self._sql.rows(
            """SELECT session_id, pupil_ids FROM hand_over
               WHERE session_id = ANY(CAST(:ids AS uuid[])) AND step = :step""",
            ids=list(session_ids),
            step=HandOverStep.TO_GUARDIAN.value,
        )
        found: dict[UUID, frozenset[UUID]] = {}
        for row in rows:
            found[row["session_id"]] = found.get(row["session_id"], frozenset()) | frozenset(row["pupil_ids"])
        return found

    async def save_rolls(self, rolls: Sequence[RollRow], *, by: UUID, now: datetime) -> None:
        for one in rolls:
            await self._sql.run(
                """INSERT INTO roll VALUES (:session, :correction, CAST(:pupils AS uuid[]), CAST(:marks AS text[]),
                   :reason, :by, :now)""",
                session=one.session_id,
                correction=one.correction,
                pupils=list(one.marks),
                marks=[mark.value for mark in one.marks.values()],
                reason=one.reason,
                by=by,
                now=now,
            )
        await self._sql.run(
            """UPDATE session s SET correction = t.correction, version = s.version + 1,
                   state = CASE s.state WHEN 'scheduled' THEN 'called' ELSE s.state END
               FROM unnest(CAST(:ids AS uuid[]), CAST(:corrections AS integer[])) AS t(id, correction)
               WHERE s.id = t.id""",
            ids=[one.session_id for one in rolls],
            corrections=[one.correction for one in rolls],
        )

    async def hand_over(
        self, session_id: UUID, *, step: str, pupil_ids: Sequence[UUID], by: UUID, now: datetime
    ) -> None:
        await self._sql.run(
            """INSERT INTO hand_over (session_id, step, pupil_ids, handed_by, handed_at)
               VALUES (:session, :step, CAST(:pupils AS uuid[]), :by, :now)""",
            session=session_id,
            step=step,
            pupils=list(pupil_ids),
            by=by,
            now=now,
        )

    async def close(self, session_ids: Sequence[UUID]) -> None:
        await self._sql.run(
            "UPDATE session SET state = 'closed', version = version + 1 WHERE id = ANY(CAST(:ids AS uuid[]))",
            ids=list(session_ids),
        )

    async def assign_shifts(self, group_id: UUID, shifts: Sequence[tuple[UUID, UUID, str]]) -> bool:
        found = await self._sql.rows("SELECT id FROM session WHERE group_id = :group_id", group_id=group_id)
        known = {row["id"] for row in found}
        if not known or not {session for session, _, _ in shifts} <= known:
            return False
        await self._sql.run("DELETE FROM shift WHERE session_id = ANY(CAST(:ids AS uuid[]))", ids=sorted(known))
        await self._sql.run(
            """INSERT INTO shift SELECT * FROM unnest(CAST(:sessions AS uuid[]), CAST(:people AS uuid[]),
               CAST(:duties AS text[])) ON CONFLICT DO NOTHING""",
            sessions=[one[0] for one in shifts],
            people=[one[1] for one in shifts],
            duties=[one[2] for one in shifts],
        )
        return True


def _session(row: RowMapping) -> RolledSession:
    return RolledSession(
        row["id"],
        row["group_id"],
        row["offering_id"],
        row["school_path"],
        row["term"],
        row["held_on"],
        SessionState(row["state"]),
        row["correction"],
    )
