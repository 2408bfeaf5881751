"""Reading for lists and for other services."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, func, or_, select, tuple_
from sqlalchemy.sql import Select

from chassis.clock import Clock
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.assignments import below, in_force
from staffing.adapters.postgres.clearances import covering
from staffing.adapters.postgres.people import NAME_FIELD
from staffing.adapters.postgres.rotas import PostgresLessons
from staffing.adapters.postgres.rows import (
    allowance_line,
    allowance_sheet,
    assignment,
    clearance,
    lesson,
    offering,
    person,
    session,
    shift,
)
from staffing.adapters.postgres.sheets import PostgresSheets
from staffing.application.queries import (
    PersonDescribed,
    PersonListed,
    ReturnListed,
    SheetListed,
    ShiftListed,
    ShiftPlace,
)
from staffing.domain.allowance_sheet import AllowanceSheet
from staffing.domain.lesson import Lesson

RETURNS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PostgresQueries:
    database: Database
    sealer: Sealer
    clock: Clock

    async def describe_people(self, person_ids: Collection[UUID]) -> Sequence[PersonDescribed]:
        """Own people among `person_ids`; a vendor's people are described by the vendor registry."""
        query = select(person).where(person.c.id.in_(person_ids), person.c.number.is_not(None))
        async with self.database.reading() as connection:
            return [
                PersonDescribed(row.id, self._name(row.name), row.number.lower())
                for row in await connection.execute(query)
            ]

    async def held_now(self, person_id: UUID) -> Collection[str] | None:
        on = self.clock.today()
        stands = and_(assignment.c.starts_on <= on, or_(assignment.c.ends_on.is_(None), assignment.c.ends_on > on))
        # Who is suspended holds nothing from that moment on.
        stands = and_(stands, assignment.c.suspended_at.is_(None))
        held = select(assignment.c.role, assignment.c.path).where(assignment.c.person_id == person_id, stands)
        async with self.database.reading() as connection:
            if await connection.scalar(select(person.c.id).where(person.c.id == person_id)) is None:
                return None
            return {f"{row.role}@{row.path}" for row in await connection.execute(held)}

    async def cleared(self, person_ids: Collection[UUID], *, on: date) -> Collection[UUID]:
        async with self.database.reading() as connection:
            pairs = await covering(connection, person_ids, [on])
        return {person_id for person_id, _ in pairs}

    async def people(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[PersonListed]:
        """Everybody with an assignment in force at the organisation or below it, in the order of their ids."""
        on = self.clock.today()
        held = func.array_agg(func.concat(assignment.c.role, "@", assignment.c.path)).label("held")
        cleared = (
            select(func.max(clearance.c.valid_until))
            .where(clearance.c.person_id == person.c.id, clearance.c.confirmed_at.is_not(None))
            .scalar_subquery()
            .label("cleared_until")
        )
        query = (
            select(person.c.id, person.c.number, person.c.name, held, cleared)
            .join(assignment, assignment.c.person_id == person.c.id)
            .where(below(within), in_force(on), person.c.number.is_not(None))
            .group_by(person.c.id)
            .order_by(person.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(person.c.id > after)
        async with self.database.reading() as connection:
            return [
                PersonListed(row.id, row.number, self._name(row.name), tuple(sorted(row.held)), row.cleared_until)
                for row in await connection.execute(query)
            ]

    async def shifts_of(
        self, person_id: UUID, *, first_on: date, last_on: date, after: ShiftPlace | None, limit: int
    ) -> Sequence[ShiftListed]:
        query = _shifts().where(shift.c.person_id == person_id)
        return await self._listed(query, first_on=first_on, last_on=last_on, after=after, limit=limit)

    async def rota(
        self, school: OrganisationPath, *, first_on: date, last_on: date, after: ShiftPlace | None, limit: int
    ) -> Sequence[ShiftListed]:
        """All sessions of a school with whoever stands in them; a session without a person is uncovered."""
        query = _shifts().where(session.c.school_path == school.text)
        return await self._listed(query, first_on=first_on, last_on=last_on, after=after, limit=limit)

    async def waiting_lessons(self, school: OrganisationPath, *, held_on: date) -> Sequence[Lesson]:
        async with self.database.reading() as connection:
            return await PostgresLessons(connection).unconfirmed(school.text, held_on=held_on, lock=False)

    async def sheets(self, within: OrganisationPath, *, after: UUID | None, limit: int) -> Sequence[SheetListed]:
        path = allowance_sheet.c.school_path
        query = (
            select(allowance_sheet, func.count().label("lines"), func.sum(allowance_line.c.amount_fen).label("fen"))
            .join(allowance_line, allowance_line.c.sheet_id == allowance_sheet.c.id)
            .where(or_(path == within.text, path.like(f"{within.text}/%")))
            .group_by(allowance_sheet.c.id)
            .order_by(allowance_sheet.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(allowance_sheet.c.id > after)
        async with self.database.reading() as connection:
            return [
                SheetListed(
                    row.id, row.school_path, row.month, row.state, row.version, row.lines, int(row.fen), row.prepared_at
                )
                for row in await connection.execute(query)
            ]

    async def sheet(self, sheet_id: UUID, *, by: Actor) -> tuple[AllowanceSheet, Sequence[ReturnListed]]:
        async with self.database.reading() as connection:
            sheets = PostgresSheets(connection)
            sheet = await sheets.get(sheet_id, within=by.path, for_update=False)
            return sheet, await sheets.returns(sheet_id, limit=RETURNS_SHOWN)

    async def _listed(
        self,
        query: Select[Any],
        *,
        first_on: date,
        last_on: date,
        after: ShiftPlace | None,
        limit: int,
    ) -> Sequence[ShiftListed]:
        place = (session.c.held_on, session.c.id, func.coalesce(shift.c.duty, ""))
        query = query.where(session.c.held_on.between(first_on, last_on)).order_by(*place).limit(limit)
        if after is not None:
            query = query.where(tuple_(*place) > after)
        async with self.database.reading() as connection:
            return [_shift(row) for row in await connection.execute(query)]

    def _name(self, sealed: bytes) -> str:
        return self.sealer.unseal(sealed, field=NAME_FIELD)


def _shifts() -> Select[Any]:
    # The day's leader is a matter of the day, not of one session, and is left out of these lists.
    teaches = and_(shift.c.session_id == session.c.id, shift.c.duty != "leader")
    # As domain.lesson.part_of says for one duty.
    beside_a_vendor = and_(offering.c.vendor_id.is_not(None), shift.c.duty == "duty")
    part = case((beside_a_vendor, "presence"), else_="lesson")
    return (
        select(
            session,
            shift.c.duty,
            shift.c.person_id,
            lesson.c.logged_at.is_not(None).label("logged"),
            lesson.c.confirmed_at.is_not(None).label("confirmed"),
            lesson.c.struck_reason,
        )
        .join(offering)
        .outerjoin(shift, teaches)
        .outerjoin(lesson, and_(lesson.c.session_id == session.c.id, lesson.c.part == part))
    )


def _shift(row: Row[Any]) -> ShiftListed:
    return ShiftListed(
        row.id,
        row.group_id,
        row.held_on,
        row.starts_at,
        row.ends_at,
        row.duty or "",
        row.person_id,
        row.suspended,
        row.logged,
        row.confirmed,
        row.struck_reason,
    )
