"""Payment orders and everything that must move under a number of ours."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, run, scalar
from billing.application.records import BillRecord, Payee
from billing.application.store_records import Payout
from billing.domain.event import PayoutReturned
from billing.domain.party import Party
from chassis.seal import Sealer
from kernel.ids import new_id
from kernel.money import Money

# What a payout pays, as it was before it was paid.
_OWED_AGAIN = {
    "refund": """
UPDATE refund SET state = CASE WHEN amount_fen = :amount THEN 'approved' ELSE 'part_paid' END, paid_on = NULL
WHERE id = :id RETURNING bill_id, school_path, term
""",
    "settlement": """
UPDATE settlement SET state = 'approved', paid_on = NULL WHERE id = :id RETURNING school_path, month
""",
    "allowance": """
UPDATE allowance_sheet SET paid_on = NULL WHERE sheet_id = :id RETURNING school_path, month
""",
}
PAYEE_FIELD = "expected_payment.payee"
_NAME_FIELD, _ACCOUNT_FIELD = "party.name", "party.account"


def party_blinds(sealer: Sealer, party: Party) -> tuple[bytes | None, bytes | None]:
    """Blind indexes of name and account: they tell whether two are the same, and nothing else."""
    name, account = party.compared_name, party.compared_account
    return (
        sealer.blind_index(name, field=_NAME_FIELD) if name else None,
        sealer.blind_index(account, field=_ACCOUNT_FIELD) if account else None,
    )


def payee_of(sealed: bytes, sealer: Sealer) -> Payee:
    return Payee(**orjson.loads(sealer.unseal(sealed, field=PAYEE_FIELD)))


class PostgresOrderStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_order(self, bill_id: UUID, *, amount: Money) -> UUID | None:
        """The bill's order for exactly this amount and the unit's merchant: ordering twice is not paying twice."""
        found: UUID | None = await scalar(
            self._connection,
            "SELECT o.id FROM payment_order o JOIN accounting_unit u ON u.code = o.unit_code"
            " WHERE o.bill_id = :bill AND o.amount_fen = :amount AND o.merchant_number = u.merchant_number"
            " ORDER BY o.number DESC LIMIT 1",
            bill=bill_id,
            amount=amount.fen,
        )
        return found

    async def add(self, bill: BillRecord, *, amount: Money, by: UUID, on: date) -> UUID:
        order_id = new_id()
        await run(
            self._connection,
            "INSERT INTO payment_order (id, number, bill_id, unit_code, school_path, merchant_number, amount_fen,"
            " created_on, created_by) SELECT :id, paper_number('WX'), :bill, code, :school, merchant_number, :amount,"
            " :on, :by FROM accounting_unit WHERE code = :unit",
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
    def __init__(self, connection: AsyncConnection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

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

    async def name_payee(self, number: str, payee: Payee) -> None:
        """Keep sealed whom the payment goes to: the line that shows it is compared with that."""
        name, account = party_blinds(self._sealer, Party(payee.name, payee.account))
        content = {"name": payee.name, "bank_name": payee.bank_name, "account": payee.account}
        await run(
            self._connection,
            "UPDATE expected_payment SET payee = :payee, payee_name = :name, payee_account = :account"
            " WHERE number = :number",
            payee=self._sealer.seal(orjson.dumps(content).decode(), field=PAYEE_FIELD),
            name=name,
            account=account,
            number=number,
        )

    async def payee(self, number: str, *, scope: str) -> Payee | None:
        """Whom a payment of a unit in scope goes to, or None where that is not known."""
        sealed = await scalar(
            self._connection,
            "SELECT e.payee FROM expected_payment e JOIN accounting_unit u ON u.code = e.unit_code"
            f" WHERE e.number = :number AND e.direction = 'out' AND {UNIT_IN_SCOPE}",
            number=number,
            scope=scope,
        )
        return None if sealed is None else payee_of(sealed, self._sealer)

    async def payout(self, number: str, *, unit_code: str) -> Payout | None:
        """What is still to leave the unit's account under this number, locked; None where nothing is."""
        return await self._payout(
            "SELECT number, kind, source_id, amount_fen FROM expected_payment WHERE number = :number"
            " AND unit_code = :unit AND direction = 'out' AND line_id IS NULL FOR UPDATE",
            number=number,
            unit=unit_code,
        )

    async def paid_out(self, number: str, *, unit_code: str, until: date) -> Payout | None:
        """What had left the unit's account at the bank under this number by that day, locked, or None."""
        return await self._payout(
            "SELECT e.number, e.kind, e.source_id, e.amount_fen FROM expected_payment e"
            " JOIN statement_line s ON s.id = e.line_id WHERE e.number = :number AND e.unit_code = :unit"
            " AND e.direction = 'out' AND s.source = 'bank' AND s.booked_on <= :until FOR UPDATE OF e",
            number=number,
            unit=unit_code,
            until=until,
        )

    async def settled_with(self, line_id: UUID, *, unit_code: str) -> Payout | None:
        """What that line settled, locked, or None."""
        return await self._payout(
            "SELECT number, kind, source_id, amount_fen FROM expected_payment WHERE line_id = :line"
            " AND unit_code = :unit FOR UPDATE",
            line=line_id,
            unit=unit_code,
        )

    async def settled_by(self, payout: Payout, line_id: UUID) -> None:
        """A line of the bank or the channel is this payout; it is expected no more."""
        await run(
            self._connection,
            "UPDATE expected_payment SET line_id = :line WHERE number = :number",
            line=line_id,
            number=payout.number,
        )

    async def part_paid(self, payout: Payout, paid: Money) -> None:
        """Expect the rest under the same number. A refund paid in part is no more found by its whole amount."""
        await run(
            self._connection,
            "UPDATE expected_payment SET amount_fen = amount_fen - :paid WHERE number = :number",
            paid=paid.fen,
            number=payout.number,
        )
        if payout.kind == "refund":
            await run(
                self._connection,
                "UPDATE refund SET state = 'part_paid' WHERE id = :id AND state = 'approved'",
                id=payout.source_id,
            )

    async def owed_again(self, payout: Payout, *, due_on: date) -> PayoutReturned:
        """Expect the payment anew, under its old number."""
        await run(
            self._connection,
            "UPDATE expected_payment SET line_id = NULL, due_on = :due_on WHERE number = :number",
            due_on=due_on,
            number=payout.number,
        )
        [owed] = await rows(self._connection, _OWED_AGAIN[payout.kind], id=payout.source_id, amount=payout.amount.fen)
        return PayoutReturned(kind=payout.kind, source_id=payout.source_id, amount_fen=payout.amount.fen, **owed)

    async def _payout(self, query: str, **values: Any) -> Payout | None:
        found = await first(self._connection, query, **values)
        if found is None:
            return None
        return Payout(
            number=found["number"], kind=found["kind"], source_id=found["source_id"], amount=Money(found["amount_fen"])
        )
