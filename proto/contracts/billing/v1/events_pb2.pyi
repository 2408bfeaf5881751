from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PaymentProof(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYMENT_PROOF_UNSPECIFIED: _ClassVar[PaymentProof]
    PAYMENT_PROOF_PROVISIONAL: _ClassVar[PaymentProof]
    PAYMENT_PROOF_CONFIRMED: _ClassVar[PaymentProof]
    PAYMENT_PROOF_PROVEN: _ClassVar[PaymentProof]
PAYMENT_PROOF_UNSPECIFIED: PaymentProof
PAYMENT_PROOF_PROVISIONAL: PaymentProof
PAYMENT_PROOF_CONFIRMED: PaymentProof
PAYMENT_PROOF_PROVEN: PaymentProof

class AccountingUnitRegistered(_message.Message):
    __slots__ = ("code", "path", "name", "school_paths")
    CODE_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATHS_FIELD_NUMBER: _ClassVar[int]
    code: str
    path: str
    name: str
    school_paths: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., path: _Optional[str] = ..., name: _Optional[str] = ..., school_paths: _Optional[_Iterable[str]] = ...) -> None: ...

class AccountingUnitChanged(_message.Message):
    __slots__ = ("code", "district_path", "school_paths", "changed", "account_before", "account_after", "merchant_before", "merchant_after", "proposed_by", "confirmed_by")
    CODE_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATHS_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_AFTER_FIELD_NUMBER: _ClassVar[int]
    MERCHANT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MERCHANT_AFTER_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_BY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_BY_FIELD_NUMBER: _ClassVar[int]
    code: str
    district_path: str
    school_paths: _containers.RepeatedScalarFieldContainer[str]
    changed: _containers.RepeatedScalarFieldContainer[str]
    account_before: str
    account_after: str
    merchant_before: str
    merchant_after: str
    proposed_by: str
    confirmed_by: str
    def __init__(self, code: _Optional[str] = ..., district_path: _Optional[str] = ..., school_paths: _Optional[_Iterable[str]] = ..., changed: _Optional[_Iterable[str]] = ..., account_before: _Optional[str] = ..., account_after: _Optional[str] = ..., merchant_before: _Optional[str] = ..., merchant_after: _Optional[str] = ..., proposed_by: _Optional[str] = ..., confirmed_by: _Optional[str] = ...) -> None: ...

class PriceNoticePublished(_message.Message):
    __slots__ = ("school_path", "term", "notice_id", "published_on", "in_force_on", "items")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    NOTICE_ID_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_ON_FIELD_NUMBER: _ClassVar[int]
    IN_FORCE_ON_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    notice_id: str
    published_on: str
    in_force_on: str
    items: _containers.RepeatedCompositeFieldContainer[PriceItem]
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., notice_id: _Optional[str] = ..., published_on: _Optional[str] = ..., in_force_on: _Optional[str] = ..., items: _Optional[_Iterable[_Union[PriceItem, _Mapping]]] = ...) -> None: ...

class PriceItem(_message.Message):
    __slots__ = ("product", "course_id", "price_fen", "consumables_fen")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    PRICE_FEN_FIELD_NUMBER: _ClassVar[int]
    CONSUMABLES_FEN_FIELD_NUMBER: _ClassVar[int]
    product: str
    course_id: str
    price_fen: int
    consumables_fen: int
    def __init__(self, product: _Optional[str] = ..., course_id: _Optional[str] = ..., price_fen: _Optional[int] = ..., consumables_fen: _Optional[int] = ...) -> None: ...

class BillsIssued(_message.Message):
    __slots__ = ("run_id", "school_path", "term", "bills")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    school_path: str
    term: str
    bills: _containers.RepeatedCompositeFieldContainer[IssuedBill]
    def __init__(self, run_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., bills: _Optional[_Iterable[_Union[IssuedBill, _Mapping]]] = ...) -> None: ...

class IssuedBill(_message.Message):
    __slots__ = ("bill_id", "pupil_id", "due_fen", "placement_ids")
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_FEN_FIELD_NUMBER: _ClassVar[int]
    PLACEMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    bill_id: str
    pupil_id: str
    due_fen: int
    placement_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, bill_id: _Optional[str] = ..., pupil_id: _Optional[str] = ..., due_fen: _Optional[int] = ..., placement_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class BillRunPublished(_message.Message):
    __slots__ = ("run_id", "school_path", "term", "bills", "amount_fen")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    school_path: str
    term: str
    bills: int
    amount_fen: int
    def __init__(self, run_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., bills: _Optional[int] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class WaiversCounted(_message.Message):
    __slots__ = ("school_path", "term", "bills", "waived_fen")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    WAIVED_FEN_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    bills: int
    waived_fen: int
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., bills: _Optional[int] = ..., waived_fen: _Optional[int] = ...) -> None: ...

class BillsPaid(_message.Message):
    __slots__ = ("statement_id", "bills")
    STATEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    BILLS_FIELD_NUMBER: _ClassVar[int]
    statement_id: str
    bills: _containers.RepeatedCompositeFieldContainer[BillPaid]
    def __init__(self, statement_id: _Optional[str] = ..., bills: _Optional[_Iterable[_Union[BillPaid, _Mapping]]] = ...) -> None: ...

class BillPaid(_message.Message):
    __slots__ = ("bill_id", "pupil_id", "school_path", "term", "paid_fen", "still_due_fen", "proof")
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    PAID_FEN_FIELD_NUMBER: _ClassVar[int]
    STILL_DUE_FEN_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    bill_id: str
    pupil_id: str
    school_path: str
    term: str
    paid_fen: int
    still_due_fen: int
    proof: PaymentProof
    def __init__(self, bill_id: _Optional[str] = ..., pupil_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., paid_fen: _Optional[int] = ..., still_due_fen: _Optional[int] = ..., proof: _Optional[_Union[PaymentProof, str]] = ...) -> None: ...

class PaymentsProven(_message.Message):
    __slots__ = ("line_id", "payments")
    LINE_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    line_id: str
    payments: _containers.RepeatedCompositeFieldContainer[PaymentProven]
    def __init__(self, line_id: _Optional[str] = ..., payments: _Optional[_Iterable[_Union[PaymentProven, _Mapping]]] = ...) -> None: ...

class PaymentProven(_message.Message):
    __slots__ = ("bill_id", "school_path", "term", "proven_fen")
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    PROVEN_FEN_FIELD_NUMBER: _ClassVar[int]
    bill_id: str
    school_path: str
    term: str
    proven_fen: int
    def __init__(self, bill_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., proven_fen: _Optional[int] = ...) -> None: ...

class BillChanged(_message.Message):
    __slots__ = ("bill_id", "school_path", "term", "due_fen", "refunded_fen")
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    DUE_FEN_FIELD_NUMBER: _ClassVar[int]
    REFUNDED_FEN_FIELD_NUMBER: _ClassVar[int]
    bill_id: str
    school_path: str
    term: str
    due_fen: int
    refunded_fen: int
    def __init__(self, bill_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., due_fen: _Optional[int] = ..., refunded_fen: _Optional[int] = ...) -> None: ...

class RefundApproved(_message.Message):
    __slots__ = ("refund_id", "bill_id", "pupil_id", "school_path", "term", "amount_fen")
    REFUND_ID_FIELD_NUMBER: _ClassVar[int]
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    refund_id: str
    bill_id: str
    pupil_id: str
    school_path: str
    term: str
    amount_fen: int
    def __init__(self, refund_id: _Optional[str] = ..., bill_id: _Optional[str] = ..., pupil_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class RefundPaid(_message.Message):
    __slots__ = ("refund_id", "bill_id", "school_path", "term", "amount_fen")
    REFUND_ID_FIELD_NUMBER: _ClassVar[int]
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    refund_id: str
    bill_id: str
    school_path: str
    term: str
    amount_fen: int
    def __init__(self, refund_id: _Optional[str] = ..., bill_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class WaiverGranted(_message.Message):
    __slots__ = ("waiver_id", "school_path", "term")
    WAIVER_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    waiver_id: str
    school_path: str
    term: str
    def __init__(self, waiver_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ...) -> None: ...

class ReconciliationProgressed(_message.Message):
    __slots__ = ("unit_code", "month", "lines", "matched", "exceptions_open", "exceptions_found")
    UNIT_CODE_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    MATCHED_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_OPEN_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FOUND_FIELD_NUMBER: _ClassVar[int]
    unit_code: str
    month: str
    lines: int
    matched: int
    exceptions_open: int
    exceptions_found: int
    def __init__(self, unit_code: _Optional[str] = ..., month: _Optional[str] = ..., lines: _Optional[int] = ..., matched: _Optional[int] = ..., exceptions_open: _Optional[int] = ..., exceptions_found: _Optional[int] = ...) -> None: ...

class MonthClosed(_message.Message):
    __slots__ = ("unit_code", "month", "bank_balance_fen", "ledger_balance_fen")
    UNIT_CODE_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    BANK_BALANCE_FEN_FIELD_NUMBER: _ClassVar[int]
    LEDGER_BALANCE_FEN_FIELD_NUMBER: _ClassVar[int]
    unit_code: str
    month: str
    bank_balance_fen: int
    ledger_balance_fen: int
    def __init__(self, unit_code: _Optional[str] = ..., month: _Optional[str] = ..., bank_balance_fen: _Optional[int] = ..., ledger_balance_fen: _Optional[int] = ...) -> None: ...

class VendorSettled(_message.Message):
    __slots__ = ("settlement_id", "vendor_id", "contract_id", "school_path", "month", "lessons", "amount_fen")
    SETTLEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    CONTRACT_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    LESSONS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    settlement_id: str
    vendor_id: str
    contract_id: str
    school_path: str
    month: str
    lessons: int
    amount_fen: int
    def __init__(self, settlement_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., contract_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., lessons: _Optional[int] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class VendorPaid(_message.Message):
    __slots__ = ("settlement_id", "vendor_id", "school_path", "month", "amount_fen")
    SETTLEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    settlement_id: str
    vendor_id: str
    school_path: str
    month: str
    amount_fen: int
    def __init__(self, settlement_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class AllowancePaid(_message.Message):
    __slots__ = ("sheet_id", "school_path", "month", "amount_fen")
    SHEET_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    sheet_id: str
    school_path: str
    month: str
    amount_fen: int
    def __init__(self, sheet_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class PayoutReturned(_message.Message):
    __slots__ = ("kind", "source_id", "bill_id", "school_path", "term", "month", "amount_fen")
    KIND_FIELD_NUMBER: _ClassVar[int]
    SOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    BILL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    kind: str
    source_id: str
    bill_id: str
    school_path: str
    term: str
    month: str
    amount_fen: int
    def __init__(self, kind: _Optional[str] = ..., source_id: _Optional[str] = ..., bill_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., month: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class SubsidyCalculated(_message.Message):
    __slots__ = ("subsidy_id", "school_path", "term", "participants", "amount_fen")
    SUBSIDY_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    subsidy_id: str
    school_path: str
    term: str
    participants: int
    amount_fen: int
    def __init__(self, subsidy_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., participants: _Optional[int] = ..., amount_fen: _Optional[int] = ...) -> None: ...
