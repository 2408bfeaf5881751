"""The whitelist: dated entries, what carries them, and suspensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.seal import Sealer
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.postgres.rows import listing, suspension
from vendor_registry.adapters.postgres.vendors import PostgresVendorStore
from vendor_registry.domain.listing import Listing, Reason, Standing
from vendor_registry.domain.suspension import Suspension

STANDS = (listing.c.delisted_on.is_(None), listing.c.replaced_by.is_(None))


@dataclass(frozen=True, slots=True)
class PostgresListingStore:
    connection: AsyncConnection
    sealer: Sealer

    async def add(self, listings: Sequence[Listing]) -> None:
        if not listings:
            return
        replaced = update(listing).where(
            listing.c.vendor_id == bindparam("vendor"), listing.c.district_path == bindparam("district"), *STANDS
        )
        keys = [{"vendor": each.vendor_id, "district": each.district.text, "by": each.id} for each in listings]
        await self.connection.execute(replaced.values(replaced_by=bindparam("by")), keys)
        values = [
            {
                "id": each.id,
                "vendor_id": each.vendor_id,
                "district_path": each.district.text,
                "round_id": each.round_id,
                "course_ids": list(each.course_ids),
                "listed_from": each.listed_from,
                "listed_until": each.listed_until,
            }
            for each in listings
        ]
        await self.connection.execute(insert(listing), values)

    async def standing(
        self, vendor_id: UUID, district: OrganisationPath, *, on: date, lock: str = ""
    ) -> Standing | None:
        statement = (
            select(listing)
            .where(
                listing.c.vendor_id == vendor_id,
                listing.c.district_path == district.text,
                listing.c.listed_from <= on,
            )
            .order_by(listing.c.id.desc())
            .limit(1)
        )
        if lock:
            statement = statement.with_for_update(read=lock == "share")
        found = await self._standings(statement)
        return found[0] if found else None

    async def standings_in_force(self, *, on: date) -> Sequence[Standing]:
        # One entry per vendor and district: as many as the city has vendors.
        begun = select(listing).where(*STANDS, listing.c.listed_from <= on)
        return await self._standings(begun.order_by(listing.c.id).with_for_update())

    async def save(self, listings: Sequence[Listing]) -> None:
        if not listings:
            return
        statement = update(listing).where(listing.c.id == bindparam("key"))
        values = [{"key": each.id, "day": each.delisted_on, "why": each.reason} for each in listings]
        changed = statement.values(delisted_on=bindparam("day"), reason=bindparam("why"))
        await self.connection.execute(changed, values)

    async def add_suspension(self, each: Suspension) -> bool:
        values = {
            "id": each.id,
            "vendor_id": each.vendor_id,
            "district_path": each.district.text,
            "kind": each.kind,
            "reason": each.reason,
            "proposed_by": each.proposed_by,
            "proposed_at": each.proposed_at,
        }
        result = await self.connection.execute(insert(suspension).values(values).on_conflict_do_nothing())
        return bool(result.rowcount)

    async def open_suspension(self, vendor_id: UUID, district: OrganisationPath) -> Suspension | None:
        statement = (
            select(suspension)
            .where(
                suspension.c.vendor_id == vendor_id,
                suspension.c.district_path == district.text,
                suspension.c.approved_by.is_(None),
            )
            .with_for_update()
        )
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else suspension_of(row)

    async def save_suspension(self, each: Suspension) -> None:
        statement = update(suspension).where(suspension.c.id == each.id)
        await self.connection.execute(statement.values(approved_by=each.approved_by, approved_at=each.approved_at))

    async def _standings(self, statement: Select[tuple[object, ...]]) -> list[Standing]:
        rows = (await self.connection.execute(statement)).mappings().all()
        vendors = PostgresVendorStore(self.connection, self.sealer)
        vendor_ids = {row["vendor_id"] for row in rows}
        licences = await vendors.licences(vendor_ids)
        instructors = await vendors.instructors(vendor_ids)
        filed = await vendors.courses({course_id for row in rows for course_id in row["course_ids"]})
        category = {course.id: course.category for course in filed}
        return [
            Standing(
                listing=listing_of(row),
                categories=tuple(sorted({category[course_id] for course_id in row["course_ids"]})),
                licences=tuple(licences.get(row["vendor_id"], ())),
                instructors=tuple(instructors.get(row["vendor_id"], ())),
            )
            for row in rows
        ]


def listing_of(row: RowMapping) -> Listing:
    return Listing(
        id=row["id"],
        vendor_id=row["vendor_id"],
        district=OrganisationPath(row["district_path"]),
        round_id=row["round_id"],
        course_ids=tuple(row["course_ids"]),
        listed_from=row["listed_from"],
        listed_until=row["listed_until"],
        delisted_on=row["delisted_on"],
        reason=None if row["reason"] is None else Reason(row["reason"]),
    )


def suspension_of(row: RowMapping) -> Suspension:
    return Suspension(
        id=row["id"],
        vendor_id=row["vendor_id"],
        district=OrganisationPath(row["district_path"]),
        kind=Reason(row["kind"]),
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        approved_by=row["approved_by"],
        approved_at=row["approved_at"],
    )
