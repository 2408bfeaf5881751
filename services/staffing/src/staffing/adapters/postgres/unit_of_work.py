"""One transaction with everything a use case may touch in it."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.audit.entry import AuditEntry
from chassis.documents import DocumentStore
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from kernel.actor import Actor
from staffing.adapters.kafka.outgoing import TOPICS, outgoing
from staffing.adapters.postgres.account_links import PostgresAccountLinks
from staffing.adapters.postgres.assignments import PostgresAssignments
from staffing.adapters.postgres.clearances import PostgresClearances
from staffing.adapters.postgres.people import (
    PostgresClasses,
    PostgresOrganisations,
    PostgresPeople,
)
from staffing.adapters.postgres.role_changes import PostgresRoleChanges
from staffing.adapters.postgres.rotas import PostgresLessons, PostgresRotas
from staffing.adapters.postgres.sheets import PostgresImportedFiles, PostgresRules, PostgresSheets
from staffing.adapters.postgres.staff_imports import PostgresStaffImports
from staffing.application.ports import Event, UnitOfWorkFactory


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


class PostgresUnitOfWork:
    def __init__(self, transaction: Transaction, sealer: Sealer) -> None:
        connection = transaction.connection
        self._transaction = transaction
        self.people = PostgresPeople(connection, sealer)
        self.assignments = PostgresAssignments(connection)
        self.role_changes = PostgresRoleChanges(connection)
        self.links = PostgresAccountLinks(connection)
        self.imports = PostgresStaffImports(connection, sealer)
        self.classes = PostgresClasses(connection)
        self.clearances = PostgresClearances(transaction, DocumentStore(sealer))
        self.rotas = PostgresRotas(connection)
        self.lessons = PostgresLessons(connection)
        self.sheets = PostgresSheets(connection)
        self.rules = PostgresRules(connection)
        self.organisations = PostgresOrganisations(connection)
        self.files = PostgresImportedFiles(connection)
        self.audit = TransactionAudit(transaction)

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        await self._transaction.hold(TOPICS[kind], map(str, keys))

    def publish(self, *events: Event, now: datetime) -> None:
        for event in events:
            topic, key, message = outgoing(event)
            self._transaction.publish(topic=topic, key=key, message=message, occurred_at=now)


def unit_of_work_factory(database: Database, sealer: Sealer) -> UnitOfWorkFactory:
    @asynccontextmanager
    async def begin() -> AsyncIterator[PostgresUnitOfWork]:
        async with database.transaction() as transaction:
            yield PostgresUnitOfWork(transaction, sealer)

    return begin
