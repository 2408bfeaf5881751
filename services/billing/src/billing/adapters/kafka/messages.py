"""Our facts as messages: topic, key, protobuf."""

from collections.abc import Mapping
from functools import singledispatch
from typing import NamedTuple

from google.protobuf.message import Message

from billing.domain import event as e
from billing.domain.proof import Proof
from contracts.billing.v1 import events_pb2 as pb


class Outgoing(NamedTuple):
    topic: str
    key: str
    message: Message


# Where the states are told; their keys are those of `message_of`.
TOPICS: Mapping[type[e.Event], str] = {
    e.AccountingUnitRegistered: "billing.accounting-unit",
    e.PriceNoticePublished: "billing.price-notice",
    e.BillChanged: "billing.bill",
    e.WaiversCounted: "billing.bill",
    e.ReconciliationProgressed: "billing.reconciliation",
}

_PROOFS = {
    Proof.PROVISIONAL: pb.PAYMENT_PROOF_PROVISIONAL,
    Proof.CONFIRMED: pb.PAYMENT_PROOF_CONFIRMED,
    Proof.PROVEN: pb.PAYMENT_PROOF_PROVEN,
}


@singledispatch
def message_of(event: object) -> Outgoing:
    """Where an event goes and as what."""
    raise TypeError(f"{type(event).__name__} has no message")


@message_of.register
def _(event: e.AccountingUnitRegistered) -> Outgoing:
    message = pb.AccountingUnitRegistered(
        code=event.code, path=event.path, name=event.name, school_paths=event.school_paths
    )
    return Outgoing(TOPICS[e.AccountingUnitRegistered], event.code, message)


@message_of.register
def _(event: e.AccountingUnitChanged) -> Outgoing:
    message = pb.AccountingUnitChanged(
        code=event.code,
        district_path=event.district_path,
        school_paths=event.school_paths,
        changed=event.changed,
        account_before=event.account_before,
        account_after=event.account_after,
        merchant_before=event.merchant_before,
        merchant_after=event.merchant_after,
        proposed_by=str(event.proposed_by),
        confirmed_by=str(event.confirmed_by),
    )
    return Outgoing(TOPICS[e.AccountingUnitRegistered], event.code, message)


@message_of.register
def _(event: e.PriceNoticePublished) -> Outgoing:
    message = pb.PriceNoticePublished(
        school_path=event.school_path,
        term=event.term,
        notice_id=str(event.notice_id),
        published_on=event.published_on.isoformat(),
        in_force_on=event.in_force_on.isoformat(),
        items=[
            pb.PriceItem(
                product=item.product,
                course_id=str(item.course_id) if item.course_id else "",
                price_fen=item.price.fen,
                consumables_fen=item.consumables.fen,
            )
            for item in event.items
        ],
    )
    key = event.key_of(event.school_path, event.term)
    return Outgoing(TOPICS[e.PriceNoticePublished], key, message)


@message_of.register
def _(event: e.BillsIssued) -> Outgoing:
    message = pb.BillsIssued(
        run_id=str(event.run_id),
        school_path=event.school_path,
        term=event.term,
        bills=[
            pb.IssuedBill(
                bill_id=str(bill.bill_id),
                pupil_id=str(bill.pupil_id),
                due_fen=bill.due_fen,
                placement_ids=[str(one) for one in bill.placement_ids],
            )
            for bill in event.bills
        ],
    )
    return Outgoing("billing.bill-run", str(event.run_id), message)


@message_of.register
def _(event: e.BillRunPublished) -> Outgoing:
    message = pb.BillRunPublished(
        run_id=str(event.run_id),
        school_path=event.school_path,
        term=event.term,
        bills=event.bills,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.bill-run", str(event.run_id), message)


@message_of.register
def _(event: e.WaiversCounted) -> Outgoing:
    message = pb.WaiversCounted(
        school_path=event.school_path, term=event.term, bills=event.bills, waived_fen=event.waived_fen
    )
    return Outgoing(TOPICS[e.WaiversCounted], event.key_of(event.school_path, event.term), message)


@message_of.register
def _(event: e.BillsPaid) -> Outgoing:
    bills = [
        pb.BillPaid(
            bill_id=str(bill.bill_id),
            pupil_id=str(bill.pupil_id),
            school_path=bill.school_path,
            term=bill.term,
            paid_fen=bill.paid_fen,
            still_due_fen=bill.still_due_fen,
            proof=_PROOFS[event.proof],
        )
        for bill in event.bills
    ]
    return Outgoing("billing.bill", str(event.source_id), pb.BillsPaid(statement_id=str(event.source_id), bills=bills))


@message_of.register
def _(event: e.PaymentsProven) -> Outgoing:
    payments = [
        pb.PaymentProven(
            bill_id=str(one.bill_id), school_path=one.school_path, term=one.term, proven_fen=one.proven_fen
        )
        for one in event.payments
    ]
    message = pb.PaymentsProven(line_id=str(event.line_id), payments=payments)
    return Outgoing(TOPICS[e.BillChanged], str(event.line_id), message)


@message_of.register
def _(event: e.BillChanged) -> Outgoing:
    message = pb.BillChanged(
        bill_id=str(event.bill_id),
        school_path=event.school_path,
        term=event.term,
        due_fen=event.due_fen,
        refunded_fen=event.refunded_fen,
    )
    return Outgoing(TOPICS[e.BillChanged], str(event.bill_id), message)


@message_of.register
def _(event: e.RefundApproved) -> Outgoing:
    message = pb.RefundApproved(
        refund_id=str(event.refund_id),
        bill_id=_text(event.bill_id),
        pupil_id=_text(event.pupil_id),
        school_path=event.school_path,
        term=event.term,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.bill", _text(event.bill_id) or str(event.refund_id), message)


@message_of.register
def _(event: e.RefundPaid) -> Outgoing:
    message = pb.RefundPaid(
        refund_id=str(event.refund_id),
        bill_id=_text(event.bill_id),
        school_path=event.school_path,
        term=event.term,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.bill", _text(event.bill_id) or str(event.refund_id), message)


@message_of.register
def _(event: e.WaiverGranted) -> Outgoing:
    message = pb.WaiverGranted(waiver_id=str(event.waiver_id), school_path=event.school_path, term=event.term)
    return Outgoing("billing.waiver", str(event.waiver_id), message)


@message_of.register
def _(event: e.ReconciliationProgressed) -> Outgoing:
    message = pb.ReconciliationProgressed(
        unit_code=event.unit_code,
        month=event.month,
        lines=event.lines,
        matched=event.matched,
        exceptions_open=event.exceptions_open,
        exceptions_found=event.exceptions_found,
    )
    key = event.key_of(event.unit_code, event.month)
    return Outgoing(TOPICS[e.ReconciliationProgressed], key, message)


@message_of.register
def _(event: e.MonthClosed) -> Outgoing:
    message = pb.MonthClosed(
        unit_code=event.unit_code,
        month=event.month,
        bank_balance_fen=event.bank_balance_fen,
        ledger_balance_fen=event.ledger_balance_fen,
    )
    return Outgoing("billing.reconciliation", f"{event.unit_code}/{event.month}", message)


@message_of.register
def _(event: e.VendorSettled) -> Outgoing:
    message = pb.VendorSettled(
        settlement_id=str(event.settlement_id),
        vendor_id=str(event.vendor_id),
        contract_id=str(event.contract_id),
        school_path=event.school_path,
        month=event.month,
        lessons=event.lessons,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.settlement", str(event.settlement_id), message)


@message_of.register
def _(event: e.VendorPaid) -> Outgoing:
    message = pb.VendorPaid(
        settlement_id=str(event.settlement_id),
        vendor_id=str(event.vendor_id),
        school_path=event.school_path,
        month=event.month,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.settlement", str(event.settlement_id), message)


@message_of.register
def _(event: e.AllowancePaid) -> Outgoing:
    message = pb.AllowancePaid(
        sheet_id=str(event.sheet_id), school_path=event.school_path, month=event.month, amount_fen=event.amount_fen
    )
    return Outgoing("billing.allowance", str(event.sheet_id), message)


@message_of.register
def _(event: e.PayoutReturned) -> Outgoing:
    message = pb.PayoutReturned(
        kind=event.kind,
        source_id=str(event.source_id),
        bill_id=_text(event.bill_id),
        school_path=event.school_path,
        term=event.term,
        month=event.month,
        amount_fen=event.amount_fen,
    )
    topic = "billing.bill" if event.kind == "refund" else f"billing.{event.kind}"
    return Outgoing(topic, _text(event.bill_id) or str(event.source_id), message)


@message_of.register
def _(event: e.SubsidyCalculated) -> Outgoing:
    message = pb.SubsidyCalculated(
        subsidy_id=str(event.subsidy_id),
        school_path=event.school_path,
        term=event.term,
        participants=event.participants,
        amount_fen=event.amount_fen,
    )
    return Outgoing("billing.subsidy", str(event.subsidy_id), message)


def _text(value: object) -> str:
    return "" if value is None else str(value)
