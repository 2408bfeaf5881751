"""What is shown of money that moved: refunds, statements, settlements, months; amounts in fen, no names."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDueView:
    number: str
    unit_code: str
    kind: str
    direction: str
    route: str
    source_id: UUID
    amount_fen: int
    due_on: date
    original_order_number: str | None
    state: str
    # Whom it goes to, in part, for who pays; the whole is disclosed with a reason.
    payee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Whom money came from or goes to, in full; that it was read is on record."""

    name: str
    bank_name: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLineView:
    line_no: int
    kind: str
    amount_fen: int
    to_budget_fen: int
    unserved: int
    planned: int
    explanation: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundView:
    id: UUID
    version: int
    number: str
    bill_id: UUID | None
    placement_id: UUID | None
    pupil_id: UUID | None
    school_path: str
    term: str
    reason: str
    state: str
    route: str
    amount_fen: int
    # These tell of a waiver: for those alone who act on it. To others the lines are empty and no service is named.
    cancelled_fen: int | None
    to_budget_fen: int | None
    proposed_by: UUID
    approved_by: UUID | None
    paid_on: date | None
    lines: list[RefundLineView]
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultView:
    pointer: str
    code: str
    detail: str
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    id: UUID
    version: int
    kind: str
    unit_code: str
    file_name: str
    sha256: str
    uploaded_at: datetime
    uploaded_by: UUID
    # The role it was sent in; not known of files sent before roles were kept.
    uploaded_as: str | None
    state: str
    size_bytes: int
    parts: int
    parts_received: list[int]
    operation_id: UUID | None
    # Rows of the file, before any of them is taken in.
    rows_read: int | None
    lines: int | None
    known: int | None
    matched: int | None
    exceptions: int | None
    sum_fen: int | None
    opening_fen: int | None
    closing_fen: int | None
    first_on: date | None
    last_on: date | None
    faults: list[FaultView]
    # What is odd about a file that waits; whoever confirms it names each of them.
    concerns: list[str]
    confirmed_by: UUID | None
    confirmed_as: str | None
    confirmed_at: datetime | None
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineView:
    id: UUID
    statement_id: UUID
    unit_code: str
    source: str
    kind: str
    identity: str
    reference: str | None
    amount_fen: int
    balance_fen: int | None
    occurred_at: datetime
    booked_on: date
    state: str
    rule: str | None
    target_id: UUID | None
    bill_id: UUID | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One thing compared: what it is, whether it agrees, and by how much it does not."""

    code: str
    agrees: bool
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    id: UUID
    kind: str
    label: str
    amount_fen: int
    on: date
    facts: list[FactView]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """A matched line with the reasons of its match; its id is the line's."""

    id: UUID
    unit_code: str
    source: str
    kind: str
    identity: str
    reference: str | None
    amount_fen: int
    booked_on: date
    rule: str
    target_id: UUID | None
    bill_id: UUID | None
    # How far its proof goes, of money that came by the channel's trade bill or to the bank.
    proof: str | None
    facts: list[FactView]
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionView:
    id: UUID
    version: int
    line_id: UUID
    unit_code: str
    kind: str
    amount_fen: int
    found_on: date
    age_days: int
    age_bucket: str
    owner_role: str
    state: str
    resolution: str | None
    purpose: str | None
    reason: str | None
    bill_id: UUID | None
    bill_number: str | None
    # Of what is proposed: what the bill takes as it stands now; the rest of the amount goes back.
    pays_fen: int | None
    payment_number: str | None
    counterpart_id: UUID | None
    counterpart: str | None
    source: str
    identity: str
    reference: str | None
    note: str | None
    # Who the bank says it was, in part, for who has to name it.
    party: str | None
    proposed_by: UUID | None
    automatic: bool
    resolutions: list[str]
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementView:
    id: UUID
    version: int
    number: str
    contract_id: UUID
    vendor_id: UUID
    school_path: str
    unit_code: str
    month: str
    lessons: int
    amount_fen: int
    state: str
    prepared_by: UUID
    confirmed_by: UUID | None
    approved_by: UUID | None
    paid_on: date | None
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLessonView:
    session_id: UUID
    offering_id: UUID
    held_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyView:
    id: UUID
    number: str
    kind: str
    school_path: str | None
    unit_code: str
    term: str
    participants: int
    amount_fen: int
    counted_by: date | None
    state: str
    explanation: dict[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollEntryView:
    pupil_id: UUID
    attendances: int
    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerView:
    code: str
    detail: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedView:
    booked_on: date
    identity: str
    what: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRefundView:
    """A refund that was approved by the month's end, and what of it had not been paid by then."""

    number: str
    approved_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationView:
    unit_code: str
    month: str
    state: str
    bank_fen: int
    ledger_fen: int
    difference_fen: int
    bank_adjusted_fen: int
    ledger_adjusted_fen: int
    bank_received: list[UnreachedView]
    bank_paid: list[UnreachedView]
    carried: list[UnreachedView]
    refunds_owed: list[OwedRefundView]
    refunds_owed_fen: int
    # What the channel's fund flow says it holds, what the books say, and what is on its way between the two and the
    # bank (在途资金), as the books hold it.
    channel_closing_fen: int
    channel_ledger_fen: int
    channel_difference_fen: int
    in_transit: list[UnreachedView]
    lines: int
    matched: int
    open_lines: int
    exceptions_open: int
    exceptions_found: int
    prepared_by: UUID | None
    reviewed_by: UUID | None
    signatures_valid: bool
    # A digest over every figure and item; whoever signs or closes names it.
    digest: str
    blockers: list[BlockerView]
    allowed_actions: list[str]
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationListed:
    unit_code: str
    unit_name: str
    month: str
    state: str
    prepared_by: UUID | None
    reviewed_by: UUID | None
    lines: int
    matched: int
    exceptions_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalanceView:
    unit_code: str
    account: str
    debit_fen: int
    credit_fen: int
    balance_fen: int
