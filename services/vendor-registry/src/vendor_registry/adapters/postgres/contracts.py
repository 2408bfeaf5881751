"""Contracts with their courses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.money import Money
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.postgres.rows import contract, contract_course
from vendor_registry.domain.contract import Contract, ContractCourse, ContractState

_OVER = (ContractState.ENDED, ContractState.CANCELLED)


@dataclass(frozen=True, slots=True)
class PostgresContractStore:
    connection: AsyncConnection

    async def add(self, each: Contract) -> bool:
        courses = [
            {
                "contract_id": each.id,
                "course_id": course.course_id,
                "place": place,
                "title": course.title,
                "price_fen": course.price.fen,
                "consumables_fen": course.consumables.fen,
                "lessons": course.lessons,
                "school_path": each.school.text,
                "term": each.term,
                "is_over": False,
            }
            for place, course in enumerate(each.courses)
        ]
        await self.connection.execute(insert(contract).values({**_settled(each), **_moving(each)}))
        # Where a course is taken fewer rows arrive; the caller raises, which rolls back those that did.
        added = await self.connection.execute(insert(contract_course).values(courses).on_conflict_do_nothing())
        return added.rowcount == len(courses)

    async def get(self, contract_id: UUID, *, lock: bool = False) -> Contract | None:
        statement = select(contract).where(contract.c.id == contract_id)
        if lock:
            statement = statement.with_for_update()
        rows = (await self.connection.execute(statement)).mappings().all()
        found = await with_courses(self.connection, rows)
        return found[0] if found else None

    async def save(self, contracts: Sequence[Contract]) -> None:
        if not contracts:
            return
        names = _moving(contracts[0])
        changed = update(contract).where(contract.c.id == bindparam("key"))
        changed = changed.values({name: bindparam(f"new_{name}") for name in names})
        values = [
            {"key": each.id, **{f"new_{name}": value for name, value in _moving(each).items()}} for each in contracts
        ]
        await self.connection.execute(changed, values)
        over = [each.id for each in contracts if each.state in _OVER]
        if over:
            freed = update(contract_course).where(contract_course.c.contract_id.in_(over))
            await self.connection.execute(freed.values(is_over=True))

    async def not_over(self, places: Collection[tuple[UUID, OrganisationPath]]) -> Sequence[Contract]:
        statement = (
            select(contract)
            .where(
                tuple_(contract.c.vendor_id, contract.c.district_path).in_(
                    [(vendor_id, district.text) for vendor_id, district in places]
                ),
                contract.c.state.not_in(_OVER),
            )
            .order_by(contract.c.id)
            .with_for_update()
        )
        return await with_courses(self.connection, (await self.connection.execute(statement)).mappings().all())


async def with_courses(connection: AsyncConnection, rows: Sequence[RowMapping]) -> list[Contract]:
    """The contracts of these rows, in their order, with the courses of all of them read at once."""
    if not rows:
        return []
    statement = (
        select(contract_course)
        .where(contract_course.c.contract_id.in_([row["id"] for row in rows]))
        .order_by(contract_course.c.contract_id, contract_course.c.place)
    )
    courses = (await connection.execute(statement)).mappings()
    by_contract = {key: list(group) for key, group in groupby(courses, key=lambda row: row["contract_id"])}
    return [_contract_of(row, by_contract.get(row["id"], [])) for row in rows]


def _contract_of(row: RowMapping, courses: Sequence[RowMapping]) -> Contract:
    return Contract(
        id=row["id"],
        vendor_id=row["vendor_id"],
        uscc=row["uscc"],
        school=OrganisationPath(row["school_path"]),
        district=OrganisationPath(row["district_path"]),
        term=row["term"],
        courses=tuple(
            ContractCourse(
                course_id=course["course_id"],
                title=course["title"],
                price=Money(course["price_fen"]),
                consumables=Money(course["consumables_fen"]),
                lessons=course["lessons"],
            )
            for course in courses
        ),
        state=ContractState(row["state"]),
        pack=row["pack"],
        drafted_by=row["drafted_by"],
        drafted_at=row["drafted_at"],
        school_signed_by=row["school_signed_by"],
        school_signed_at=row["school_signed_at"],
        vendor_signed_by=row["vendor_signed_by"],
        vendor_signed_at=row["vendor_signed_at"],
        ended_on=row["ended_on"],
        ended_reason=row["ended_reason"],
    )


def _settled(each: Contract) -> dict[str, object]:
    return {
        "id": each.id,
        "vendor_id": each.vendor_id,
        "uscc": each.uscc,
        "school_path": each.school.text,
        "district_path": each.district.text,
        "term": each.term,
        "pack": each.pack,
        "drafted_by": each.drafted_by,
        "drafted_at": each.drafted_at,
    }


def _moving(each: Contract) -> dict[str, object]:
    return {
        "state": each.state,
        "school_signed_by": each.school_signed_by,
        "school_signed_at": each.school_signed_at,
        "vendor_signed_by": each.vendor_signed_by,
        "vendor_signed_at": each.vendor_signed_at,
        "ended_on": each.ended_on,
        "ended_reason": each.ended_reason,
    }
