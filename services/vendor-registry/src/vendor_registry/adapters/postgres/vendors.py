"""Vendors, their papers, people and courses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from sqlalchemy import RowMapping, and_, bindparam, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.money import Money
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.postgres import sealing
from vendor_registry.adapters.postgres.rows import course, instructor, licence, listing, organisation, vendor
from vendor_registry.adapters.postgres.visibility import sees_vendor
from vendor_registry.application.ports import PAPERS_MAX
from vendor_registry.domain.course import Category, Consumable, Course
from vendor_registry.domain.instructor import Clearance, ClearanceResult, Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState
from vendor_registry.domain.listing import Reason
from vendor_registry.domain.vendor import Vendor

Filed = TypeVar("Filed", Licence, Instructor)
_WAITS = and_(vendor.c.confirmed_by.is_(None), vendor.c.ended_at.is_(None))


@dataclass(frozen=True, slots=True)
class PostgresVendorStore:
    connection: AsyncConnection
    sealer: Sealer

    async def add(self, each: Vendor) -> None:
        values = {
            "id": each.id,
            "uscc": each.uscc,
            "district_path": each.district.text,
            "name": each.name,
            "platform_number": each.platform_number,
            "bank_name": each.bank_name,
            "account_sealed": self.sealer.seal(each.account, field=sealing.VENDOR_ACCOUNT),
            "account_suffix": each.account_suffix,
            "clerk_id": each.clerk_id,
            "clerk_name_sealed": self.sealer.seal(each.clerk_name, field=sealing.CLERK_NAME),
            "registered_at": each.registered_at,
        }
        await self.connection.execute(insert(vendor).values(values))

    async def waiting_of(self, person_id: UUID) -> Sequence[str]:
        turn = func.pg_advisory_xact_lock(func.hashtextextended(f"vendor_registry.registrations/{person_id}", 0))
        await self.connection.execute(select(turn))
        held = vendor.alias()
        lost = exists().where(held.c.uscc == vendor.c.uscc, held.c.confirmed_by.is_not(None))
        waiting = select(vendor.c.uscc).where(vendor.c.clerk_id == person_id, _WAITS, ~lost)
        return list((await self.connection.execute(waiting)).scalars())

    async def is_district(self, path: OrganisationPath) -> bool:
        found = select(organisation.c.path).where(organisation.c.path == path.text, organisation.c.kind == "district")
        return (await self.connection.execute(found)).first() is not None

    async def is_taken(self, uscc: str) -> bool:
        taken = select(vendor.c.id).where(vendor.c.uscc == uscc, vendor.c.confirmed_by.is_not(None))
        return (await self.connection.execute(taken)).first() is not None

    async def confirm(self, each: Vendor) -> bool:
        # Offices that confirm two vendors with the same code take turns.
        turn = func.pg_advisory_xact_lock(func.hashtextextended(f"vendor_registry.code/{each.uscc}", 0))
        await self.connection.execute(select(turn))
        if await self.is_taken(each.uscc):
            return False
        changed = {"confirmed_by": each.confirmed_by, "confirmed_at": each.confirmed_at, "version": each.version}
        await self.connection.execute(update(vendor).where(vendor.c.id == each.id).values(changed))
        return True

    async def end(self, each: Vendor) -> None:
        changed = {name: getattr(each, name) for name in ("ended_by", "ended_at", "refusal_reason", "version")}
        await self.connection.execute(update(vendor).where(vendor.c.id == each.id).values(changed))

    async def get(self, vendor_id: UUID, *, lock: bool = False) -> Vendor | None:
        statement = select(vendor).where(vendor.c.id == vendor_id)
        if lock:
            statement = statement.with_for_update()
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else vendor_of(row, self.sealer)

    async def seen_by(self, officer: Actor, vendor_id: UUID) -> Vendor | None:
        statement = select(vendor).where(vendor.c.id == vendor_id, sees_vendor(officer)).with_for_update()
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else vendor_of(row, self.sealer)

    async def add_licence(self, each: Licence) -> bool:
        values = {
            "id": each.id,
            "vendor_id": each.vendor_id,
            "kind": each.kind,
            "category": each.category,
            "number": each.number,
            "issued_by": each.issued_by,
            "scope": each.scope,
            "valid_from": each.valid_from,
            "valid_until": each.valid_until,
            "document_id": each.document_id,
            "filed_at": each.filed_at,
            "state": each.state,
        }
        if not await self._added(insert(licence).values(values).on_conflict_do_nothing()):
            return False
        await self._count_change({each.vendor_id})
        return True

    async def add_instructor(self, each: Instructor, *, now: datetime) -> bool:
        values = {
            "person_id": each.person_id,
            "vendor_id": each.vendor_id,
            "name_sealed": self.sealer.seal(each.name, field=sealing.INSTRUCTOR_NAME),
            "login_sealed": self.sealer.seal(each.login, field=sealing.INSTRUCTOR_LOGIN),
            "login_index": self.sealer.blind_index(each.login, field=sealing.INSTRUCTOR_LOGIN),
            "certificate_kind": each.certificate_kind,
            "certificate_sealed": self.sealer.seal(each.certificate_number, field=sealing.INSTRUCTOR_CERTIFICATE),
            "certificate_until": each.certificate_until,
            "labour_contract_until": each.labour_contract_until,
            "health_until": each.health_until,
            "full_time": each.full_time,
            "filed_at": now,
            **({} if each.clearance is None else self._clearance_columns(each.clearance)),
        }
        statement = insert(instructor).values(values).on_conflict_do_nothing(index_elements=["login_index"])
        return await self._added(statement)

    async def add_course(self, each: Course) -> bool:
        values = {
            "id": each.id,
            "vendor_id": each.vendor_id,
            "title": each.title,
            "category": each.category,
            "price_fen": each.price.fen,
            "market_price_fen": each.market_price.fen,
            "consumables_fen": each.consumables_total.fen,
            "consumables": [{"name": item.name, "amount_fen": item.amount.fen} for item in each.consumables],
            "lessons": each.lessons,
            "filed_at": each.filed_at,
        }
        return await self._added(insert(course).values(values).on_conflict_do_nothing())

    async def set_clearance(self, person_id: UUID, clearance: Clearance, *, cleared_until: date | None) -> None:
        statement = update(instructor).where(instructor.c.person_id == person_id)
        values = {**self._clearance_columns(clearance), "cleared_until": cleared_until}
        await self.connection.execute(statement.values(values))

    async def confirm_clearances(self, last_days: Mapping[UUID, date], *, by: UUID) -> None:
        if not last_days:
            return
        statement = update(instructor).where(instructor.c.person_id == bindparam("person"))
        values = [{"person": person_id, "last_day": last_on} for person_id, last_on in last_days.items()]
        confirmed = statement.values(clearance_confirmed_by=by, cleared_until=bindparam("last_day"))
        await self.connection.execute(confirmed, values)

    async def decide_licences(self, licences: Sequence[Licence]) -> None:
        if not licences:
            return
        statement = update(licence).where(licence.c.id == bindparam("key"))
        names = ("state", "decided_by", "decided_at", "refusal_reason")
        values = [{"key": each.id, **{f"new_{name}": getattr(each, name) for name in names}} for each in licences]
        await self.connection.execute(statement.values({name: bindparam(f"new_{name}") for name in names}), values)
        await self._count_change({each.vendor_id for each in licences})

    async def set_left(self, person_id: UUID, *, on: date) -> None:
        await self.connection.execute(update(instructor).where(instructor.c.person_id == person_id).values(left_on=on))

    async def licences(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Licence]]:
        # Those that count and last longest, in case a vendor has filed more than anybody reads.
        first = (licence.c.state != LicenceState.CONFIRMED, licence.c.valid_until.desc())
        place = func.row_number().over(partition_by=licence.c.vendor_id, order_by=first)
        ranked = select(licence, place.label("place")).where(licence.c.vendor_id.in_(vendor_ids)).subquery()
        statement = select(ranked).where(ranked.c.place <= PAPERS_MAX).order_by(ranked.c.vendor_id, ranked.c.id)
        rows = (await self.connection.execute(statement)).mappings().all()
        return _by_vendor([licence_of(row) for row in rows])

    async def instructors(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Instructor]]:
        statement = (
            select(instructor)
            .where(instructor.c.vendor_id.in_(vendor_ids), instructor.c.left_on.is_(None))
            .order_by(instructor.c.vendor_id, instructor.c.person_id)
        )
        rows = (await self.connection.execute(statement)).mappings().all()
        return _by_vendor([instructor_of(row, self.sealer) for row in rows])

    async def courses(self, course_ids: Collection[UUID]) -> Sequence[Course]:
        statement = select(course).where(course.c.id.in_(course_ids)).order_by(course.c.id)
        return [course_of(row) for row in (await self.connection.execute(statement)).mappings()]

    async def removals(self, vendor_ids: Collection[UUID]) -> Mapping[UUID, date]:
        statement = (
            select(listing.c.vendor_id, func.max(listing.c.delisted_on))
            .where(listing.c.vendor_id.in_(vendor_ids), listing.c.reason == Reason.REMOVED)
            .group_by(listing.c.vendor_id)
        )
        return {row[0]: row[1] for row in await self.connection.execute(statement)}

    def _clearance_columns(self, clearance: Clearance) -> dict[str, object]:
        return {
            "clearance_result": clearance.result,
            "clearance_checked_on": clearance.checked_on,
            "clearance_filed_at": clearance.filed_at,
            "clearance_confirmed_by": clearance.confirmed_by,
            "clearance_reference_sealed": self.sealer.seal(clearance.reference, field=sealing.CLEARANCE_REFERENCE),
        }

    async def _count_change(self, vendor_ids: Collection[UUID]) -> None:
        counted = update(vendor).where(vendor.c.id.in_(vendor_ids)).values(version=vendor.c.version + 1)
        await self.connection.execute(counted)

    async def _added(self, statement: object) -> bool:
        result = await self.connection.execute(statement)  # type: ignore[call-overload]
        return bool(result.rowcount)


def vendor_of(row: RowMapping, sealer: Sealer) -> Vendor:
    return Vendor(
        id=row["id"],
        uscc=row["uscc"],
        district=OrganisationPath(row["district_path"]),
        name=row["name"],
        platform_number=row["platform_number"],
        bank_name=row["bank_name"],
        account=sealer.unseal(row["account_sealed"], field=sealing.VENDOR_ACCOUNT),
        clerk_id=row["clerk_id"],
        clerk_name=sealer.unseal(row["clerk_name_sealed"], field=sealing.CLERK_NAME),
        registered_at=row["registered_at"],
        confirmed_by=row["confirmed_by"],
        confirmed_at=row["confirmed_at"],
        ended_by=row["ended_by"],
        ended_at=row["ended_at"],
        refusal_reason=row["refusal_reason"],
        version=row["version"],
    )


def licence_of(row: RowMapping) -> Licence:
    return Licence(
        id=row["id"],
        vendor_id=row["vendor_id"],
        kind=LicenceKind(row["kind"]),
        category=None if row["category"] is None else Category(row["category"]),
        number=row["number"],
        issued_by=row["issued_by"],
        scope=row["scope"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        document_id=row["document_id"],
        filed_at=row["filed_at"],
        state=LicenceState(row["state"]),
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        refusal_reason=row["refusal_reason"],
    )


def instructor_of(row: RowMapping, sealer: Sealer) -> Instructor:
    clearance = None
    if row["clearance_result"] is not None:
        reference = sealer.unseal(row["clearance_reference_sealed"], field=sealing.CLEARANCE_REFERENCE)
        clearance = Clearance(
            ClearanceResult(row["clearance_result"]),
            row["clearance_checked_on"],
            reference,
            filed_at=row["clearance_filed_at"],
            confirmed_by=row["clearance_confirmed_by"],
        )
    return Instructor(
        person_id=row["person_id"],
        vendor_id=row["vendor_id"],
        name=sealer.unseal(row["name_sealed"], field=sealing.INSTRUCTOR_NAME),
        login=sealer.unseal(row["login_sealed"], field=sealing.INSTRUCTOR_LOGIN),
        certificate_kind=row["certificate_kind"],
        certificate_number=sealer.unseal(row["certificate_sealed"], field=sealing.INSTRUCTOR_CERTIFICATE),
        certificate_until=row["certificate_until"],
        labour_contract_until=row["labour_contract_until"],
        health_until=row["health_until"],
        full_time=row["full_time"],
        clearance=clearance,
        cleared_until=row["cleared_until"],
    )


def course_of(row: RowMapping) -> Course:
    return Course(
        id=row["id"],
        vendor_id=row["vendor_id"],
        title=row["title"],
        category=Category(row["category"]),
        price=Money(row["price_fen"]),
        market_price=Money(row["market_price_fen"]),
        consumables=tuple(Consumable(item["name"], Money(item["amount_fen"])) for item in row["consumables"]),
        lessons=row["lessons"],
        filed_at=row["filed_at"],
    )


def _by_vendor(things: list[Filed]) -> dict[UUID, list[Filed]]:
    return {vendor_id: list(group) for vendor_id, group in groupby(things, key=attrgetter("vendor_id"))}
