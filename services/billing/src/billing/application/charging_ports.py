"""Stores of what is charged: copies, units, notices, waivers, runs, bills, orders, refunds."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from billing.application.records import (
    Basket,
    BillRecord,
    ContractRecord,
    Draft,
    EndedService,
    LineRecord,
    NoticeRecord,
    OpenFee,
    PublishedNotice,
    RefundLineRecord,
    RefundRecord,
    RunChunk,
    RunRecord,
    SchoolOfRun,
    UnitRecord,
    WaiverRecord,
)
from billing.application.store_records import EndedPlacement, RefundRoute
from billing.application.unit_records import ProposedUnit
from billing.domain.basket import PriceList
from billing.domain.event import (
    AccountingUnitRegistered,
    AllowancePaid,
    BillChanged,
    IssuedBill,
    PaidBill,
    WaiversCounted,
)
from billing.domain.price_notice import ContractPrice, PriceItem
from billing.domain.refund import Calculation, RefundReason
from billing.domain.unit import UnitParticulars
from kernel.actor import Actor
from kernel.money import Money
from kernel.official_calendar import Deadline
from rulebook.adoption import AdoptedPack
from rulebook.answer import Explanation


class CopyStore(Protocol):
    """Our copies of what other services told us, and the packs adopted."""

    async def rules(self, school_path: str, term: str) -> AdoptedPack: ...

    async def school_paths(self, codes: Sequence[str]) -> dict[str, str]: ...

    async def district_paths(self, codes: Sequence[str]) -> dict[str, str]: ...

    async def contract_prices(self, school_path: str, term: str) -> dict[UUID, ContractPrice]: ...

    async def contract(self, contract_id: UUID) -> ContractRecord | None: ...

    async def school_of_pupil(self, pupil_id: UUID) -> str | None: ...

    async def is_guardian(self, person_id: UUID, pupil_id: UUID) -> bool: ...

    async def guardians(self, pupil_id: UUID) -> Sequence[UUID]: ...

    async def running_agreements(self, scope_path: str, term: str) -> dict[str, int]: ...

    async def schools_with_plan(self, school_paths: Sequence[str], term: str) -> set[str]: ...

    async def term_ends_on(self, school_path: str, term: str) -> date | None: ...

    async def placement_end(self, placement_id: UUID) -> EndedPlacement | None: ...

    async def spending_purposes(self, unit_code: str, on: date) -> frozenset[str]: ...


class UnitChangeStore(Protocol):
    async def particulars(self, codes: Sequence[str]) -> dict[str, UnitParticulars]: ...

    async def waiting(self, codes: Sequence[str]) -> set[str]: ...

    async def add(self, change: ProposedUnit, *, by: Actor, now: datetime) -> None: ...

    async def locked(self, change_id: UUID, *, scope: str) -> ProposedUnit: ...

    async def decide(
        self, change_id: UUID, *, state: str, by: Actor, now: datetime, reason: str | None = None
    ) -> None: ...

    async def balance(self, code: str, account: str) -> Money: ...


class UnitStore(Protocol):
    async def register(self, change: ProposedUnit) -> None: ...

    async def merchants_of(self, code: str) -> frozenset[str]: ...

    async def known(self, codes: Sequence[str]) -> dict[str, str]: ...

    async def holding(self, accounts: Sequence[str], merchants: Sequence[str]) -> dict[str, str]: ...

    async def assign_schools(self, code: str, school_paths: Sequence[str]) -> Set[str]:
        """From now on the unit keeps these schools' books; return the units that kept some of them before."""
        ...

    async def registered(self, codes: Collection[str]) -> Sequence[AccountingUnitRegistered]:
        """These units with the schools whose books each of them keeps."""
        ...

    async def get(self, code: str, *, scope: str | None) -> UnitRecord: ...

    async def account_of(self, code: str) -> str: ...

    async def of_school(self, school_path: str) -> UnitRecord: ...

    async def add_allowance_sheet(
        self, sheet_id: UUID, *, school_path: str, unit_code: str, month: str, lines: int, amount: Money
    ) -> str | None: ...

    async def allowances_newly_paid(self, unit_code: str) -> list[AllowancePaid]: ...


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

    async def publish(self, notice_id: UUID, *, by: UUID, on: date, in_force: Deadline) -> None: ...

    async def provisional(self, *, within_path: str, after: date) -> Sequence[PublishedNotice]: ...

    async def count_again(self, notice_id: UUID, in_force: Deadline) -> tuple[PriceItem, ...]: ...

    async def in_force(self, school_paths: Sequence[str], term: str, on: date) -> dict[str, PriceList]: ...


class WaiverStore(Protocol):
    async def propose(
        self, *, school_path: str, term: str, proposals: tuple[Any, ...], by: UUID, now: datetime
    ) -> int: ...

    async def find(self, pupil_id: UUID, term: str, class_code: str, valid_from: date) -> UUID: ...

    async def locked(self, waiver_id: UUID, *, scope: str) -> WaiverRecord: ...

    async def decide(self, waiver_id: UUID, *, state: str, by: UUID, now: datetime) -> None: ...

    async def granted_during(self, run_id: UUID, *, schools: Sequence[str]) -> list[WaiverRecord]: ...


class BillRunStore(Protocol):
    async def add(
        self,
        run_id: UUID,
        *,
        operation_id: UUID,
        scope_path: str,
        term: str,
        billed_on: date,
        by: UUID,
        now: datetime,
        chunks: Sequence[RunChunk],
    ) -> None: ...

    async def running(self, run_id: UUID, *, state: str, exclusive: bool = False) -> RunRecord | None: ...

    async def of_operation(self, operation_id: UUID) -> tuple[UUID, str] | None: ...

    async def chunk(self, run_id: UUID, number: int) -> RunChunk: ...

    async def chunks(self, run_id: UUID, *states: str) -> list[RunChunk]: ...

    async def finish_chunk(self, run_id: UUID) -> int: ...

    async def begin_posting(self, run_id: UUID) -> None: ...

    async def post(self, chunk: RunChunk, *, billed_on: date) -> None: ...

    async def publish(self, run_id: UUID, *, now: datetime) -> int: ...

    async def announced(self, chunk: RunChunk) -> None: ...

    async def cancel(self, run_id: UUID) -> None: ...

    async def clear(self, run_id: UUID, *, most: int) -> int: ...

    async def issued(self, chunk: RunChunk) -> dict[str, list[IssuedBill]]: ...

    async def totals(self, run_id: UUID, schools: Sequence[str]) -> list[SchoolOfRun]: ...

    async def ended_while_drafted(
        self, run_id: UUID, *, schools: Sequence[str], term: str
    ) -> list[tuple[UUID, str, date]]: ...


class DraftStore(Protocol):
    async def claim_baskets(
        self, chunk: RunChunk, *, term: str, periods: Mapping[str, str], on: date
    ) -> tuple[Basket, ...]: ...

    async def write_drafts(
        self,
        chunk: RunChunk,
        *,
        run: RunRecord,
        drafts: tuple[Draft, ...],
        collected_once: Mapping[str, Explanation],
    ) -> int: ...


class BillStore(Protocol):
    async def still_held(self, over_since: date, *, most: int) -> list[UUID]: ...

    async def locked(self, bill_id: UUID) -> BillRecord | None: ...

    async def must_be_locked(self, bill_id: UUID | None) -> BillRecord: ...

    async def open_fees(self, pupil_id: UUID, term: str, *, valid_from: date, valid_until: date) -> list[OpenFee]: ...

    async def add_waiver_line(
        self, fee: OpenFee, amount: Money, *, financed_by: str, explanation: Explanation
    ) -> int: ...

    async def overpaid(self, bill_id: UUID) -> Money: ...

    async def pay(self, bill_id: UUID, amount: Money) -> PaidBill: ...

    async def waive(self, bill_id: UUID, amount: Money) -> BillChanged: ...

    async def waivers_counted(self, schools: Sequence[tuple[str, str]]) -> list[WaiversCounted]: ...

    async def give_back(self, bill_id: UUID, *, to_pay: Money, less_due: Money) -> BillChanged: ...

    async def return_lines(self, bill_id: UUID, lines: Iterable[RefundLineRecord]) -> None: ...

    async def ended_service(
        self, placement_id: UUID, *, reason: RefundReason, ended_on: date
    ) -> EndedService | None: ...


class OrderStore(Protocol):
    async def open_order(self, bill_id: UUID, *, amount: Money) -> UUID | None: ...

    async def add(self, bill: BillRecord, *, amount: Money, by: UUID, on: date) -> UUID: ...


class RefundStore(Protocol):
    async def of_placement(self, placement_id: UUID, reason: RefundReason) -> UUID | None: ...

    async def take_over(self, refund_id: UUID, *, by: UUID) -> None: ...

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

    async def proposed_overpayment(self, bill_id: UUID) -> Money: ...

    async def add_of_line(
        self, line: LineRecord, *, amount: Money, by: UUID, approved_by: UUID, now: datetime
    ) -> RefundRecord: ...

    async def locked(self, refund_id: UUID, *, scope: str) -> RefundRecord: ...

    async def lines(self, refund_id: UUID) -> list[RefundLineRecord]: ...

    async def revise(
        self, refund_id: UUID, lines: Sequence[RefundLineRecord], *, amount: Money, cancelled: Money
    ) -> None: ...

    async def proposed_of_pupil(self, pupil_id: UUID, term: str) -> list[RefundRecord]: ...

    async def decide(
        self,
        refund_id: UUID,
        *,
        state: str,
        by: UUID,
        now: datetime,
        amount: Money | None = None,
        cancelled: Money | None = None,
    ) -> None: ...

    async def take_route(self, refund_id: UUID, bill_id: UUID, amount: Money) -> RefundRoute: ...

    async def newly_paid(self, unit_code: str) -> list[RefundRecord]: ...
