"""What stores hand to use cases: rows with the types of the domain."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from billing.domain.basket import PricedBasket, Service
from billing.domain.price_notice import PriceItem, digest_of_prices
from billing.domain.proof import Proof, of_payment
from billing.domain.refund import BilledLine
from kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    school_path: str
    term: str
    basis: str
    state: str
    prepared_by: UUID
    items: tuple[PriceItem, ...]

    @property
    def digest(self) -> str:
        return digest_of_prices(school_path=self.school_path, term=self.term, basis=self.basis, items=self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedNotice:
    """A price notice in publicity, whose first day of charging can still move."""

    id: UUID
    school_path: str
    term: str
    published_on: date
    in_force_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRecord:
    pupil_id: UUID
    school_path: str
    term: str
    class_code: str
    valid_from: date
    valid_until: date
    state: str
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFee:
    """A fee line of a published bill, as a later waiver finds it: what is not given back of it, and waived of that."""

    bill_id: UUID
    line_no: int
    unit_code: str
    product: str
    placement_id: UUID
    held: str
    kept: Money
    waived: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    scope_path: str
    term: str
    state: str
    billed_on: date
    started_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """What a number of pupils agreed to alike; `key` joins its price back to them."""

    key: UUID
    school_path: str
    stage: str
    grade: int
    classes: frozenset[str]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    basket: Basket
    priced: PricedBasket


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChunk:
    """What one work item of a run takes: schools of one district, or slice `slice` of `slices` of a single school."""

    run_id: UUID
    number: int
    schools: tuple[str, ...]
    slice: int = 0
    slices: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolOfRun:
    school_path: str
    bills: int
    amount_fen: int
    waived_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRecord:
    id: UUID
    number: str
    pupil_id: UUID
    school_path: str
    unit_code: str
    term: str
    due: Money
    paid: Money
    refunded: Money

    @property
    def still_due(self) -> Money:
        return self.due - self.paid + self.refunded


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedService:
    """The billed lines of a placement, ready for a refund's calculation."""

    bill: BillRecord
    placement_id: UUID
    lines: tuple[BilledLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRecord:
    id: UUID
    number: str
    bill_id: UUID | None
    placement_id: UUID | None
    line_id: UUID | None
    pupil_id: UUID | None
    unit_code: str
    school_path: str
    term: str
    reason: str
    state: str
    route: str
    original_order: str | None
    amount: Money
    proposed_by: UUID
    pack_id: str
    pack_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLineRecord:
    """A line of a refund as proposed, `amount` to the family and `to_budget` to the budget, beside its billed line.

    Of the billed line, `left` is held still, `kept` was not given back yet, and a budget finances `waived` of that.
    """

    line_no: int
    bill_line_no: int
    held: str
    amount: Money
    to_budget: Money
    left: Money
    kept: Money
    waived: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    code: str
    district_path: str
    merchant_number: str
    account_suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    id: UUID
    kind: str
    unit_code: str
    file_name: str
    parts: int
    size_bytes: int
    sha256: bytes
    state: str
    claimed_lines: int | None
    claimed_sum: Money | None
    document_id: UUID
    parts_there: int
    bytes_there: int
    uploaded_by: UUID
    # How many rows were read of it, zero until it was.
    rows_read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What an import brought: new lines, lines known before, matched ones, exceptions raised."""

    lines: int
    known: int
    matched: int
    exceptions: int
    first_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRecord:
    id: UUID
    statement_id: UUID
    unit_code: str
    source: str
    kind: str
    reference: str | None
    amount: Money
    booked_on: date
    state: str
    rule: str | None
    target_id: UUID | None
    bill_id: UUID | None
    generation: int
    # Of the channel's trade: the withdrawal that took the money to the bank, or the fund row of a refund.
    settled_by: UUID | None

    @property
    def proof(self) -> Proof:
        return of_payment(self.source, is_settled=self.settled_by is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRecord:
    id: UUID
    line_id: UUID
    unit_code: str
    kind: str
    state: str
    resolution: str | None
    target_id: UUID | None
    purpose: str | None
    proposed_by: UUID | None
    # What is still open of the line's amount; money in is positive.
    amount: Money
    payment_number: str | None
    reason: str | None

    @property
    def is_outgoing(self) -> bool:
        return self.amount < Money.ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRecord:
    id: UUID
    number: str
    contract_id: UUID
    vendor_id: UUID
    uscc: str
    school_path: str
    unit_code: str
    month: str
    lessons: int
    amount: Money
    state: str
    prepared_by: UUID
    confirmed_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementToPay:
    """A settlement and the last day of a lesson that it pays."""

    settlement: SettlementRecord
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRecord:
    id: UUID
    vendor_id: UUID
    uscc: str
    school_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRecord:
    unit_code: str
    month: str
    state: str
    prepared_by: UUID | None
    reviewed_by: UUID | None
    signed_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    count: int
    school_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What vendor-registry says of a vendor today."""

    listed: bool
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Whom a payment goes to: a vendor's account in its own name, or the account a family paid from."""

    name: str
    bank_name: str = ""
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    lines: int
    matched: int
    exceptions_open: int
    exceptions_found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationFigures:
    """All that a month's balance statement is made of."""

    bank_fen: int
    ledger_fen: int
    open_lines: int
    open_exceptions: int
    unreached: tuple[tuple[date, str, str, int], ...]
    # What two persons carry on in suspense: found on, number, kind, fen.
    carried: tuple[tuple[date, str, str, int], ...]
    periods: tuple[tuple[date, date, int, int], ...]
    # Refunds prepared by the month's end that nobody has decided yet.
    refunds_waiting: int = 0
    # Refunds approved by the month's end and not wholly paid by then: approved on, number, fen still to be paid; their
    # sum counts those too that are too many to list.
    refunds_owed: tuple[tuple[date, str, int], ...] = ()
    refunds_owed_fen: int = 0
    # The channel: what the books and what its fund flow say it holds; money on its way: on, number, what, fen.
    channel_ledger_fen: int = 0
    channel_closing_fen: int = 0
    in_transit: tuple[tuple[date, str, str, int], ...] = ()
    channel_missing: int = 0
    channel_missing_fen: int = 0
    fund_days_missing: int = 0
    withdrawals_missing: int = 0
    withdrawals_missing_fen: int = 0
    fund_periods: tuple[tuple[date, date, int, int], ...] = ()
