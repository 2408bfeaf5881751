"""Payment orders and everything that must move under a number of ours."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import run, scalar
from billing.application.records import BillRecord
from kernel.ids import new_id
from kernel.money import Money


class PostgresOrderStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_order(self, bill_id: UUID, *, amount: Money) -> UUID | None:
        """The bill's order for exactly this amount: ordering twice must not lead to paying twice."""
        found: UUID | None = await scalar(
            self._connection,
            "SELECT id FROM payment_order WHERE bill_id = :bill AND amount_fen = :amount ORDER BY number DESC LIMIT 1",
            bill=bill_id,
            amount=amount.fen,
        )
        return found

    async def add(self, bill: BillRecord, *, amount: Money, by: UUID, on: date) -> UUID:
        order_id = new_id()
        await run(
            self._connection,
            "INSERT INTO payment_order (id, number, bill_id, unit_code, school_path, amount_fen, created_on,"
            " created_by) VALUES (:id, paper_number('WX'), :bill, :unit, :school, :amount, :on, :by)",
            id=order_id,
            bill=bill.id,
            unit=bill.unit_code,
            school=bill.school_path,
            amount=amount.fen,
            on=on,
            by=by,
        )
        return order_id


class PostgresPaymentsDueStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        *,
        number: str,
        unit_code: str,
        kind: str,
        direction: str,
        route: str,
        source_id: UUID,
        amount: Money,
        due_on: date,
        original_order: str | None,
    ) -> None:
        """Expect a payment under this number; the same number again changes nothing."""
        await run(
            self._connection,
            "INSERT INTO expected_payment (number, unit_code, kind, direction, route, source_id, amount_fen, due_on,"
            " original_order) VALUES (:number, :unit, :kind, :direction, :route, :source, :amount, :due_on, :order)"
            " ON CONFLICT DO NOTHING",
            number=number,
            unit=unit_code,
            kind=kind,
            direction=direction,
            route=route,
            source=source_id,
            amount=amount.fen,
            due_on=due_on,
            order=original_order,
        )
