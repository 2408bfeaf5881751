"""Criminal-record checks, and the answers of the police that wait for an office to look at them."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.documents import DocumentStore
from chassis.postgres.transaction import Transaction
from kernel.duties import NOBODY
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import clearance
from staffing.domain.clearance import Clearance, ClearanceNotEntered

_ENTERED = ("reference", "entered_by", "entered_at", "confirmed_by", "confirmed_at")


@dataclass(frozen=True, slots=True)
class PostgresClearances:
    transaction: Transaction
    documents: DocumentStore

    async def add(self, clearances: Sequence[Clearance], *, now: datetime) -> None:
        rows = [
            {
                "id": new_id(),
                "person_id": found.person_id,
                "checked_on": found.checked_on,
                "valid_until": found.valid_until,
                "reference": found.reference,
                "school_path": found.school_path,
                "entered_by": found.entered_by,
                "entered_at": now,
                "confirmed_by": found.confirmed_by,
                "confirmed_at": None if found.confirmed_by is None else now,
            }
            for found in clearances
        ]
        if not rows:
            return
        statement = insert(clearance)
        # The same check entered again corrects the first entry, whose number was left out or mistyped.
        statement = statement.on_conflict_do_update(
            constraint="clearance_once",
            set_={name: statement.excluded[name] for name in _ENTERED},
            where=and_(clearance.c.confirmed_at.is_(None), statement.excluded.reference != ""),
        )
        await self.transaction.connection.execute(statement, rows)

    async def confirm(self, found: Clearance, *, now: datetime) -> None:
        """What the office has looked at is gone, its SHA-256 stays."""
        values = {"confirmed_by": found.confirmed_by, "confirmed_at": now}
        await self.transaction.connection.execute(update(clearance).where(_is(found)).values(values))
        await self._forget(_is(found))

    async def claimed(self, person_ids: Collection[UUID]) -> Collection[tuple[UUID, date, date]]:
        query = select(clearance.c.person_id, clearance.c.checked_on, clearance.c.valid_until)
        found = await self.transaction.connection.execute(query.where(clearance.c.person_id.in_(person_ids)))
        return {(row.person_id, row.checked_on, row.valid_until) for row in found}

    async def entered(self, person_id: UUID, checked_on: date, *, within: OrganisationPath) -> Clearance:
        """The check of that day, locked; ClearanceNotEntered where nobody of the organisation entered one."""
        path = clearance.c.school_path
        query = (
            select(clearance)
            .where(clearance.c.person_id == person_id, clearance.c.checked_on == checked_on)
            .where(or_(path == within.text, path.like(f"{within.text}/%")))
            .order_by(clearance.c.valid_until.desc())
            .limit(1)
            .with_for_update()
        )
        row = (await self.transaction.connection.execute(query)).first()
        if row is None:
            raise ClearanceNotEntered("no check of that day was entered for this person")
        confirmed_by = row.confirmed_by if row.confirmed_at is None else row.confirmed_by or NOBODY
        return Clearance(
            row.person_id,
            row.checked_on,
            row.valid_until,
            row.reference,
            row.school_path,
            row.entered_by,
            confirmed_by,
            row.evidence_sha256,
            row.evidence_by,
        )

    async def put_evidence(
        self, found: Clearance, content: AsyncIterator[bytes], *, name: str, by: UUID, now: datetime
    ) -> bytes:
        """Keep the answer for the office until it has confirmed; one sent before is replaced. Return its SHA-256."""
        await self._forget(_is(found))
        document_id = await self.documents.put(self.transaction, content, name=name, now=now)
        sha256 = (await self.documents.open(self.transaction.connection, document_id)).sha256
        values = {"evidence_id": document_id, "evidence_sha256": sha256, "evidence_by": by}
        await self.transaction.connection.execute(update(clearance).where(_is(found)).values(values))
        return sha256

    async def _forget(self, which: ColumnElement[bool]) -> None:
        query = select(clearance.c.evidence_id).where(which, clearance.c.evidence_id.is_not(None))
        for document_id in (await self.transaction.connection.execute(query)).scalars().all():
            await self.documents.remove(self.transaction, document_id)
        await self.transaction.connection.execute(
            update(clearance).where(which, clearance.c.evidence_id.is_not(None)).values(evidence_id=None)
        )

    async def covering(self, person_ids: Collection[UUID], days: Collection[date]) -> Collection[tuple[UUID, date]]:
        return await covering(self.transaction.connection, person_ids, days)


async def covering(
    connection: AsyncConnection, person_ids: Collection[UUID], days: Collection[date]
) -> Collection[tuple[UUID, date]]:
    """The (person, day) pairs for which a valid check is on file."""
    if not days:
        return set()
    query = select(clearance).where(
        clearance.c.person_id.in_(person_ids),
        clearance.c.confirmed_at.is_not(None),
        clearance.c.checked_on <= max(days),
        clearance.c.valid_until >= min(days),
    )
    return {
        (row.person_id, day)
        for row in await connection.execute(query)
        for day in days
        if row.checked_on <= day <= row.valid_until
    }


def _is(found: Clearance) -> ColumnElement[bool]:
    return and_(
        clearance.c.person_id == found.person_id,
        clearance.c.checked_on == found.checked_on,
        clearance.c.valid_until == found.valid_until,
    )
