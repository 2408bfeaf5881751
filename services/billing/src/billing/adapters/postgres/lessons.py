"""Confirmed lessons, what they earn, and the settlements they go into."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.earnings import add_late_release, catch_up, post_earnings, vendors_part
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import first, rows, run, scalar, shaped, within
from billing.application.records import ContractRecord, SettlementRecord, SettlementToPay
from billing.application.store_records import WaitingLesson
from chassis.postgres.database import Database
from kernel.actor import Actor
from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.money import Money
from kernel.term import Month

# A term of a school has some thousands of lessons; more waiting at once means a flood of old confirmations.
_LESSONS_MAX = 5_000
_WAITING = """
SELECT l.session_id, l.offering_id, l.group_id, l.contract_id, s.unit_code, l.held_on
FROM lesson l JOIN unit_school s USING (school_path)
WHERE l.school_path = :school AND NOT l.released AND EXISTS (
    SELECT 1 FROM group_member m JOIN placement p ON p.pupil_id = m.pupil_id AND p.offering_id = m.offering_id
    JOIN bill_line bl ON bl.placement_id = p.placement_id
    JOIN bill b ON b.id = bl.bill_id JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
    WHERE m.group_id = l.group_id)
ORDER BY l.held_on, l.session_id LIMIT :most
FOR UPDATE OF l
"""
# A lesson is one group's: it earns from pupils who were in the group and placed on that day, not from the course.
_TAUGHT = """
m.group_id = :group AND m.joined_on <= :held_on AND (m.left_on IS NULL OR m.left_on > :held_on)
  AND p.pupil_id = m.pupil_id AND p.offering_id = m.offering_id
  AND p.agreed_on <= :held_on AND (p.ended_on IS NULL OR p.ended_on > :held_on)
  AND l.placement_id = p.placement_id AND b.id = l.bill_id AND r.id = b.run_id AND r.state = 'published'
"""
# Half a fen goes up, the last planned lesson takes the rest; what went back to families is never earned.
_EARN = f"""
UPDATE bill_line l SET delivered = l.delivered + 1,
    released_fen = greatest(l.released_fen, least(l.amount_fen - l.returned_fen,
        (2 * l.amount_fen * least(l.delivered + 1, l.planned) + l.planned) / (2 * l.planned)))
FROM group_member m, placement p, bill b, bill_run r
WHERE {_TAUGHT} AND l.kind IN ('agency', 'service') AND l.amount_fen > 0 AND l.delivered < l.planned
RETURNING new.released_fen - old.released_fen AS earned, l.kind, b.unit_code
"""
_ISSUE = f"""
UPDATE bill_line l SET delivered = 1, released_fen = l.amount_fen - l.returned_fen
FROM group_member m, placement p, bill b, bill_run r
WHERE {_TAUGHT} AND l.kind = 'consumables' AND l.delivered = 0
RETURNING new.released_fen - old.released_fen AS earned, l.kind, b.unit_code
"""
_SETTLEMENT = (
    "id, number, contract_id, vendor_id, uscc, school_path, unit_code, month, lessons, amount_fen, state, prepared_by,"
    " confirmed_by"
)
# One unit pays a settlement; where two units owe lessons, the one whose code comes first.
_BIND = """
WITH payer AS (
    SELECT min(unit_code) AS unit_code FROM (
        SELECT unit_code FROM lesson WHERE contract_id = :contract AND released AND settlement_id IS NULL
           AND held_on <= :last_on AND released_fen > 0
        UNION ALL
        SELECT unit_code FROM late_release
        WHERE contract_id = :contract AND settlement_id IS NULL AND released_on <= :last_on AND amount_fen > 0) w
), covered AS (
    UPDATE lesson l SET settlement_id = :id FROM payer
    WHERE contract_id = :contract AND released AND settlement_id IS NULL AND held_on <= :last_on
      AND l.unit_code = payer.unit_code
    RETURNING released_fen
), late AS (
    UPDATE late_release r SET settlement_id = :id FROM payer
    WHERE contract_id = :contract AND settlement_id IS NULL AND released_on <= :last_on
      AND r.unit_code = payer.unit_code
    RETURNING amount_fen
)
SELECT (SELECT unit_code FROM payer) AS unit_code, (SELECT count(*) FROM covered) AS lessons,
       ((SELECT coalesce(sum(released_fen), 0) FROM covered) + (SELECT coalesce(sum(amount_fen), 0) FROM late))::bigint
       AS fen
"""
# As its school, those above it, or its own vendor may see it.
_SEEN = (
    f"SELECT {_SETTLEMENT} FROM settlement WHERE id = :id AND ({within('school_path')} OR '/vendor/' || uscc = :scope)"
)


class SettlementNotFound(NotFound):
    code = "billing.settlement_not_found"


class PostgresLessonStore:
    def __init__(self, connection: AsyncConnection, ledger: PostgresLedgerStore) -> None:
        self._connection = connection
        self._ledger = ledger

    async def waiting(self, school_path: str) -> list[WaitingLesson]:
        """Confirmed lessons whose fee is billed and whose share is still held, oldest first."""
        found = await rows(self._connection, _WAITING, school=school_path, most=_LESSONS_MAX)
        return [shaped(WaitingLesson, row) for row in found]

    async def release(self, lesson: WaitingLesson, *, on: date) -> Money:
        """Let the lesson earn its share from every pupil placed on that day, and post it; returns the sum.

        It is posted where the fee is held: by the old unit for pupils billed before their school changed it.
        """
        given = {"group": lesson.group_id, "held_on": lesson.held_on}
        earned = [*await rows(self._connection, _EARN, **given), *await rows(self._connection, _ISSUE, **given)]
        units = sorted({row["unit_code"] for row in earned}) or [lesson.unit_code]
        for place, unit in enumerate(units):
            await self._release_in(unit, lesson, _by_kind(earned, unit), on=on, place=place)
        return Money(sum(row["earned"] for row in earned))

    async def _release_in(
        self, unit: str, lesson: WaitingLesson, earned: Mapping[str, Money], *, on: date, place: int
    ) -> None:
        """Post one unit's earnings; the first unit's stand on the lesson itself."""
        await post_earnings(
            self._ledger,
            earned,
            unit_code=unit,
            contract_id=lesson.contract_id,
            source_id=lesson.session_id,
            on=on,
            place=place,
        )
        if place:
            await add_late_release(
                self._connection,
                new_id(),
                run_id=None,
                offering_id=lesson.offering_id,
                contract_id=lesson.contract_id,
                unit_code=unit,
                amount=vendors_part(earned),
                on=on,
            )
            return
        await run(
            self._connection,
            "UPDATE lesson SET released = true, released_fen = :fen, released_on = :on, unit_code = :unit"
            " WHERE session_id = :id",
            fen=vendors_part(earned).fen,
            on=on,
            unit=unit,
            id=lesson.session_id,
        )

    async def catch_up(self, run_id: UUID, *, schools: Sequence[str], on: date) -> None:
        """Let lessons released before the run earn from the bills of the run."""
        await catch_up(self._connection, self._ledger, run_id=run_id, schools=schools, on=on)


def _by_kind(earned: Sequence[RowMapping], unit: str) -> dict[str, Money]:
    return {
        kind: Money(sum(row["earned"] for row in earned if row["kind"] == kind and row["unit_code"] == unit))
        for kind in ("agency", "service", "consumables")
    }


class PostgresSettlementStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def prepare(
        self, contract: ContractRecord, *, month: Month, by: UUID, now: datetime
    ) -> SettlementRecord | None:
        """Bind every released lesson held up to the month's end that no settlement covers; None where there is none.

        A settlement is paid by one unit. Where the school has changed its unit, the next one settles the other's part.
        """
        settlement_id = new_id()
        found = await first(
            self._connection,
            _BIND,
            id=settlement_id,
            contract=contract.id,
            last_on=month.last_on,
        )
        if found is None or not found["fen"]:
            return None
        await run(
            self._connection,
            """
INSERT INTO settlement (id, number, contract_id, vendor_id, uscc, school_path, unit_code, month, lessons, amount_fen,
                        state, prepared_by, prepared_at)
VALUES (:id, paper_number('JS'), :contract, :vendor, :uscc, :school, :unit, :month, :lessons, :fen, 'prepared', :by,
        :now)
""",
            id=settlement_id,
            contract=contract.id,
            vendor=contract.vendor_id,
            uscc=contract.uscc,
            school=contract.school_path,
            unit=found["unit_code"],
            month=str(month),
            lessons=found["lessons"],
            fen=found["fen"],
            by=by,
            now=now,
        )
        row = await first(self._connection, f"SELECT {_SETTLEMENT} FROM settlement WHERE id = :id", id=settlement_id)
        return _settlement(row)

    async def locked(self, settlement_id: UUID, *, scope: str) -> SettlementRecord:
        return _settlement(await first(self._connection, f"{_SEEN} FOR UPDATE", id=settlement_id, scope=scope))

    async def confirm(self, settlement_id: UUID, *, by: UUID) -> None:
        await run(
            self._connection,
            "UPDATE settlement SET state = 'confirmed', confirmed_by = :by WHERE id = :id",
            id=settlement_id,
            by=by,
        )

    async def approve(self, settlement_id: UUID, *, by: UUID) -> None:
        await run(
            self._connection,
            "UPDATE settlement SET state = 'approved', approved_by = :by WHERE id = :id",
            id=settlement_id,
            by=by,
        )

    async def newly_paid(self, unit_code: str) -> list[SettlementRecord]:
        """Settlements whose payment a statement has shown and nobody was told of; they are told of now."""
        found = await rows(
            self._connection,
            f"""
UPDATE settlement s SET state = 'paid', paid_on = l.booked_on
FROM expected_payment e JOIN statement_line l ON l.id = e.line_id
WHERE e.kind = 'settlement' AND e.unit_code = :unit AND e.source_id = s.id AND s.state = 'approved'
  AND s.unit_code = :unit
RETURNING {", ".join("s." + name.strip() for name in _SETTLEMENT.split(","))}
""",
            unit=unit_code,
        )
        return sorted((_settlement(row) for row in found), key=lambda settled: settled.number)


class PostgresSettlementReader:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def to_pay(self, settlement_id: UUID, *, by: Actor) -> SettlementToPay:
        """The settlement and the last day of a lesson that it pays; both stand once it was prepared."""
        async with self._database.reading() as connection:
            settlement = _settlement(await first(connection, _SEEN, id=settlement_id, scope=by.path.text))
            last_on = await scalar(
                connection,
                "SELECT coalesce((SELECT max(held_on) FROM lesson WHERE contract_id = :contract AND settlement_id = :id"
                "), (SELECT max(e.held_on) FROM late_release r JOIN lesson e ON e.offering_id = r.offering_id"
                " AND e.released AND e.held_on <= r.released_on"
                " WHERE r.contract_id = :contract AND r.settlement_id = :id))",
                contract=settlement.contract_id,
                id=settlement.id,
            )
        return SettlementToPay(settlement=settlement, last_on=last_on)


def _settlement(row: RowMapping | None) -> SettlementRecord:
    if row is None:
        raise SettlementNotFound("no settlement of yours by that id")
    values = dict(row)
    amount = Money(values.pop("amount_fen"))
    return SettlementRecord(**values, amount=amount)
