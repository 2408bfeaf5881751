"""One database transaction as the application's unit of work."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from billing.adapters.kafka.messages import TOPICS, message_of
from billing.adapters.postgres.bill_runs import PostgresBillRunStore
from billing.adapters.postgres.bills import PostgresBillStore
from billing.adapters.postgres.copies import PostgresCopyStore
from billing.adapters.postgres.differences import PostgresDifferenceStore, PostgresLineStore
from billing.adapters.postgres.drafts import PostgresDraftStore
from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.lessons import PostgresLessonStore, PostgresSettlementStore
from billing.adapters.postgres.months import PostgresMonthStore
from billing.adapters.postgres.notices import PostgresNoticeStore, PostgresWaiverStore
from billing.adapters.postgres.payments import PostgresOrderStore, PostgresPaymentsDueStore
from billing.adapters.postgres.refunds import PostgresRefundStore
from billing.adapters.postgres.statements import PostgresStatementStore
from billing.adapters.postgres.subsidies import PostgresSubsidyStore
from billing.adapters.postgres.unit_changes import PostgresUnitChangeStore
from billing.adapters.postgres.units import PostgresUnitStore
from billing.adapters.postgres.versions import PostgresVersionStore
from billing.domain.event import Event
from chassis import operations, work
from chassis.audit.entry import AuditEntry
from chassis.documents import DocumentStore
from chassis.holidays import official_calendar
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.official_calendar import OfficialCalendar
from kernel.organisation import OrganisationPath


@dataclass(slots=True)
class PostgresWork:
    """All stores on one transaction; `operation_id` is set where a work item is under way."""

    transaction: Transaction
    sealer: Sealer
    operation_id: UUID | None = None
    teller: operations.Teller | None = None
    versions: PostgresVersionStore = field(init=False)
    copies: PostgresCopyStore = field(init=False)
    units: PostgresUnitStore = field(init=False)
    unit_changes: PostgresUnitChangeStore = field(init=False)
    notices: PostgresNoticeStore = field(init=False)
    waivers: PostgresWaiverStore = field(init=False)
    bill_runs: PostgresBillRunStore = field(init=False)
    drafts: PostgresDraftStore = field(init=False)
    bills: PostgresBillStore = field(init=False)
    orders: PostgresOrderStore = field(init=False)
    refunds: PostgresRefundStore = field(init=False)
    ledger: PostgresLedgerStore = field(init=False)
    lessons: PostgresLessonStore = field(init=False)
    statements: PostgresStatementStore = field(init=False)
    lines: PostgresLineStore = field(init=False)
    differences: PostgresDifferenceStore = field(init=False)
    payments_due: PostgresPaymentsDueStore = field(init=False)
    settlements: PostgresSettlementStore = field(init=False)
    subsidies: PostgresSubsidyStore = field(init=False)
    months: PostgresMonthStore = field(init=False)

    def __post_init__(self) -> None:
        connection = self.transaction.connection
        documents = DocumentStore(self.sealer)
        self.ledger = PostgresLedgerStore(connection)
        self.versions = PostgresVersionStore(connection)
        self.copies = PostgresCopyStore(connection)
        self.units = PostgresUnitStore(connection, self.sealer)
        self.unit_changes = PostgresUnitChangeStore(connection, self.sealer)
        self.notices = PostgresNoticeStore(connection)
        self.waivers = PostgresWaiverStore(connection, self.sealer)
        self.bill_runs = PostgresBillRunStore(connection, self.ledger)
        self.drafts = PostgresDraftStore(connection, self.ledger)
        self.bills = PostgresBillStore(connection, self.ledger)
        self.orders = PostgresOrderStore(connection)
        self.refunds = PostgresRefundStore(connection)
        self.lessons = PostgresLessonStore(connection, self.ledger)
        self.statements = PostgresStatementStore(self.transaction, self.sealer, documents, self.ledger)
        self.lines = PostgresLineStore(connection, self.sealer)
        self.differences = PostgresDifferenceStore(connection, self.ledger)
        self.payments_due = PostgresPaymentsDueStore(connection, self.sealer)
        self.settlements = PostgresSettlementStore(connection)
        self.subsidies = PostgresSubsidyStore(connection)
        self.months = PostgresMonthStore(connection)

    async def calendar(self, path: str) -> OfficialCalendar:
        return await official_calendar(self.transaction.connection, path)

    async def hold(self, kind: type[Event], keys: Iterable[UUID | str]) -> None:
        await self.transaction.hold(TOPICS[kind], map(str, keys))

    def publish(self, event: Event, *, now: datetime) -> None:
        topic, key, message = message_of(event)
        self.transaction.publish(topic=topic, key=key, message=message, occurred_at=now)

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
    ) -> None:
        self.transaction.record(
            AuditEntry(
                actor=actor,
                action=action,
                subject=subject,
                at=now,
                before=before,
                after=after,
                rule=rule,
                digest=digest,
            )
        )

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        async with self.transaction.connection.begin_nested():
            yield

    async def start_operation(
        self,
        *,
        kind: str,
        items: Sequence[tuple[str, Mapping[str, Any]]],
        by: Actor,
        scope: str,
        now: datetime,
        total: int | None = None,
    ) -> UUID:
        return await operations.start(
            self.transaction,
            kind=kind,
            queue_items=items,
            created_by=by,
            scope=OrganisationPath(scope),
            now=now,
            total=total,
        )

    async def enqueue(self, queue: str, payload: Mapping[str, Any]) -> None:
        await work.enqueue(self.transaction, queue, payload, operation_id=self.operation_id)

    async def tell(self, phase: str, *, done: int = 0, total: int) -> None:
        if self.teller is not None:
            await self.teller(phase, done=done, total=total)


def unit_of_work(database: Database, sealer: Sealer) -> Callable[[], AbstractAsyncContextManager[PostgresWork]]:
    """What use cases call to begin."""

    @asynccontextmanager
    async def begin() -> AsyncIterator[PostgresWork]:
        async with database.transaction() as transaction:
            yield PostgresWork(transaction, sealer)

    return begin
