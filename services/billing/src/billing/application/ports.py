"""What use cases need from outside: one unit of work with a store per subject, and the services that are asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from billing.application.charging_ports import (
    BillRunStore,
    BillStore,
    CopyStore,
    DraftStore,
    NoticeStore,
    OrderStore,
    RefundStore,
    UnitChangeStore,
    UnitStore,
    WaiverStore,
)
from billing.application.money_ports import (
    DifferenceStore,
    LedgerStore,
    LessonStore,
    LineStore,
    MonthStore,
    PaymentsDueStore,
    SettlementStore,
    StatementStore,
    SubsidyStore,
)
from billing.application.records import Payee, SettlementToPay, Standing
from billing.domain.event import Event
from kernel.actor import Actor
from kernel.official_calendar import OfficialCalendar


class PupilDirectory(Protocol):
    """Enrolment's answers about pupils; nothing of them is stored here."""

    async def find(self, school_path: str, pupil_numbers: Sequence[str]) -> dict[str, UUID]: ...

    async def names(self, pupil_ids: Sequence[UUID]) -> dict[UUID, str]: ...


class StaffDirectory(Protocol):
    async def names(self, person_ids: Sequence[UUID]) -> dict[UUID, str]: ...


class VendorRegistry(Protocol):
    async def standing(self, vendor_id: UUID, *, district_path: str, on: date) -> Standing: ...

    async def payee(self, vendor_id: UUID) -> Payee: ...


class SettlementReader(Protocol):
    """What is known of a settlement before a transaction begins: its vendor's standing is asked in between."""

    async def to_pay(self, settlement_id: UUID, *, by: Actor) -> SettlementToPay: ...


class Versioned(StrEnum):
    """Records that two people may decide on at the same time."""

    PRICE_NOTICE = "price_notice"
    WAIVER = "waiver"
    REFUND = "refund"
    EXCEPTION = "difference"
    SETTLEMENT = "settlement"
    STATEMENT = "statement"
    UNIT_CHANGE = "unit_change"


class VersionStore(Protocol):
    async def must_be(self, record: Versioned, record_id: UUID, version: int) -> None: ...


class Work(Protocol):
    """One transaction: what the stores write, what is published and recorded commits together."""

    @property
    def versions(self) -> VersionStore: ...
    @property
    def copies(self) -> CopyStore: ...
    @property
    def units(self) -> UnitStore: ...
    @property
    def unit_changes(self) -> UnitChangeStore: ...
    @property
    def notices(self) -> NoticeStore: ...
    @property
    def waivers(self) -> WaiverStore: ...
    @property
    def bill_runs(self) -> BillRunStore: ...
    @property
    def drafts(self) -> DraftStore: ...
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

    async def calendar(self, path: str) -> OfficialCalendar:
        """The official calendar that counts at an organisation."""
        ...

    async def hold(self, kind: type[Event], keys: Iterable[UUID | str]) -> None:
        """Let nobody else tell events of this kind about these until the commit; read what is told afterwards."""
        ...

    def publish(self, event: Event, *, now: datetime) -> None: ...

    def record(
        self,
        action: str,
        subject: str,
        *,
        actor: Actor,
        now: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
        digest: bytes | None = None,
    ) -> None: ...

    def savepoint(self) -> AbstractAsyncContextManager[None]: ...

    async def start_operation(
        self,
        *,
        kind: str,
        items: Sequence[tuple[str, Mapping[str, Any]]],
        by: Actor,
        scope: str,
        now: datetime,
        total: int | None = None,
    ) -> UUID: ...

    async def enqueue(self, queue: str, payload: Mapping[str, Any]) -> None: ...

    async def tell(self, phase: str, *, done: int = 0, total: int) -> None:
        """Say how far the work item is, before anything of it commits."""
        ...


UnitOfWork = Callable[[], AbstractAsyncContextManager[Work]]
