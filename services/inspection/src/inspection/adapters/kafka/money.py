"""What was billed, paid, given back, reconciled and paid out; and who was contracted for it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from chassis.clock import business_date
from chassis.events.handling import EventInfo
from chassis.postgres.transaction import Transaction
from contracts.billing.v1 import events_pb2 as billing
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from inspection.adapters.kafka.applying import mark, mark_month, mark_unit_month, put
from inspection.adapters.postgres.read_rows import (
    bill,
    bill_change,
    bill_run,
    contract,
    notice,
    payment,
    reconciliation,
    refund,
    settlement,
    sheet,
    subsidy,
    vendor_standing,
    waiver_count,
)


async def price_notice_published(
    message: billing.PriceNoticePublished, event: EventInfo, transaction: Transaction
) -> None:
    row = {
        "notice_id": message.notice_id,
        "school_path": message.school_path,
        "term": message.term,
        "published_on": date.fromisoformat(message.published_on),
        "in_force_on": date.fromisoformat(message.in_force_on),
    }
    await put(transaction, notice, row)
    await mark(transaction, message.school_path, message.term)


async def bills_issued(message: billing.BillsIssued, event: EventInfo, transaction: Transaction) -> None:
    rows = [
        {
            "id": UUID(one.bill_id),
            "run_id": message.run_id,
            "school_path": message.school_path,
            "term": message.term,
            "pupil_id": UUID(one.pupil_id),
            "due_fen": one.due_fen,
            "placement_ids": [UUID(placement_id) for placement_id in one.placement_ids],
        }
        for one in message.bills
    ]
    await put(transaction, bill, rows)
    await mark(transaction, message.school_path, message.term)


async def bill_run_published(message: billing.BillRunPublished, event: EventInfo, transaction: Transaction) -> None:
    published_on = business_date(event.occurred_at)
    row = {
        "run_id": message.run_id,
        "school_path": message.school_path,
        "term": message.term,
        "published_on": published_on,
        "amount_fen": message.amount_fen,
    }
    await put(transaction, bill_run, row)
    await mark(transaction, message.school_path, message.term)


async def waivers_counted(message: billing.WaiversCounted, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "school_path": message.school_path,
        "term": message.term,
        "bills": message.bills,
        "waived_fen": message.waived_fen,
    }
    await put(transaction, waiver_count, row)
    await mark(transaction, message.school_path, message.term)


async def bill_changed(message: billing.BillChanged, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "bill_id": UUID(message.bill_id),
        "due_fen": message.due_fen,
        "refunded_fen": message.refunded_fen,
    }
    await put(transaction, bill_change, row)
    await mark(transaction, message.school_path, message.term)


async def bills_paid(message: billing.BillsPaid, event: EventInfo, transaction: Transaction) -> None:
    """Amounts of one event add up per bill: two orders for the same bill may stand in one statement."""
    paid_on = business_date(event.occurred_at)
    rows: dict[str, dict[str, object]] = {}
    fen: dict[str, int] = {}
    for one in message.bills:
        fen[one.bill_id] = fen.get(one.bill_id, 0) + one.paid_fen
        rows[one.bill_id] = {
            "event_id": event.id,
            "bill_id": UUID(one.bill_id),
            "school_path": one.school_path,
            "term": one.term,
            "paid_on": paid_on,
            "paid_fen": fen[one.bill_id],
        }
    await put(transaction, payment, list(rows.values()))
    for school_path, term in sorted({(one.school_path, one.term) for one in message.bills}):
        await mark(transaction, school_path, term)


async def refund_approved(message: billing.RefundApproved, event: EventInfo, transaction: Transaction) -> None:
    await put(transaction, refund, {**_refund(message), "approved_fen": message.amount_fen})
    await mark(transaction, message.school_path, message.term)


async def refund_paid(message: billing.RefundPaid, event: EventInfo, transaction: Transaction) -> None:
    paid = {"paid_fen": message.amount_fen, "paid_on": business_date(event.occurred_at)}
    await put(transaction, refund, {**_refund(message), **paid})
    await mark(transaction, message.school_path, message.term)


def _refund(message: billing.RefundApproved | billing.RefundPaid) -> dict[str, object]:
    return {
        "id": message.refund_id,
        "bill_id": message.bill_id,
        "school_path": message.school_path,
        "term": message.term,
    }


async def reconciliation_progressed(
    message: billing.ReconciliationProgressed, event: EventInfo, transaction: Transaction
) -> None:
    row = {
        "unit_code": message.unit_code,
        "month": message.month,
        "lines": message.lines,
        "matched": message.matched,
        "exceptions_open": message.exceptions_open,
        "exceptions_found": message.exceptions_found,
    }
    await put(transaction, reconciliation, row)
    await mark_unit_month(transaction, message.unit_code, message.month)


async def month_closed(message: billing.MonthClosed, event: EventInfo, transaction: Transaction) -> None:
    await put(transaction, reconciliation, {"unit_code": message.unit_code, "month": message.month, "closed": True})
    await mark_unit_month(transaction, message.unit_code, message.month)


async def vendor_settled(message: billing.VendorSettled, event: EventInfo, transaction: Transaction) -> None:
    await _settlement(message, transaction, "amount_fen")


async def vendor_paid(message: billing.VendorPaid, event: EventInfo, transaction: Transaction) -> None:
    await _settlement(message, transaction, "paid_fen")


async def _settlement(
    message: billing.VendorSettled | billing.VendorPaid, transaction: Transaction, amount: str
) -> None:
    row = {
        "id": message.settlement_id,
        "school_path": message.school_path,
        "month": message.month,
        amount: message.amount_fen,
    }
    await put(transaction, settlement, row)
    await mark_month(transaction, message.school_path, message.month)


async def subsidy_calculated(message: billing.SubsidyCalculated, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "id": message.subsidy_id,
        "school_path": message.school_path,
        "term": message.term,
        "participants": message.participants,
        "amount_fen": message.amount_fen,
    }
    await put(transaction, subsidy, row)
    await mark(transaction, message.school_path, message.term)


async def sheet_prepared(message: staffing.AllowanceSheetPrepared, event: EventInfo, transaction: Transaction) -> None:
    await _sheet(message, transaction, returned=False)


async def sheet_returned(message: staffing.AllowanceSheetReturned, event: EventInfo, transaction: Transaction) -> None:
    """To be prepared again at its school; nobody at the district has to look at it meanwhile."""
    await _sheet(message, transaction, returned=True)


async def sheet_approved(message: staffing.AllowanceSheetApproved, event: EventInfo, transaction: Transaction) -> None:
    await _sheet(message, transaction, approved=True)


async def allowance_paid(message: billing.AllowancePaid, event: EventInfo, transaction: Transaction) -> None:
    await _sheet(message, transaction, approved=True, paid=True)


async def payout_returned(message: billing.PayoutReturned, event: EventInfo, transaction: Transaction) -> None:
    """It is owed again, as before it was paid."""
    row: dict[str, object] = {"id": message.source_id, "school_path": message.school_path}
    if message.kind == "refund":
        unpaid = {"bill_id": message.bill_id, "term": message.term, "paid_fen": 0, "paid_on": None}
        await put(transaction, refund, {**row, **unpaid})
        await mark(transaction, message.school_path, message.term)
        return
    row["month"] = message.month
    if message.kind == "settlement":
        await put(transaction, settlement, {**row, "paid_fen": 0})
    else:
        await put(transaction, sheet, {**row, "paid": False})
    await mark_month(transaction, message.school_path, message.month)


async def _sheet(
    message: staffing.AllowanceSheetPrepared
    | staffing.AllowanceSheetReturned
    | staffing.AllowanceSheetApproved
    | billing.AllowancePaid,
    transaction: Transaction,
    **state: bool,
) -> None:
    row = {
        "id": message.sheet_id,
        "school_path": message.school_path,
        "month": message.month,
        "amount_fen": message.amount_fen,
        **state,
    }
    await put(transaction, sheet, row)
    await mark_month(transaction, message.school_path, message.month)


async def contract_signed(message: vendors.ContractSigned, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "id": message.contract_id,
        "vendor_id": message.vendor_id,
        "school_path": message.school_path,
        "term": message.term,
        "signed": True,
    }
    await put(transaction, contract, row)
    await mark(transaction, message.school_path, message.term)


async def contract_ended(message: vendors.ContractEnded, event: EventInfo, transaction: Transaction) -> None:
    """Without its term: the contract's signature came before, on the same key."""
    ended_on = date.fromisoformat(message.ended_on)
    statement = contract.update().where(contract.c.id == message.contract_id).values(ended_on=ended_on)
    for row in await transaction.connection.execute(statement.returning(contract.c.school_path, contract.c.term)):
        await mark(transaction, row.school_path, row.term)


async def vendor_listed(message: vendors.VendorListed, event: EventInfo, transaction: Transaction) -> None:
    await _standing(transaction, message.vendor_id, message.district_path, listed=True)


async def vendor_delisted(message: vendors.VendorDelisted, event: EventInfo, transaction: Transaction) -> None:
    await _standing(transaction, message.vendor_id, message.district_path, listed=False)


async def _standing(transaction: Transaction, vendor_id: str, district_path: str, *, listed: bool) -> None:
    row = {"vendor_id": vendor_id, "district_path": district_path, "listed": listed}
    await put(transaction, vendor_standing, row)
    query = select(contract.c.school_path, contract.c.term).where(contract.c.vendor_id == vendor_id).distinct()
    for one in (await transaction.connection.execute(query)).all():
        await mark(transaction, one.school_path, one.term)
