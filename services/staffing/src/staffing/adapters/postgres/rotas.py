"""Sessions, shifts and lessons."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Row, Uuid, delete, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import lesson, lesson_strike, offering, person, session, shift
from staffing.domain.lesson import Lesson, LoggedState, Part, Standing
from staffing.domain.rota import Duty, Session, Shift

_SESSION = (session, offering.c.vendor_id)


@dataclass(frozen=True, slots=True)
class PostgresRotas:
    connection: AsyncConnection

    async def sessions(self, session_ids: Collection[UUID], *, within: OrganisationPath) -> Mapping[UUID, Session]:
        inside = or_(session.c.school_path == within.text, session.c.school_path.like(f"{within.text}/%"))
        query = select(*_SESSION).join(offering).where(session.c.id.in_(session_ids), inside)
        return {row.id: session_of(row) for row in await self.connection.execute(query)}

    async def standing(self, person_ids: Collection[UUID], days: Collection[date]) -> Mapping[UUID, Sequence[Session]]:
        """The sessions these people already stand in on these days; the day's leader stands nowhere."""
        query = (
            select(*_SESSION, shift.c.person_id)
            .join(offering)
            .join(shift, shift.c.session_id == session.c.id)
            .where(shift.c.person_id.in_(person_ids), session.c.held_on.in_(days))
            .where(shift.c.duty != Duty.LEADER.value, session.c.suspended.is_(False))
        )
        standing: dict[UUID, list[Session]] = {}
        for row in await self.connection.execute(query):
            standing.setdefault(row.person_id, []).append(session_of(row))
        return standing

    async def shifts_from(self, on: date, person_ids: Collection[UUID]) -> Sequence[tuple[Shift, Session]]:
        own = (lesson.c.session_id == session.c.id, lesson.c.person_id == shift.c.person_id)
        logged = select(lesson.c.session_id).where(*own).correlate(session, shift).exists()
        query = (
            select(*_SESSION, shift.c.person_id, shift.c.duty)
            .join(offering)
            .join(shift, shift.c.session_id == session.c.id)
            .where(shift.c.person_id.in_(person_ids), session.c.held_on >= on, ~logged)
            .order_by(session.c.id, shift.c.duty)
        )
        rows = await self.connection.execute(query)
        return [(Shift(row.id, row.person_id, Duty(row.duty)), session_of(row)) for row in rows]

    async def lock_groups(self, group_ids: Collection[UUID]) -> None:
        query = select(session.c.id).where(session.c.group_id.in_(group_ids)).order_by(session.c.id)
        await self.connection.execute(query.with_for_update(key_share=True))

    async def remove(self, shifts: Sequence[Shift]) -> None:
        gone = [(one.session_id, one.duty.value) for one in shifts]
        await self.connection.execute(delete(shift).where(tuple_(shift.c.session_id, shift.c.duty).in_(gone)))

    async def replace(self, shifts: Sequence[Shift]) -> None:
        rows = [
            {"session_id": one.session_id, "duty": one.duty.value, "person_id": one.person_id}
            for one in {(one.session_id, one.duty): one for one in shifts}.values()
        ]
        if not rows:
            return
        statement = insert(shift).values(rows)
        statement = statement.on_conflict_do_update(
            index_elements=["session_id", "duty"], set_={"person_id": statement.excluded.person_id}
        )
        await self.connection.execute(statement)

    async def of_groups(self, group_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Shift]]:
        query = (
            select(session.c.group_id, shift)
            .join(shift, shift.c.session_id == session.c.id)
            .where(session.c.group_id.in_(group_ids))
            .order_by(shift.c.session_id, shift.c.duty)
        )
        rotas: dict[UUID, list[Shift]] = {}
        for row in await self.connection.execute(query):
            rotas.setdefault(row.group_id, []).append(Shift(row.session_id, row.person_id, Duty(row.duty)))
        return rotas


@dataclass(frozen=True, slots=True)
class PostgresLessons:
    connection: AsyncConnection

    async def loggable(self, session_ids: Collection[UUID], *, person_id: UUID) -> Sequence[Standing]:
        own = (shift.c.session_id == session.c.id, shift.c.person_id == person_id)
        duties = select(func.array_agg(shift.c.duty)).where(*own).correlate(session).scalar_subquery()
        logged = (lesson.c.session_id == session.c.id, lesson.c.person_id == person_id)
        struck = select(lesson.c.part).where(*logged, lesson.c.struck_reason.is_not(None)).correlate(session).exists()
        query = select(*_SESSION, duties.label("duties"), struck.label("struck")).join(offering)
        rows = await self.connection.execute(query.where(session.c.id.in_(session_ids)).order_by(session.c.id))
        return [
            Standing(session_of(row), row.offering_id, frozenset(map(Duty, row.duties or ())), row.struck)
            for row in rows
        ]

    async def log(self, lessons: Sequence[Lesson]) -> int:
        """Return how many are new; the first to log a session stays its teacher, unless the school strikes that."""
        rows = [
            {
                "session_id": one.session.id,
                "part": one.part.value,
                "person_id": one.person_id,
                "logged_at": one.logged_at,
            }
            for one in lessons
        ]
        if not rows:
            return 0
        statement = insert(lesson).values(rows)
        taken_over = {"person_id": statement.excluded.person_id, "logged_at": statement.excluded.logged_at}
        statement = statement.on_conflict_do_update(
            index_elements=["session_id", "part"],
            set_={**taken_over, "struck_reason": None},
            where=lesson.c.struck_reason.is_not(None),
        )
        return len((await self.connection.execute(statement.returning(lesson.c.session_id))).all())

    async def state(self, session_id: UUID, part: Part, *, school_path: str) -> LoggedState | None:
        query = (
            select(lesson.c.confirmed_at, lesson.c.struck_reason)
            .join(session, session.c.id == lesson.c.session_id)
            .where(lesson.c.session_id == session_id, lesson.c.part == part.value)
            .where(session.c.school_path == school_path)
            .with_for_update(of=lesson)
        )
        row = (await self.connection.execute(query)).first()
        return None if row is None else LoggedState(row.confirmed_at is not None, row.struck_reason)

    async def save_state(self, session_id: UUID, part: Part, state: LoggedState) -> None:
        statement = update(lesson).where(lesson.c.session_id == session_id, lesson.c.part == part.value)
        await self.connection.execute(statement.values(struck_reason=state.struck_reason))

    async def keep_strike(self, session_id: UUID, part: Part, *, by: UUID, now: datetime) -> None:
        struck = select(
            literal(new_id(), Uuid),
            lesson.c.session_id,
            lesson.c.part,
            lesson.c.person_id,
            lesson.c.struck_reason,
            literal(by, Uuid),
            literal(now, DateTime(timezone=True)),
        ).where(lesson.c.session_id == session_id, lesson.c.part == part.value)
        names = ["id", "session_id", "part", "person_id", "reason", "struck_by", "struck_at"]
        await self.connection.execute(insert(lesson_strike).from_select(names, struck))

    async def unconfirmed(self, school_path: str, *, held_on: date, lock: bool = True) -> Sequence[Lesson]:
        query = (
            select(*_SESSION, lesson.c.part, lesson.c.person_id, lesson.c.logged_at)
            .join(offering)
            .join(lesson, lesson.c.session_id == session.c.id)
            .where(session.c.school_path == school_path, session.c.held_on == held_on, session.c.suspended.is_(False))
            .where(lesson.c.confirmed_at.is_(None), lesson.c.struck_reason.is_(None))
            .order_by(session.c.id, lesson.c.part)
        )
        if lock:
            query = query.with_for_update(of=lesson)
        rows = await self.connection.execute(query)
        return [Lesson(session_of(row), row.offering_id, Part(row.part), row.person_id, row.logged_at) for row in rows]

    async def confirm(self, lessons: Sequence[Lesson], *, by: UUID, now: datetime) -> None:
        keys = [(one.session.id, one.part.value) for one in lessons]
        statement = update(lesson).where(tuple_(lesson.c.session_id, lesson.c.part).in_(keys))
        await self.connection.execute(statement.values(confirmed_by=by, confirmed_at=now))

    async def take_unpaid(self, sheet_id: UUID, school_path: str, *, through: date) -> Mapping[UUID, int]:
        """Lessons of the school's own and hired staff only; a vendor's instructors are paid by their vendor."""
        statement = (
            update(lesson)
            .where(session.c.id == lesson.c.session_id, person.c.id == lesson.c.person_id)
            .where(session.c.school_path == school_path, session.c.held_on <= through, session.c.suspended.is_(False))
            .where(lesson.c.confirmed_at.is_not(None), lesson.c.sheet_id.is_(None), person.c.number.is_not(None))
            .values(sheet_id=sheet_id)
            .returning(lesson.c.person_id)
        )
        return Counter(row.person_id for row in await self.connection.execute(statement))

    async def on_sheet(self, sheet_id: UUID) -> Mapping[UUID, int]:
        query = (
            select(lesson.c.person_id, func.count().label("lessons"))
            .join(session, session.c.id == lesson.c.session_id)
            .where(lesson.c.sheet_id == sheet_id, session.c.suspended.is_(False))
            .group_by(lesson.c.person_id)
        )
        return {row.person_id: row.lessons for row in await self.connection.execute(query)}


def session_of(row: Row[Any]) -> Session:
    return Session(
        row.id, row.group_id, row.school_path, row.held_on, row.starts_at, row.ends_at, row.vendor_id, row.suspended
    )
