"""Sessions, shifts and lessons."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import lesson, offering, person, session, shift
from staffing.domain.lesson import Lesson, LessonConfirmed
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
        logged = select(lesson.c.session_id).where(lesson.c.session_id == session.c.id).exists()
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

    async def loggable(
        self, session_ids: Collection[UUID], *, person_id: UUID
    ) -> Mapping[UUID, tuple[Session, UUID, bool]]:
        teaches = and_(
            shift.c.session_id == session.c.id,
            shift.c.person_id == person_id,
            shift.c.duty != Duty.LEADER.value,
        )
        on_rota = select(shift.c.person_id).where(teaches).exists().label("on_rota")
        query = select(*_SESSION, on_rota).join(offering).where(session.c.id.in_(session_ids))
        rows = await self.connection.execute(query)
        return {row.id: (session_of(row), row.offering_id, row.on_rota) for row in rows}

    async def log(self, lessons: Sequence[Lesson]) -> int:
        """Return how many are new; the first to log a session stays its teacher."""
        rows = [
            {"session_id": one.session.id, "person_id": one.person_id, "logged_at": one.logged_at} for one in lessons
        ]
        if not rows:
            return 0
        statement = insert(lesson).values(rows).on_conflict_do_nothing().returning(lesson.c.session_id)
        return len((await self.connection.execute(statement)).all())

    async def unconfirmed(self, school_path: str, *, held_on: date) -> Sequence[Lesson]:
        query = (
            select(*_SESSION, lesson.c.person_id, lesson.c.logged_at)
            .join(offering)
            .join(lesson, lesson.c.session_id == session.c.id)
            .where(session.c.school_path == school_path, session.c.held_on == held_on)
            .where(lesson.c.confirmed_at.is_(None))
            .order_by(session.c.id)
            .with_for_update(of=lesson)
        )
        rows = await self.connection.execute(query)
        return [Lesson(session_of(row), row.offering_id, row.person_id, row.logged_at) for row in rows]

    async def confirm(self, confirmations: Sequence[LessonConfirmed], *, now: datetime) -> None:
        if not confirmations:
            return
        by = {one.session_id: one.confirmed_by for one in confirmations}
        statement = (
            update(lesson)
            .where(lesson.c.session_id.in_(bindparam("sessions", expanding=True)))
            .values(confirmed_by=next(iter(by.values())), confirmed_at=now)
        )
        await self.connection.execute(statement, {"sessions": list(by)})

    async def take_unpaid(self, sheet_id: UUID, school_path: str, *, through: date) -> Mapping[UUID, int]:
        """Lessons of the school's own and hired staff only; a vendor's instructors are paid by their vendor."""
        statement = (
            update(lesson)
            .where(session.c.id == lesson.c.session_id, person.c.id == lesson.c.person_id)
            .where(session.c.school_path == school_path, session.c.held_on <= through)
            .where(lesson.c.confirmed_at.is_not(None), lesson.c.sheet_id.is_(None), person.c.number.is_not(None))
            .values(sheet_id=sheet_id)
            .returning(lesson.c.person_id)
        )
        return Counter(row.person_id for row in await self.connection.execute(statement))

    async def on_sheet(self, sheet_id: UUID) -> Mapping[UUID, int]:
        query = select(lesson.c.person_id, func.count().label("lessons")).where(lesson.c.sheet_id == sheet_id)
        found = await self.connection.execute(query.group_by(lesson.c.person_id))
        return {row.person_id: row.lessons for row in found}


def session_of(row: Row[Any]) -> Session:
    return Session(
        row.id, row.group_id, row.school_path, row.held_on, row.starts_at, row.ends_at, row.vendor_id, row.suspended
    )
