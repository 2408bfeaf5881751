"""What is shown of prices, waivers, runs and bills; amounts in fen, no names, numbers of papers only."""

from dataclasses import dataclass
from datetime import date
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
    bills: int
    amount_fen: int
    waived_fen: int
    refused: int


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
    amount_fen: int
    waived_fen: int
    due_fen: int
    paid_fen: int
    refunded_fen: int
    still_due_fen: int
    state: str
    allowed_actions: list[str]
    pupil_name: str | None = None


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
    # Pack, version, rule and the sentence relied on, in Chinese and English.
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
