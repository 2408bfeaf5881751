"""What is shown of prices, waivers, runs and bills; amounts in fen, no names, numbers of papers only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """Why an act is not possible now, in words the portal translates."""

    code: str
    params: dict[str, str | int]
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    code: str
    name: str
    district_path: str
    bank_name: str
    account_suffix: str
    merchant_number: str
    school_paths: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSideView:
    """A unit's particulars; of the account number those digits are shown that tell it from the one it replaces."""

    name: str
    bank_name: str
    account: str
    holder: str
    merchant_number: str
    school_paths: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolMoveView:
    """A school that leaves another unit's books for these."""

    school_path: str
    from_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangeView:
    """What somebody wants of a unit, or did to it; `before` is left out where the unit is new."""

    id: UUID
    version: int
    code: str
    district_path: str
    before: UnitSideView | None
    after: UnitSideView
    changed: list[str]
    schools_moving: list[SchoolMoveView]
    digest: str
    state: str
    proposed_by: UUID
    proposed_as: str
    proposed_at: datetime
    decided_by: UUID | None
    decided_as: str | None
    decided_at: datetime | None
    reason: str | None
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceItemView:
    product: str
    course_id: UUID | None
    price_fen: int
    consumables_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceNoticeView:
    id: UUID
    version: int
    school_path: str
    term: str
    basis: str
    state: str
    prepared_by: UUID
    published_on: date | None
    in_force_on: date | None
    in_force_provisional: bool
    pack_id: str
    pack_version: str
    items: list[PriceItemView]
    # SHA-256 over school, term, basis and prices; whoever publishes it names it.
    digest: str
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    id: UUID
    version: int
    pupil_id: UUID
    school_path: str
    term: str
    class_code: str
    valid_from: date
    valid_until: date
    state: str
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRunView:
    id: UUID
    operation_id: UUID | None
    scope_path: str
    term: str
    state: str
    billed_on: date
    # Absent where they are of few, to whoever sees no bills.
    bills: int | None
    # Before and of waivers: for those alone who act on them.
    amount_fen: int | None
    waived_fen: int | None
    due_fen: int | None
    refused: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    placement_id: UUID
    pupil_id: UUID
    school_path: str
    code: str
    amount_fen: int
    explanation: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillView:
    id: UUID
    number: str
    run_id: UUID
    pupil_id: UUID
    school_path: str
    unit_code: str
    term: str
    # Before and of waivers: for those alone who act on them; everybody else sees what the family is asked for.
    amount_fen: int | None
    waived_fen: int | None
    due_fen: int
    paid_fen: int
    refunded_fen: int
    still_due_fen: int
    # What is told of and waits for its second person; what of the payments has reached the bank.
    reported_fen: int
    proven_fen: int
    # none, provisional, confirmed or proven: how far the proof of what is paid goes.
    proof: str
    state: str
    allowed_actions: list[str]
    pupil_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentView:
    """Money that pays a bill, or is said to: `way` is wechat or bank."""

    way: str
    number: str
    amount_fen: int
    paid_on: date
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLineView:
    line_no: int
    kind: str
    product: str
    placement_id: UUID
    title: str
    amount_fen: int
    financed_by: str | None
    lessons_planned: int
    lessons_delivered: int
    # Pack, version, rule and the sentence relied on, in Chinese and English; it tells the price before waivers.
    explanation: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillExplanationView:
    bill: BillView
    lines: list[BillLineView]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrderView:
    id: UUID
    merchant_order_number: str
    merchant_number: str
    bill_id: UUID
    bill_number: str
    unit_code: str
    school_path: str
    amount_fen: int
    # open while the bill asks for this amount, settled afterwards
    state: str
    created_on: date
