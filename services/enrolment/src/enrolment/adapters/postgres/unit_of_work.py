"""The unit of work on PostgreSQL."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from uuid import UUID

from chassis.audit.entry import AuditEntry
from chassis.documents import DocumentStore, one_piece
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from enrolment.adapters.kafka.translate import message_of
from enrolment.adapters.postgres.agreement_store import PostgresAgreements
from enrolment.adapters.postgres.application_store import PostgresApplications
from enrolment.adapters.postgres.binding_store import PostgresBindings
from enrolment.adapters.postgres.disagreement_store import PostgresDisagreements
from enrolment.adapters.postgres.filing_store import PostgresTermProgress
from enrolment.adapters.postgres.holiday_store import PostgresHolidays
from enrolment.adapters.postgres.offer_store import PostgresOffers
from enrolment.adapters.postgres.old_claims import PostgresOldClaims
from enrolment.adapters.postgres.organisation_store import PostgresOrganisations
from enrolment.adapters.postgres.placement_store import PostgresPlacements
from enrolment.adapters.postgres.pupil_store import PostgresPupils
from enrolment.adapters.postgres.session_store import PostgresSessions
from enrolment.adapters.postgres.sql import Sql
from enrolment.domain.event import Event
from kernel.actor import Actor


class PostgresWork:
    """Stores on one transaction of the chassis."""

    def __init__(self, transaction: Transaction, sealer: Sealer) -> None:
        self.transaction = transaction
        self._sealer = sealer
        self._sql = Sql(transaction.connection)

    @cached_property
    def organisations(self) -> PostgresOrganisations:
        return PostgresOrganisations(self._sql)

    @cached_property
    def terms(self) -> PostgresTermProgress:
        return PostgresTermProgress(self._sql)

    @cached_property
    def holidays(self) -> PostgresHolidays:
        return PostgresHolidays(self._sql)

    @cached_property
    def pupils(self) -> PostgresPupils:
        return PostgresPupils(self._sql, self._sealer)

    @cached_property
    def bindings(self) -> PostgresBindings:
        return PostgresBindings(self.transaction, self._sql, self._sealer)

    @cached_property
    def disagreements(self) -> PostgresDisagreements:
        return PostgresDisagreements(self._sql, self._sealer)

    @cached_property
    def offers(self) -> PostgresOffers:
        return PostgresOffers(self._sql)

    @cached_property
    def applications(self) -> PostgresApplications:
        return PostgresApplications(self._sql)

    @cached_property
    def old_claims(self) -> PostgresOldClaims:
        return PostgresOldClaims(self._sql)

    @cached_property
    def placements(self) -> PostgresPlacements:
        return PostgresPlacements(self._sql)

    @cached_property
    def agreements(self) -> PostgresAgreements:
        return PostgresAgreements(self._sql, self._sealer)

    @cached_property
    def sessions(self) -> PostgresSessions:
        return PostgresSessions(self._sql)

    async def hold(self, kind: type[Event], keys: Iterable[UUID | str]) -> None:
        await self.transaction.hold(kind.topic, map(str, keys))

    def publish(self, *events: Event, at: datetime) -> None:
        for event in events:
            self.transaction.publish(topic=event.topic, key=event.key, message=message_of(event), occurred_at=at)

    def record(
        self,
        action: str,
        subject: str,
        *,
        actor: Actor,
        at: datetime,
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
                at=at,
                before=before,
                after=after,
                rule=rule,
                digest=digest,
            )
        )

    async def store_document(self, content: bytes, *, name: str, at: datetime) -> UUID:
        return await DocumentStore(self._sealer).put(self.transaction, one_piece(content), name=name, now=at)


class PostgresUnitOfWork:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[PostgresWork]:
        async with self._database.transaction() as transaction:
            yield PostgresWork(transaction, self._sealer)

    __call__ = _begun
