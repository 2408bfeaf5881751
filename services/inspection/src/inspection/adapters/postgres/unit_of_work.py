"""One transaction with everything a use case may touch in it."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert

from chassis import operations
from chassis.audit.entry import AuditEntry
from chassis.documents import DocumentStore
from chassis.holidays import official_calendar
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from inspection.adapters.kafka.outgoing import TOPICS, outgoing
from inspection.adapters.postgres.cases import PostgresAnomalies, PostgresComplaints, PostgresRatings
from inspection.adapters.postgres.inspections import PostgresInspections
from inspection.adapters.postgres.read_rows import stale
from inspection.adapters.postgres.refresh import mark_running_terms, refresh
from inspection.adapters.postgres.schools import PostgresFamilies, PostgresSchools
from inspection.adapters.postgres.told import PostgresTold
from inspection.application.ports import Event, UnitOfWorkFactory
from kernel.actor import Actor
from kernel.official_calendar import OfficialCalendar

REBUILD_QUEUE = "inspection.rebuild"


@dataclass(frozen=True, slots=True)
class TransactionAudit:
    transaction: Transaction

    def record(
        self,
        actor: Actor,
        action: str,
        subject: str,
        *,
        now: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
    ) -> None:
        entry = AuditEntry(actor=actor, action=action, subject=subject, at=now, before=before, after=after, rule=rule)
        self.transaction.record(entry)


@dataclass(frozen=True, slots=True)
class PostgresFigures:
    transaction: Transaction
    consumer: str

    async def mark(self, school_path: str) -> None:
        await self.transaction.connection.execute(insert(stale).values(school_path=school_path, term=None))

    async def mark_running_terms(self, on: date) -> None:
        await mark_running_terms(self.transaction.connection, on)

    async def refresh(self, on: date) -> int:
        return await refresh(self.transaction.connection, on=on, consumer=self.consumer)


@dataclass(frozen=True, slots=True)
class TransactionOperations:
    transaction: Transaction

    async def start_rebuild(self, name: str, *, by: Actor, now: datetime) -> UUID:
        return await operations.start(
            self.transaction,
            kind="inspection.rebuild",
            queue_items=[(REBUILD_QUEUE, {"name": name})],
            created_by=by,
            scope=by.path,
            now=now,
        )


class PostgresUnitOfWork:
    def __init__(self, transaction: Transaction, sealer: Sealer, documents: DocumentStore, consumer: str) -> None:
        connection = transaction.connection
        self._transaction = transaction
        self.schools = PostgresSchools(connection)
        self.families = PostgresFamilies(connection)
        self.inspections = PostgresInspections(transaction, sealer, documents)
        self.complaints = PostgresComplaints(connection, sealer)
        self.ratings = PostgresRatings(connection)
        self.anomalies = PostgresAnomalies(connection, sealer)
        self.figures = PostgresFigures(transaction, consumer)
        self.told = PostgresTold(connection)
        self.operations = TransactionOperations(transaction)
        self.audit = TransactionAudit(transaction)

    async def calendar(self, path: str) -> OfficialCalendar:
        return await official_calendar(self._transaction.connection, path)

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        await self._transaction.hold(TOPICS[kind], map(str, keys))

    def publish(self, *events: Event, now: datetime) -> None:
        for event in events:
            topic, key, message = outgoing(event)
            self._transaction.publish(topic=topic, key=key, message=message, occurred_at=now)


def unit_of_work_factory(database: Database, sealer: Sealer, *, consumer: str) -> UnitOfWorkFactory:
    """Begin transactions; `consumer` is the one that feeds the read model."""
    documents = DocumentStore(sealer)

    @asynccontextmanager
    async def begin() -> AsyncIterator[PostgresUnitOfWork]:
        async with database.transaction() as transaction:
            yield PostgresUnitOfWork(transaction, sealer, documents, consumer)

    return begin
