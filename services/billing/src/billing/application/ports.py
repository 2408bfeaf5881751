"""What use cases need from outside: one unit of work with a store per subject, and the services that are asked."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from billing.application.records import (
    Basket,
    BillRecord,
    ContractRecord,
    DifferenceRecord,
    Draft,
    EndedService,
    LineRecord,
    MonthRecord,
    NoticeRecord,
    OpenFee,
    Progress,
    ReconciliationFigures,
    RefundLineRecord,
    RefundRecord,
    RunRecord,
    SchoolOfRun,
    SettlementRecord,
    Standing,
    StatementRecord,
    TakenIn,
    UnitRecord,
    WaiverRecord,
)
from billing.application.store_records import BudgetClaim, EndedPlacement, WaitingLesson
from billing.domain.account import Posting
from billing.domain.basket import PriceList
from billing.domain.difference import Resolution
from billing.domain.event import Event, IssuedBill, PaidBill
from billing.domain.price_notice import ContractPrice, PriceItem
from billing.domain.refund import Calculation, RefundReason
from billing.domain.statement import StatementLine, Totals
from kernel.actor import Actor
from kernel.errors import Fault
from kernel.money import Money
from kernel.term import Month
from rulebook.adoption import AdoptedPack
from rulebook.answer import Explanation


class PupilDirectory(Protocol):
    """Enrolment's answers about pupils; nothing of them is stored here."""

    async def find(self, school_path: str, pupil_numbers: Sequence[str]) -> dict[str, UUID]: ...

    async def names(self, pupil_ids: Sequence[UUID]) -> dict[UUID, str]: ...


class StaffDirectory(Protocol):
    async def names(self, person_ids: Sequence[UUID]) -> dict[UUID, str]: ...


class VendorRegistry(Protocol):
    async def standing(self, vendor_id: UUID, *, district_path: str, on: date) -> Standing: ...


class CopyStore(Protocol):
    """Our copies of what other services told us, and the packs adopted."""

    async def rules(self, school_path: str, term: str) -> AdoptedPack: ...

    async def school_paths(self, codes: Sequence[str]) -> dict[str, str]: ...

    async def district_paths(self, codes: Sequence[str]) -> dict[str, str]: ...

    async def contract_prices(self, school_path: str, term: str) -> dict[UUID, ContractPrice]: ...

    async def contract(self, contract_id: UUID) -> ContractRecord | None: ...

    async def school_of_pupil(self, pupil_id: UUID) -> str | None: ...

    async def is_guardian(self, person_id: UUID, pupil_id: UUID) -> bool: ...

    async def placed_pupils(self, scope_path: str, term: str) -> dict[str, int]: ...

    async def schools_with_plan(self, school_paths: Sequence[str], term: str) -> set[str]: ...

    async def term_ends_on(self, school_path: str, term: str) -> date | None: ...

    async def placement_end(self, placement_id: UUID) -> EndedPlacement | None: ...

    async def spending_purposes(self, unit_code: str, on: date) -> frozenset[str]: ...


class UnitStore(Protocol):
    async def register(
        self,
        *,
        code: str,
        name: str,
        district_path: str,
        bank_name: str,
        account: str,
        holder: str,
        merchant_number: str,
    ) -> None: ...

    async def assign_schools(self, code: str, school_paths: Sequence[str]) -> None: ...

    async def get(self, code: str, *, scope: str | None) -> UnitRecord: ...

    async def of_school(self, school_path: str) -> UnitRecord: ...

    async def add_allowance_sheet(
        self, sheet_id: UUID, *, school_path: str, unit_code: str, month: str, lines: int, amount: Money
    ) -> str | None: ...


class NoticeStore(Protocol):
    async def add_draft(
        self,
        *,
        notice_id: UUID,
        school_path: str,
        term: str,
        basis: str,
        items: tuple[PriceItem, ...],
        prepared_by: UUID,
        now: datetime,
        pack_id: str,
        pack_version: str,
    ) -> None: ...

    async def locked(self, notice_id: UUID, *, scope: str) -> NoticeRecord: ...

    async def publish(self, notice_id: UUID, *, by: UUID, on: date, in_force_on: date) -> None: ...

    async def in_force(self, school_paths: Sequence[str], term: str, on: date) -> dict[str, PriceList]: ...


class WaiverStore(Protocol):
    async def propose(
        self, *, school_path: str, term: str, proposals: tuple[Any, ...], by: UUID, now: datetime
    ) -> int: ...

    async def find(self, pupil_id: UUID, term: str, class_code: str, valid_from: date) -> UUID: ...

    async def locked(self, waiver_id: UUID, *, scope: str) -> WaiverRecord: ...

    async def decide(self, waiver_id: UUID, *, state: str, by: UUID, now: datetime) -> None: ...


class BillStore(Protocol):
    async def add_run(
        self,
        run_id: UUID,
        *,
        operation_id: UUID,
        scope_path: str,
        term: str,
        billed_on: date,
        by: UUID,
        now: datetime,
        chunks: int,
    ) -> None: ...

    async def drafting_run(self, run_id: UUID, *, exclusive: bool = False) -> RunRecord | None: ...

    async def claim_baskets(
        self, run_id: UUID, *, schools: Sequence[str], term: str, periods: Mapping[str, str], on: date
    ) -> tuple[Basket, ...]: ...

    async def write_drafts(
        self,
        run_id: UUID,
        *,
        run: RunRecord,
        schools: Sequence[str],
        drafts: tuple[Draft, ...],
        collected_once: Mapping[str, Explanation],
    ) -> int: ...

    async def finish_chunk(self, run_id: UUID) -> int: ...

    async def publish_run(self, run_id: UUID, *, run: RunRecord, now: datetime) -> tuple[SchoolOfRun, ...]: ...

    async def cancel_run(self, operation_id: UUID) -> None: ...

    async def issued(self, run_id: UUID, school_path: str) -> list[IssuedBill]: ...

    async def ended_while_drafted(self, run_id: UUID, school_path: str) -> list[tuple[UUID, str, date]]: ...

    async def still_held(self, over_since: date, *, most: int) -> list[UUID]: ...

    async def term_of_run(self, run_id: UUID) -> str: ...

    async def locked(self, bill_id: UUID) -> BillRecord | None: ...

    async def must_be_locked(self, bill_id: UUID | None) -> BillRecord: ...

    async def open_fees(self, pupil_id: UUID, term: str) -> list[OpenFee]: ...

    async def add_waiver_line(
        self, fee: OpenFee, amount: Money, *, financed_by: str, explanation: Explanation
    ) -> int: ...

    async def overpaid(self, bill_id: UUID) -> Money: ...

    async def pay(self, bill_id: UUID, amount: Money) -> PaidBill: ...

    async def give_back(self, bill_id: UUID, *, to_pay: Money, less_due: Money) -> None: ...

    async def return_lines(self, bill_id: UUID, lines: Iterable[RefundLineRecord]) -> None: ...

    async def ended_service(
        self, placement_id: UUID, *, reason: RefundReason, ended_on: date
    ) -> EndedService | None: ...


class OrderStore(Protocol):
    async def open_order(self, bill_id: UUID, *, amount: Money) -> UUID | None: ...

    async def add(self, bill: BillRecord, *, amount: Money, by: UUID, on: date) -> UUID: ...


class RefundStore(Protocol):
    async def of_placement(self, placement_id: UUID, reason: RefundReason) -> UUID | None: ...

    async def take_over(self, refund_id: UUID, *, by: UUID, now: datetime) -> None: ...

    async def add(
        self,
        ended: EndedService,
        calculation: Calculation,
        *,
        reason: RefundReason,
        by: UUID,
        now: datetime,
        rules: AdoptedPack,
    ) -> UUID: ...

    async def propose_overpayment(
        self, bill_id: UUID, *, amount: Money, reason: RefundReason, by: UUID, now: datetime, rules: AdoptedPack
    ) -> UUID: ...

    async def add_of_line(
        self, line: LineRecord, *, amount: Money, by: UUID, approved_by: UUID, now: datetime
    ) -> RefundRecord: ...

    async def locked(self, refund_id: UUID, *, scope: str) -> RefundRecord: ...

    async def lines(self, refund_id: UUID) -> list[RefundLineRecord]: ...

    async def decide(
        self, refund_id: UUID, *, state: str, by: UUID, now: datetime, amount: Money | None = None
    ) -> None: ...

    async def newly_paid(self, unit_code: str) -> list[RefundRecord]: ...


class LedgerStore(Protocol):
    async def open_accounts(self, unit_code: str, codes: Sequence[str]) -> None: ...

    async def post(self, postings: Sequence[Posting]) -> None: ...

    async def reverse(self, source_id: UUID, *, generation: int, posted_on: date) -> None: ...


class LessonStore(Protocol):
    async def waiting(self, school_path: str) -> list[WaitingLesson]: ...

    async def release(self, lesson: WaitingLesson, *, on: date) -> Money: ...


class Intake(Protocol):
    """A statement's lines on their way into the books."""

    async def stage(self, lines: Sequence[StatementLine]) -> None: ...

    async def duplicates(self) -> list[tuple[int, int]]: ...

    async def take_in(self, totals: Totals) -> TakenIn: ...

    async def paid_bills(self) -> list[PaidBill]: ...


class StatementStore(Protocol):
    async def is_imported(self, unit_code: str, kind: str, sha256: bytes) -> bool: ...

    async def add(self, statement_id: UUID, announced: Any, *, by: UUID, now: datetime) -> None: ...

    async def locked(self, statement_id: UUID, *, scope: str) -> StatementRecord: ...

    async def put_part(self, statement: StatementRecord, *, number: int, content: bytes) -> None: ...

    async def close_upload(self, statement: StatementRecord) -> bytes: ...

    async def importing(self, statement_id: UUID, operation_id: UUID) -> None: ...

    async def importable(self, statement_id: UUID) -> StatementRecord | None: ...

    async def begin_intake(self, statement: StatementRecord) -> Intake: ...

    def content(self, statement: StatementRecord) -> AsyncIterator[bytes]: ...

    async def refuse(self, statement_id: UUID, faults: Sequence[Fault]) -> None: ...


class LineStore(Protocol):
    async def locked(self, line_id: UUID, *, scope: str) -> LineRecord: ...

    async def match(self, line_id: UUID, *, rule: str, target_id: UUID) -> None: ...

    async def take_apart(self, line: LineRecord) -> list[UUID]: ...

    async def trace(
        self, line_id: UUID, *, act: str, reason: str, target_id: UUID | None, by: UUID, now: datetime
    ) -> None: ...


class DifferenceStore(Protocol):
    async def locked(self, difference_id: UUID, *, scope: str) -> DifferenceRecord: ...

    async def propose(
        self,
        difference_id: UUID,
        *,
        resolution: Resolution,
        target_id: UUID | None,
        purpose: str | None,
        reason: str,
        by: UUID,
    ) -> None: ...

    async def resolve(self, difference_id: UUID, *, by: UUID, now: datetime) -> None: ...

    async def reopen(self, difference_id: UUID) -> None: ...

    async def resolve_late(self, line_id: UUID, *, by: UUID, now: datetime) -> None: ...

    async def raise_unknown(self, line: LineRecord, *, on: date) -> None: ...

    async def raise_late(self, on: date) -> list[tuple[str, str]]: ...


class PaymentsDueStore(Protocol):
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
    ) -> None: ...


class SettlementStore(Protocol):
    async def prepare(
        self, contract: ContractRecord, *, month: Month, by: UUID, now: datetime
    ) -> SettlementRecord | None: ...

    async def locked(self, settlement_id: UUID, *, scope: str) -> SettlementRecord: ...

    async def confirm(self, settlement_id: UUID, *, by: UUID) -> None: ...

    async def approve(self, settlement_id: UUID, *, by: UUID) -> None: ...

    async def newly_paid(self, unit_code: str) -> list[SettlementRecord]: ...


class SubsidyStore(Protocol):
    async def calculate(
        self,
        *,
        school_path: str,
        term: str,
        product: str,
        attendances_min: int,
        counted_by: date,
        amount: Money,
        flat: bool,
        explanation: Explanation,
        by: UUID,
        now: datetime,
    ) -> UUID | None: ...

    async def due(self, subsidy_id: UUID) -> BudgetClaim: ...

    async def claim(
        self, *, unit_code: str, kind: str, account: str, term: str, by: UUID, now: datetime
    ) -> BudgetClaim | None: ...


class MonthStore(Protocol):
    async def locked(self, unit_code: str, month: str) -> MonthRecord: ...

    async def figures(self, unit_code: str, month: Month) -> ReconciliationFigures: ...

    async def progress(self, unit_code: str, month: str) -> Progress: ...

    async def earlier_open(self, unit_code: str, month: str) -> bool: ...

    async def sign_prepared(self, unit_code: str, month: str, *, by: UUID, now: datetime, digest: str) -> None: ...

    async def sign_reviewed(self, unit_code: str, month: str, *, by: UUID, now: datetime) -> None: ...

    async def close(
        self, unit_code: str, month: str, *, by: UUID, now: datetime, bank: Money, ledger: Money
    ) -> None: ...


class Work(Protocol):
    """One transaction: what the stores write, what is published and recorded commits together."""

    @property
    def copies(self) -> CopyStore: ...
    @property
    def units(self) -> UnitStore: ...
    @property
    def notices(self) -> NoticeStore: ...
    @property
    def waivers(self) -> WaiverStore: ...
    @property
    def bills(self) -> BillStore: ...
    @property
    def orders(self) -> OrderStore: ...
    @property
    def refunds(self) -> RefundStore: ...
    @property
    def ledger(self) -> LedgerStore: ...
    @property
    def lessons(self) -> LessonStore: ...
    @property
    def statements(self) -> StatementStore: ...
    @property
    def lines(self) -> LineStore: ...
    @property
    def differences(self) -> DifferenceStore: ...
    @property
    def payments_due(self) -> PaymentsDueStore: ...
    @property
    def settlements(self) -> SettlementStore: ...
    @property
    def subsidies(self) -> SubsidyStore: ...
    @property
    def months(self) -> MonthStore: ...

    def publish(self, event: Event, *, now: datetime) -> None: ...

    def record(
        self,
        action: str,
        subject: str,
        *,
        actor: Actor,
        now: datetime,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        rule: str | None = None,
        digest: bytes | None = None,
    ) -> None: ...

    def savepoint(self) -> AbstractAsyncContextManager[None]: ...

    async def start_operation(
        self, *, kind: str, items: Sequence[tuple[str, Mapping[str, Any]]], by: Actor, scope: str, now: datetime
    ) -> UUID: ...

    async def enqueue(self, queue: str, payload: Mapping[str, Any]) -> None: ...


UnitOfWork = Callable[[], AbstractAsyncContextManager[Work]]
