"""Stores of what moved: ledger, lessons, statements, differences, settlements, subsidies, months."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from billing.application.records import (
    ContractRecord,
    DifferenceRecord,
    LineRecord,
    MonthRecord,
    Progress,
    ReconciliationFigures,
    SettlementRecord,
    StatementRecord,
    TakenIn,
)
from billing.application.store_records import BudgetClaim, Payout, Proposal, WaitingLesson
from billing.domain.account import Posting
from billing.domain.event import PaidBill, PayoutReturned
from billing.domain.statement import StatementLine, Totals
from kernel.actor import Actor
from kernel.errors import Fault
from kernel.money import Money
from kernel.term import Month
from rulebook.answer import Explanation


class LedgerStore(Protocol):
    async def open_accounts(self, unit_code: str, codes: Sequence[str]) -> None: ...

    async def post(self, postings: Sequence[Posting]) -> None: ...

    async def reverse(self, source_id: UUID, *, generation: int, posted_on: date) -> None: ...


class LessonStore(Protocol):
    async def waiting(self, school_path: str) -> list[WaitingLesson]: ...

    async def release(self, lesson: WaitingLesson, *, on: date) -> Money: ...

    async def catch_up(self, run_id: UUID, *, schools: Sequence[str], on: date) -> None: ...


class Intake(Protocol):
    """A statement's lines on their way into the books."""

    async def stage(self, lines: Sequence[StatementLine]) -> None: ...

    async def duplicates(self) -> list[tuple[int, int]]: ...

    @property
    def staged(self) -> int: ...

    async def set_aside(self, totals: Totals, *, masked: bool) -> None: ...

    async def take_up(self, *, most: int) -> bool: ...

    async def open_account(self) -> None: ...

    async def take_in(self) -> tuple[str, ...]: ...

    async def finish(self) -> TakenIn: ...

    async def paid_bills(self) -> list[PaidBill]: ...


class StatementStore(Protocol):
    async def is_known(self, sha256: bytes) -> bool: ...

    async def add(self, statement_id: UUID, announced: Any, *, by: Actor, now: datetime) -> None: ...

    async def locked(self, statement_id: UUID, *, scope: str) -> StatementRecord: ...

    async def put_part(self, statement: StatementRecord, *, number: int, content: bytes) -> None: ...

    async def close_upload(self, statement: StatementRecord) -> bytes: ...

    async def importing(self, statement_id: UUID, operation_id: UUID) -> None: ...

    async def concerns(self, statement_id: UUID) -> list[str]: ...

    async def confirm(self, statement_id: UUID, operation_id: UUID, *, by: Actor, now: datetime) -> None: ...

    async def reject(self, statement_id: UUID, fault: Fault, *, by: Actor, now: datetime) -> None: ...

    async def importable(self, statement_id: UUID) -> StatementRecord | None: ...

    async def half_taken(self, statement_id: UUID) -> StatementRecord | None: ...

    async def half_taken_by(self, operation_id: UUID) -> UUID | None: ...

    async def go_on(self, statement: StatementRecord) -> Intake: ...

    async def begin_intake(self, statement: StatementRecord) -> Intake: ...

    def content(self, statement: StatementRecord) -> AsyncIterator[bytes]: ...

    async def refuse(self, statement_id: UUID, faults: Sequence[Fault]) -> None: ...


class LineStore(Protocol):
    async def locked(self, line_id: UUID, *, scope: str) -> LineRecord: ...

    async def match(self, line_id: UUID, *, rule: str, target_id: UUID) -> None: ...

    async def belongs_to(self, line_id: UUID, bill_id: UUID) -> None: ...

    async def next_generation(self, line_id: UUID) -> None: ...

    async def take_apart(self, line: LineRecord) -> list[UUID]: ...

    async def trace(
        self, line_id: UUID, *, act: str, reason: str, target_id: UUID | None, by: UUID, now: datetime
    ) -> None: ...


class DifferenceStore(Protocol):
    async def locked(self, difference_id: UUID, *, scope: str) -> DifferenceRecord: ...

    async def propose(self, difference_id: UUID, proposal: Proposal, *, by: UUID) -> None: ...

    async def resolve(self, difference_id: UUID, *, by: UUID, now: datetime) -> None: ...

    async def carry(self, difference_id: UUID, *, by: UUID, now: datetime, rest: Money | None = None) -> None: ...

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

    async def payout(self, number: str, *, unit_code: str) -> Payout | None: ...

    async def settled_by(self, payout: Payout, line_id: UUID) -> None: ...

    async def part_paid(self, payout: Payout, paid: Money) -> None: ...

    async def paid_out(self, number: str, *, unit_code: str, until: date) -> Payout | None: ...

    async def owed_again(self, payout: Payout, *, due_on: date) -> PayoutReturned: ...


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
        self,
        unit_code: str,
        month: str,
        *,
        by: UUID,
        now: datetime,
        figures: ReconciliationFigures,
        progress: Progress,
    ) -> None: ...
