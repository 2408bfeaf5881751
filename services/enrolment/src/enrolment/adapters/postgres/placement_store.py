"""Placements and draws."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping

from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.applying import NewPlacement
from enrolment.domain.placement import Placement, PlacementState

_ADD = """
INSERT INTO placement (id, application_id, pupil_id, offering_id, school_path, term, weekdays, state, position,
                       answer_by)
SELECT id, application_id, pupil_id, offering_id, school_path, term, CAST(string_to_array(weekdays, ',') AS smallint[]),
       state, position, answer_by
FROM unnest(CAST(:ids AS uuid[]), CAST(:applications AS uuid[]), CAST(:pupils AS uuid[]), CAST(:offerings AS uuid[]),
            CAST(:schools AS text[]), CAST(:terms AS text[]), CAST(:weekdays AS text[]), CAST(:states AS text[]),
            CAST(:positions AS integer[]), CAST(:answers_by AS date[]))
     AS t(id, application_id, pupil_id, offering_id, school_path, term, weekdays, state, position, answer_by)
"""

# Whoever signs locks agreements before placements: who ends a placement does likewise, so that neither works with an
# agreement that the other is changing.
_LOCK_AGREEMENTS = """
SELECT FROM agreement WHERE id IN (
    SELECT agreement_id FROM placement WHERE {which} AND state <> 'ended' AND agreement_id IS NOT NULL)
ORDER BY id FOR UPDATE
"""
# Who is just leaving a list is locked by whoever takes them off it, and is no longer waiting.
_FIRST_WAITING = """
SELECT * FROM placement WHERE state = 'waitlisted' AND id IN (
    SELECT id FROM (
        SELECT m.id, w.seats, row_number() OVER (
            PARTITION BY m.offering_id ORDER BY m.position NULLS LAST, p.draw_key) AS place
        FROM unnest(CAST(:offerings AS uuid[]), CAST(:seats AS integer[])) AS w (offering_id, seats)
        JOIN placement m ON m.offering_id = w.offering_id AND m.state = 'waitlisted'
        JOIN pupil p ON p.id = m.pupil_id
        JOIN offering o ON o.id = m.offering_id AND (o.nature = 'care' OR p.consent <> 'refused')
        WHERE NOT EXISTS (SELECT FROM application a WHERE a.id = m.application_id AND a.state = 'returned')) q
    WHERE q.place <= q.seats)
ORDER BY id FOR UPDATE SKIP LOCKED
"""
_RENEW = """
UPDATE placement m SET state = t.state, weekdays = CAST(string_to_array(t.weekdays, ',') AS smallint[]),
    position = CASE WHEN t.state = 'waitlisted' THEN m.position END, answer_by = NULL, version = m.version + 1
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:weekdays AS text[])) AS t(id, state, weekdays)
WHERE m.id = t.id
"""
_OVERDUE = """
FROM placement m JOIN term t ON t.term = m.term AND m.school_path LIKE t.district_path || '/%'
WHERE m.state IN ('held', 'alternative') AND (m.answer_by < :on OR t.last_on < :on)
"""
# What is left over is done in the next round.
SCHOOL_TERMS_MAX, OVERDUE_MAX = 1_000, 5_000


class PostgresPlacements:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def add(self, placements: Sequence[NewPlacement]) -> None:
        if not placements:
            return
        await self._sql.run(
            _ADD,
            ids=[one.id for one in placements],
            applications=[one.application_id for one in placements],
            pupils=[one.pupil_id for one in placements],
            offerings=[one.offering_id for one in placements],
            schools=[one.school_path for one in placements],
            terms=[one.term for one in placements],
            weekdays=[",".join(str(day) for day in one.weekdays) for one in placements],
            states=[one.state.value for one in placements],
            positions=[one.position for one in placements],
            answers_by=[one.answer_by for one in placements],
        )

    async def pupil_of(self, placement_id: UUID) -> UUID | None:
        row = await self._sql.first("SELECT pupil_id FROM placement WHERE id = :id", id=placement_id)
        return row["pupil_id"] if row is not None else None

    async def lock(self, placement_id: UUID) -> Placement | None:
        await self._sql.run(_LOCK_AGREEMENTS.format(which="id = :id"), id=placement_id)
        row = await self._sql.first("SELECT * FROM placement WHERE id = :id FOR UPDATE", id=placement_id)
        return _placement(row) if row is not None else None

    async def of_applications(self, application_ids: Sequence[UUID]) -> tuple[Placement, ...]:
        return await self._running("application_id = ANY(CAST(:ids AS uuid[]))", ids=list(application_ids))

    async def standing(self, application_ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
        rows = await self._sql.rows(
            """SELECT pupil_id, offering_id FROM placement
               WHERE application_id = ANY(CAST(:ids AS uuid[])) AND state <> 'ended'""",
            ids=list(application_ids),
        )
        return {(row["pupil_id"], row["offering_id"]) for row in rows}

    async def running_of_pupil(self, pupil_id: UUID) -> tuple[Placement, ...]:
        return await self._running("pupil_id = :pupil", pupil=pupil_id)

    async def running_of_offerings(self, offering_ids: Sequence[UUID]) -> tuple[Placement, ...]:
        return await self._running("offering_id = ANY(CAST(:ids AS uuid[]))", ids=list(offering_ids))

    async def _running(self, which: str, **params: object) -> tuple[Placement, ...]:
        await self._sql.run(_LOCK_AGREEMENTS.format(which=which), **params)
        rows = await self._sql.rows(
            f"SELECT * FROM placement WHERE {which} AND state <> 'ended' ORDER BY id FOR UPDATE", **params
        )
        return tuple(_placement(row) for row in rows)

    async def set_state(self, placement_ids: Sequence[UUID], state: PlacementState) -> None:
        if not placement_ids:
            return
        await self._sql.run(
            """UPDATE placement SET state = :state, position = NULL, answer_by = NULL, version = version + 1
               WHERE id = ANY(CAST(:ids AS uuid[]))""",
            state=state.value,
            ids=list(placement_ids),
        )
        await self._touch(placement_ids)

    async def offer(self, placement_ids: Sequence[UUID], *, answer_by: date) -> None:
        if not placement_ids:
            return
        await self._sql.run(
            """UPDATE placement SET state = 'alternative', position = NULL, answer_by = :answer_by,
               version = version + 1 WHERE id = ANY(CAST(:ids AS uuid[]))""",
            answer_by=answer_by,
            ids=list(placement_ids),
        )
        await self._touch(placement_ids)

    async def renew(self, kept: Mapping[UUID, tuple[PlacementState, Sequence[int]]]) -> None:
        if not kept:
            return
        await self._sql.run(
            _RENEW,
            ids=list(kept),
            states=[state.value for state, _ in kept.values()],
            weekdays=[",".join(str(day) for day in days) for _, days in kept.values()],
        )

    async def limit_holds(self, application_ids: Sequence[UUID], *, answer_by: date) -> None:
        if not application_ids:
            return
        await self._sql.run(
            """UPDATE placement SET answer_by = :answer_by, version = version + 1
               WHERE application_id = ANY(CAST(:ids AS uuid[])) AND state = 'held'""",
            answer_by=answer_by,
            ids=list(application_ids),
        )

    async def _touch(self, placement_ids: Sequence[UUID]) -> None:
        """What was touched is counted anew."""
        await self._sql.run(
            """UPDATE application SET touched_at = clock_timestamp()
               WHERE id IN (SELECT application_id FROM placement WHERE id = ANY(CAST(:ids AS uuid[])))""",
            ids=list(placement_ids),
        )

    async def end(self, ends: Mapping[UUID, date], *, reason: str) -> None:
        if not ends:
            return
        placement_ids = list(ends)
        await self._sql.run(
            """UPDATE placement m SET state = 'ended', position = NULL, ended_on = t.ended_on, end_reason = :reason,
               version = m.version + 1 FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[])) AS t(id, ended_on)
               WHERE m.id = t.id AND m.state <> 'ended'""",
            ids=placement_ids,
            days=list(ends.values()),
            reason=reason,
        )
        # An unsigned agreement loses what has ended, and is void when nothing is left of it.
        await self._sql.run(
            """DELETE FROM agreement_item i USING agreement a WHERE a.id = i.agreement_id AND a.state = 'prepared'
               AND i.placement_id = ANY(CAST(:ids AS uuid[]))""",
            ids=placement_ids,
        )
        await self._sql.run(
            """UPDATE agreement a SET state = 'ended', version = a.version + 1 FROM placement p
               WHERE p.id = ANY(CAST(:ids AS uuid[])) AND a.id = p.agreement_id AND a.state <> 'ended'
               AND NOT EXISTS (SELECT FROM placement q WHERE q.agreement_id = a.id AND q.state <> 'ended')""",
            ids=placement_ids,
        )
        await self._touch(placement_ids)

    async def forget(self, placement_ids: Sequence[UUID]) -> None:
        if not placement_ids:
            return
        await self._sql.run(
            """DELETE FROM agreement a USING placement p
               WHERE p.id = ANY(CAST(:ids AS uuid[])) AND a.id = p.agreement_id AND a.state = 'ended'
               AND NOT EXISTS (SELECT FROM agreement_item i WHERE i.agreement_id = a.id)""",
            ids=list(placement_ids),
        )
        await self._sql.run(
            "DELETE FROM placement WHERE id = ANY(CAST(:ids AS uuid[])) AND state = 'ended'", ids=list(placement_ids)
        )

    async def waiting_counts(self, offering_ids: Sequence[UUID]) -> dict[UUID, int]:
        rows = await self._sql.rows(
            """SELECT offering_id, COALESCE(max(position), 0) AS waiting FROM placement
               WHERE offering_id = ANY(CAST(:ids AS uuid[])) AND state = 'waitlisted' GROUP BY offering_id""",
            ids=list(offering_ids),
        )
        return {row["offering_id"]: row["waiting"] for row in rows}

    async def first_waiting(self, seats: Mapping[UUID, int]) -> tuple[Placement, ...]:
        if not seats:
            return ()
        rows = await self._sql.rows(_FIRST_WAITING, offerings=list(seats), seats=list(seats.values()))
        return tuple(_placement(row) for row in rows)

    async def school_terms_overdue(self, *, on: date) -> tuple[tuple[str, str], ...]:
        rows = await self._sql.rows(
            f"SELECT DISTINCT m.school_path, m.term {_OVERDUE} ORDER BY m.school_path, m.term LIMIT :limit",
            on=on,
            limit=SCHOOL_TERMS_MAX,
        )
        return tuple((row["school_path"], row["term"]) for row in rows)

    async def lock_overdue(self, school_path: str, term: str, *, on: date) -> tuple[Placement, ...]:
        rows = await self._sql.rows(
            f"""SELECT m.* {_OVERDUE} AND m.school_path = :path AND m.term = :term
                ORDER BY m.id LIMIT :limit FOR UPDATE OF m""",
            on=on,
            path=school_path,
            term=term,
            limit=OVERDUE_MAX,
        )
        return tuple(_placement(row) for row in rows)

    async def record_draw(
        self,
        *,
        school_path: str,
        term: str,
        seed: str,
        by: UUID,
        now: datetime,
        entrants: int,
        digest: bytes,
    ) -> int:
        row = await self._sql.first(
            """UPDATE school_term SET draws = draws + 1 WHERE school_path = :path AND term = :term
               RETURNING draws""",
            path=school_path,
            term=term,
        )
        number = int(row["draws"]) if row is not None else 1
        await self._sql.run(
            "INSERT INTO draw_record VALUES (:path, :term, :number, :seed, :by, :now, :entrants, :digest)",
            path=school_path,
            term=term,
            number=number,
            seed=seed,
            by=by,
            now=now,
            entrants=entrants,
            digest=digest,
        )
        return number


def _placement(row: RowMapping) -> Placement:
    return Placement(
        row["id"],
        row["application_id"],
        row["pupil_id"],
        row["offering_id"],
        row["school_path"],
        row["term"],
        PlacementState(row["state"]),
        row["agreement_id"],
        row["answer_by"],
    )
