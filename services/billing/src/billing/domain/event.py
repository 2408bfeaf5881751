"""Facts the other services hear of; adapters turn them into messages."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from billing.domain.price_notice import PriceItem
from billing.domain.proof import Proof


@dataclass(frozen=True, slots=True)
class AccountingUnitRegistered:
    code: str
    path: str
    name: str
    school_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingUnitChanged:
    """Two persons changed or registered a unit; account numbers are told in part only, empty before it existed."""

    code: str
    district_path: str
    school_paths: tuple[str, ...]
    changed: tuple[str, ...]
    account_before: str
    account_after: str
    merchant_before: str
    merchant_after: str
    proposed_by: UUID
    confirmed_by: UUID


@dataclass(frozen=True, slots=True)
class PriceNoticePublished:
    notice_id: UUID
    school_path: str
    term: str
    published_on: date
    in_force_on: date
    items: tuple[PriceItem, ...]

    @staticmethod
    def key_of(school_path: str, term: str) -> str:
        return f"{school_path.rsplit('/', 1)[1]}/{term}"


class IssuedBill(NamedTuple):
    """One of many thousand in a run or a file, so made as cheaply as can be."""

    bill_id: UUID
    pupil_id: UUID
    due_fen: int
    placement_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class BillsIssued:
    """At most 1,000 bills of one school."""

    run_id: UUID
    school_path: str
    term: str
    bills: tuple[IssuedBill, ...]


@dataclass(frozen=True, slots=True)
class BillRunPublished:
    run_id: UUID
    school_path: str
    term: str
    bills: int
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiversCounted:
    """What waivers come to in all public bills of one school's term; `bills` are those a waiver lowered."""

    school_path: str
    term: str
    bills: int
    waived_fen: int

    @staticmethod
    def key_of(school_path: str, term: str) -> str:
        return f"{school_path.rsplit('/', 1)[1]}/{term}"


class PaidBill(NamedTuple):
    """One of many thousand in a file, like IssuedBill."""

    bill_id: UUID
    pupil_id: UUID
    school_path: str
    term: str
    paid_fen: int
    still_due_fen: int


@dataclass(frozen=True, slots=True)
class BillsPaid:
    """At most 1,000 bills; `source_id` is the statement, or the line matched by hand."""

    source_id: UUID
    bills: tuple[PaidBill, ...]
    proof: Proof


class ProvenPayment(NamedTuple):
    """What of a bill's payments has reached the bank with one settlement; negative where that was taken apart."""

    bill_id: UUID
    school_path: str
    term: str
    proven_fen: int


@dataclass(frozen=True, slots=True)
class PaymentsProven:
    """At most 1,000 payments; `line_id` is the channel's withdrawal that took them to the bank."""

    line_id: UUID
    payments: tuple[ProvenPayment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillChanged:
    """What a published bill comes to after a waiver or a refund lowered it; the figures of the whole bill."""

    bill_id: UUID
    school_path: str
    term: str
    due_fen: int
    refunded_fen: int


@dataclass(frozen=True, slots=True)
class RefundApproved:
    refund_id: UUID
    bill_id: UUID | None
    pupil_id: UUID | None
    school_path: str
    term: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class RefundPaid:
    refund_id: UUID
    bill_id: UUID | None
    school_path: str
    term: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class WaiverGranted:
    """Of whom is nobody's business outside billing."""

    waiver_id: UUID
    school_path: str
    term: str


@dataclass(frozen=True, slots=True)
class ReconciliationProgressed:
    unit_code: str
    month: str
    lines: int
    matched: int
    exceptions_open: int
    exceptions_found: int

    @staticmethod
    def key_of(unit_code: str, month: str) -> str:
        return f"{unit_code}/{month}"


@dataclass(frozen=True, slots=True)
class MonthClosed:
    unit_code: str
    month: str
    bank_balance_fen: int
    ledger_balance_fen: int


@dataclass(frozen=True, slots=True)
class VendorSettled:
    settlement_id: UUID
    vendor_id: UUID
    contract_id: UUID
    school_path: str
    month: str
    lessons: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class VendorPaid:
    settlement_id: UUID
    vendor_id: UUID
    school_path: str
    month: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowancePaid:
    sheet_id: UUID
    school_path: str
    month: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutReturned:
    """`bill_id` and `term` of a refund, `month` of a settlement or sheet."""

    kind: str
    source_id: UUID
    school_path: str
    amount_fen: int
    bill_id: UUID | None = None
    term: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class SubsidyCalculated:
    subsidy_id: UUID
    school_path: str
    term: str
    participants: int
    amount_fen: int


Event = (
    AccountingUnitRegistered
    | AccountingUnitChanged
    | PriceNoticePublished
    | BillsIssued
    | BillRunPublished
    | WaiversCounted
    | BillsPaid
    | PaymentsProven
    | BillChanged
    | RefundApproved
    | RefundPaid
    | WaiverGranted
    | ReconciliationProgressed
    | MonthClosed
    | VendorSettled
    | VendorPaid
    | AllowancePaid
    | PayoutReturned
    | SubsidyCalculated
)
