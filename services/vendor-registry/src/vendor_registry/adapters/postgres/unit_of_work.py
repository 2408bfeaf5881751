"""One transaction with the registry's stores."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.audit.entry import AuditEntry
from chassis.documents import DocumentStore
from chassis.holidays import official_calendar
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction as ChassisTransaction
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.official_calendar import OfficialCalendar
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.kafka.messages import TOPICS, message_of
from vendor_registry.adapters.postgres.contracts import PostgresContractStore
from vendor_registry.adapters.postgres.listings import PostgresListingStore
from vendor_registry.adapters.postgres.rounds import PostgresRoundStore
from vendor_registry.adapters.postgres.rules import PostgresRuleStore
from vendor_registry.adapters.postgres.vendors import PostgresVendorStore
from vendor_registry.application.ports import Transaction
from vendor_registry.domain.events import Event


class PostgresTransaction:
    """The application's view of a chassis transaction."""

    def __init__(self, transaction: ChassisTransaction, sealer: Sealer, documents: DocumentStore) -> None:
        self._transaction = transaction
        self._documents = documents
        connection = transaction.connection
        self.vendors = PostgresVendorStore(connection, sealer)
        self.rounds = PostgresRoundStore(connection, sealer)
        self.listings = PostgresListingStore(connection, sealer)
        self.contracts = PostgresContractStore(connection)
        self.rules = PostgresRuleStore(connection)

    async def keep_document(self, content: AsyncIterator[bytes], *, name: str, now: datetime) -> UUID:
        return await self._documents.put(self._transaction, content, name=name, now=now)

    async def calendar(self, district: OrganisationPath) -> OfficialCalendar:
        return await official_calendar(self._transaction.connection, district.text)

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        await self._transaction.hold(TOPICS[kind], map(str, keys))

    def publish(self, event: Event, *, now: datetime) -> None:
        topic, key, message = message_of(event)
        self._transaction.publish(topic=topic, key=key, message=message, occurred_at=now)

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
        self._transaction.record(entry)


@dataclass(frozen=True, slots=True)
class PostgresUnitOfWork:
    database: Database
    sealer: Sealer
    documents: DocumentStore

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Transaction]:
        async with self.database.transaction() as transaction:
            yield PostgresTransaction(transaction, self.sealer, self.documents)
