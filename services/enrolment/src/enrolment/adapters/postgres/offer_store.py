"""Contracts, vendors, offerings and seat counters."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping

from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.offers import CatalogueText
from enrolment.domain.offering import ContractedCourse, Offering, OfferingState
from kernel.money import Money
from kernel.organisation import OrganisationPath

_CONTRACTED = """
SELECT c.id, c.vendor_id, k.course_id, k.title, k.price_fen, k.consumables_fen, k.lessons
FROM contract c JOIN contract_course k ON k.contract_id = c.id
WHERE c.id = :contract AND k.course_id = :course AND c.school_path = :path AND c.term = :term
  AND (c.ended_on IS NULL OR c.ended_on > :on)
"""
_ADD = """
INSERT INTO offering (id, school_path, term, product, nature, title, content, place, teacher, fee_basis, fee_pays_for,
    safety, complaint_phone, vendor_id, contract_id, course_id, price_fen, consumables_fen, seats, weekdays, grades,
    lessons, starts_at, ends_at, mode, state, rule)
VALUES (:id, :path, :term, :product, :nature, :title, :content, :place, :teacher, :fee_basis, :fee_pays_for, :safety,
    :complaint_phone, :vendor_id, :contract_id, :course_id, :price_fen, :consumables_fen, :seats,
    CAST(:weekdays AS smallint[]), CAST(:grades AS smallint[]), :lessons, :starts_at, :ends_at, :mode, :state, :rule)
"""
_CHANGE = """
UPDATE seat_count s SET held = s.held + t.held, taken = s.taken + t.taken
FROM unnest(CAST(:ids AS uuid[]), CAST(:held AS integer[]), CAST(:taken AS integer[])) AS t(offering_id, held, taken)
WHERE s.offering_id = t.offering_id
"""
# Of several notices in force on :on the later one counts for what it lists, as it does in billing.
OUTSIDE_NOTICE = """
o.price_fen > 0 AND o.price_fen IS DISTINCT FROM (
    SELECT p.price_fen FROM price_item p
    WHERE p.school_path = o.school_path AND p.term = o.term AND p.product = o.product
      AND p.course_id = COALESCE(CAST(o.course_id AS text), '') AND p.in_force_on <= :on
    ORDER BY p.in_force_on DESC, p.notice_id DESC LIMIT 1)
"""


class PostgresOffers:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def contracted(
        self, school_path: OrganisationPath, term: str, *, contract_id: UUID, course_id: UUID, on: date
    ) -> ContractedCourse | None:
        row = await self._sql.first(
            _CONTRACTED, contract=contract_id, course=course_id, path=school_path.text, term=term, on=on
        )
        if row is None:
            return None
        return ContractedCourse(
            row["id"],
            row["course_id"],
            row["vendor_id"],
            row["title"],
            Money(row["price_fen"]),
            Money(row["consumables_fen"]),
            row["lessons"],
        )

    async def contractor(self, contract_id: UUID) -> str | None:
        row = await self._sql.first("SELECT uscc FROM contract WHERE id = :id", id=contract_id)
        return str(row["uscc"]) if row is not None else None

    async def add(self, offering: Offering, text: CatalogueText, *, rule: str) -> None:
        await self._sql.run(
            _ADD,
            id=offering.id,
            path=offering.school_path.text,
            term=offering.term,
            product=offering.product,
            nature=offering.nature,
            title=offering.title,
            content=text.content,
            place=text.place,
            teacher=text.teacher,
            fee_basis=text.fee_basis,
            fee_pays_for=text.fee_pays_for,
            safety=text.safety,
            complaint_phone=text.complaint_phone,
            vendor_id=offering.vendor_id,
            contract_id=offering.contract_id,
            course_id=offering.course_id,
            price_fen=offering.price.fen,
            consumables_fen=offering.consumables.fen,
            seats=offering.seats,
            weekdays=list(offering.weekdays),
            grades=list(offering.grades),
            lessons=offering.lessons,
            starts_at=offering.starts_at,
            ends_at=offering.ends_at,
            mode=offering.mode,
            state=offering.state.value,
            rule=rule,
        )

    async def lock(self, offering_id: UUID) -> Offering | None:
        row = await self._sql.first("SELECT * FROM offering WHERE id = :id FOR UPDATE", id=offering_id)
        return _offering(row) if row is not None else None

    async def by_ids(self, offering_ids: Sequence[UUID]) -> dict[UUID, Offering]:
        rows = await self._sql.rows(
            "SELECT * FROM offering WHERE id = ANY(CAST(:ids AS uuid[]))", ids=list(offering_ids)
        )
        return {row["id"]: _offering(row) for row in rows}

    async def outside_notice(self, offering_ids: Sequence[UUID], *, on: date) -> frozenset[UUID]:
        if not offering_ids:
            return frozenset()
        rows = await self._sql.rows(
            f"SELECT o.id FROM offering o WHERE o.id = ANY(CAST(:ids AS uuid[])) AND {OUTSIDE_NOTICE}",
            ids=list(offering_ids),
            on=on,
        )
        return frozenset(row["id"] for row in rows)

    async def of_school(self, school_path: OrganisationPath, term: str) -> tuple[Offering, ...]:
        rows = await self._sql.rows(
            "SELECT * FROM offering WHERE school_path = :path AND term = :term ORDER BY title, id LIMIT 500",
            path=school_path.text,
            term=term,
        )
        return tuple(_offering(row) for row in rows)

    async def publish(self, offering_id: UUID) -> None:
        await self._sql.run(
            "UPDATE offering SET state = 'published', version = version + 1 WHERE id = :id", id=offering_id
        )
        await self._sql.run(
            "INSERT INTO seat_count (offering_id, capacity) SELECT id, seats FROM offering WHERE id = :id",
            id=offering_id,
        )

    async def end(self, offering_ids: Sequence[UUID]) -> None:
        await self._sql.run(
            """UPDATE offering SET state = 'ended', version = version + 1
               WHERE id = ANY(CAST(:ids AS uuid[])) AND state <> 'ended'""",
            ids=list(offering_ids),
        )

    async def save_vendor(self, vendor_id: UUID, *, uscc: str, name: str) -> None:
        await self._sql.run(
            """INSERT INTO vendor VALUES (:id, :uscc, :name)
               ON CONFLICT (id) DO UPDATE SET uscc = excluded.uscc, name = excluded.name""",
            id=vendor_id,
            uscc=uscc,
            name=name,
        )

    async def list_vendor(self, vendor_id: UUID, district_path: str, *, listed_from: date, listed_until: date) -> None:
        await self._sql.run(
            """INSERT INTO vendor_listing (vendor_id, district_path, listed_from, listed_until)
               VALUES (:vendor, :path, :listed_from, :listed_until)
               ON CONFLICT (vendor_id, district_path) DO UPDATE SET listed_from = excluded.listed_from,
               listed_until = excluded.listed_until, delisted_on = NULL, reason_code = ''""",
            vendor=vendor_id,
            path=district_path,
            listed_from=listed_from,
            listed_until=listed_until,
        )

    async def delist_vendor(self, vendor_id: UUID, district_path: str, *, on: date, reason: str) -> None:
        await self._sql.run(
            """INSERT INTO vendor_listing (vendor_id, district_path, delisted_on, reason_code)
               VALUES (:vendor, :path, :on, :reason) ON CONFLICT (vendor_id, district_path) DO UPDATE
               SET delisted_on = excluded.delisted_on, reason_code = excluded.reason_code""",
            vendor=vendor_id,
            path=district_path,
            on=on,
            reason=reason,
        )

    async def save_contract(
        self,
        *,
        contract_id: UUID,
        vendor_id: UUID,
        uscc: str,
        school_path: str,
        term: str,
        courses: Sequence[Mapping[str, object]],
    ) -> None:
        await self._sql.run(
            """INSERT INTO contract (id, vendor_id, uscc, school_path, term)
               VALUES (:id, :vendor, :uscc, :path, :term) ON CONFLICT (id) DO NOTHING""",
            id=contract_id,
            vendor=vendor_id,
            uscc=uscc,
            path=school_path,
            term=term,
        )
        for course in courses:
            await self._sql.run(
                """INSERT INTO contract_course VALUES (:contract, :course_id, :title, :price_fen, :consumables_fen,
                   :lessons) ON CONFLICT (contract_id, course_id) DO NOTHING""",
                contract=contract_id,
                **course,
            )

    async def end_contract(self, contract_id: UUID, *, on: date, reason: str) -> bool:
        ended = await self._sql.run(
            "UPDATE contract SET ended_on = :on, end_reason = :reason WHERE id = :id",
            on=on,
            reason=reason,
            id=contract_id,
        )
        return ended == 1

    async def offerings_of_vendor(self, vendor_id: UUID, district_path: str) -> tuple[UUID, ...]:
        rows = await self._sql.rows(
            """SELECT id FROM offering WHERE vendor_id = :vendor AND state <> 'ended'
               AND school_path LIKE :below ORDER BY id""",
            vendor=vendor_id,
            below=f"{district_path}/%",
        )
        return tuple(row["id"] for row in rows)

    async def offerings_of_contract(self, contract_id: UUID) -> tuple[UUID, ...]:
        rows = await self._sql.rows(
            "SELECT id FROM offering WHERE contract_id = :contract AND state <> 'ended' ORDER BY id",
            contract=contract_id,
        )
        return tuple(row["id"] for row in rows)

    async def lock_seats(self, offering_ids: Sequence[UUID]) -> dict[UUID, int]:
        rows = await self._sql.rows(
            """SELECT offering_id, capacity - held - taken AS seats_left FROM seat_count
               WHERE offering_id = ANY(CAST(:ids AS uuid[])) ORDER BY offering_id FOR UPDATE""",
            ids=list(offering_ids),
        )
        return {row["offering_id"]: row["seats_left"] for row in rows}

    async def change_seats(self, changes: Mapping[UUID, tuple[int, int]]) -> None:
        moved = {offering: change for offering, change in changes.items() if change != (0, 0)}
        if not moved:
            return
        await self._sql.run(
            _CHANGE,
            ids=list(moved),
            held=[held for held, _ in moved.values()],
            taken=[taken for _, taken in moved.values()],
        )


def _offering(row: RowMapping) -> Offering:
    return Offering(
        id=row["id"],
        school_path=OrganisationPath(row["school_path"]),
        term=row["term"],
        product=row["product"],
        nature=row["nature"],
        title=row["title"],
        vendor_id=row["vendor_id"],
        contract_id=row["contract_id"],
        course_id=row["course_id"],
        price=Money(row["price_fen"]),
        consumables=Money(row["consumables_fen"]),
        seats=row["seats"],
        weekdays=tuple(row["weekdays"]),
        grades=tuple(row["grades"]),
        lessons=row["lessons"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        mode=row["mode"],
        state=OfferingState(row["state"]),
        version=row["version"],
    )
