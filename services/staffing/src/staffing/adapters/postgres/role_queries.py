"""Reading what waits for a second person, and who was told what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.sql import Select

from chassis.clock import Clock
from chassis.documents import DocumentStore
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.account_links import LinkUnknown, link_of, links_below
from staffing.adapters.postgres.assignments import below
from staffing.adapters.postgres.people import NAME_FIELD, PostgresPeople
from staffing.adapters.postgres.role_changes import ChangeUnknown, change_of
from staffing.adapters.postgres.rows import (
    account_link,
    assignment,
    clearance,
    notice,
    person,
    role_change,
    staff_import,
)
from staffing.adapters.postgres.staff_imports import import_of, imports_below
from staffing.application.queries import AssignmentListed, ClearanceListed, EvidenceFile, NoticeListed
from staffing.domain.account_link import AccountLink
from staffing.domain.clearance import ClearanceNotEntered
from staffing.domain.role_change import RoleChange
from staffing.domain.staff_import import StaffImport


@dataclass(frozen=True, slots=True)
class PostgresRoleQueries:
    database: Database
    sealer: Sealer
    clock: Clock

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
        async with self.database.reading() as connection:
            return await PostgresPeople(connection, self.sealer).names(person_ids)

    async def held_by(
        self, person_ids: Collection[UUID], *, within: OrganisationPath
    ) -> Mapping[UUID, Sequence[AssignmentListed]]:
        query = self._standing(within).where(assignment.c.person_id.in_(person_ids)).order_by(assignment.c.id)
        held: dict[UUID, list[AssignmentListed]] = {}
        for row in await self._rows(query):
            held.setdefault(row.person_id, []).append(_listed(row))
        return held

    async def role_changes(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[RoleChange]:
        query = select(role_change).where(_changes_below(within)).order_by(role_change.c.id).limit(limit)
        if state is not None:
            query = query.where(role_change.c.state == state)
        if after is not None:
            query = query.where(role_change.c.id > after)
        return [change_of(row) for row in await self._rows(query)]

    async def role_change(self, change_id: UUID, *, within: OrganisationPath) -> RoleChange:
        found = await self._rows(select(role_change).where(role_change.c.id == change_id, _changes_below(within)))
        if not found:
            raise ChangeUnknown("no change by that id at your organisation")
        return change_of(found[0])

    async def links(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[AccountLink]:
        query = links_below(within).order_by(account_link.c.id).limit(limit)
        if state is not None:
            query = query.where(account_link.c.state == state)
        if after is not None:
            query = query.where(account_link.c.id > after)
        return [link_of(row) for row in await self._rows(query)]

    async def link(self, link_id: UUID, *, within: OrganisationPath) -> AccountLink:
        found = await self._rows(links_below(within).where(account_link.c.id == link_id))
        if not found:
            raise LinkUnknown("no link by that id at your organisation")
        return link_of(found[0])

    async def links_of(self, person_id: UUID, *, after: UUID | None, limit: int) -> Sequence[AccountLink]:
        own = or_(account_link.c.person_id == person_id, account_link.c.account_id == person_id)
        query = select(account_link).where(own).order_by(account_link.c.id).limit(limit)
        if after is not None:
            query = query.where(account_link.c.id > after)
        return [link_of(row) for row in await self._rows(query)]

    async def staff_imports(
        self, within: OrganisationPath, *, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[StaffImport]:
        query = select(staff_import).where(imports_below(within)).order_by(staff_import.c.id).limit(limit)
        if state is not None:
            query = query.where(staff_import.c.state == state)
        if after is not None:
            query = query.where(staff_import.c.id > after)
        return [import_of(row) for row in await self._rows(query)]

    async def assignments(
        self, within: OrganisationPath, *, after: UUID | None, limit: int
    ) -> Sequence[AssignmentListed]:
        """Every role that is not over at the organisation or below it, suspended ones too."""
        query = self._standing(within).order_by(assignment.c.id).limit(limit)
        if after is not None:
            query = query.where(assignment.c.id > after)
        return [_listed(row) for row in await self._rows(query)]

    async def clearances_waiting(
        self, within: OrganisationPath, *, after: UUID | None, limit: int
    ) -> Sequence[ClearanceListed]:
        path = clearance.c.school_path
        query = (
            select(clearance, person.c.name)
            .join(person, person.c.id == clearance.c.person_id)
            .where(clearance.c.confirmed_at.is_(None), or_(path == within.text, path.like(f"{within.text}/%")))
            # A mere claim waits for the school, not for the office.
            .where(clearance.c.evidence_sha256.is_not(None), person.c.name.is_not(None))
            .order_by(clearance.c.id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(clearance.c.id > after)
        return [
            ClearanceListed(
                row.id,
                row.person_id,
                self.sealer.unseal(row.name, field=NAME_FIELD),
                row.school_path,
                row.checked_on,
                row.valid_until,
                row.evidence_sha256,
            )
            for row in await self._rows(query)
        ]

    async def evidence(self, person_id: UUID, checked_on: date, *, within: OrganisationPath) -> EvidenceFile:
        documents, path = DocumentStore(self.sealer), clearance.c.school_path
        query = (
            select(clearance.c.evidence_id)
            .where(clearance.c.person_id == person_id, clearance.c.checked_on == checked_on)
            .where(clearance.c.evidence_id.is_not(None), or_(path == within.text, path.like(f"{within.text}/%")))
            .order_by(clearance.c.valid_until.desc())
            .limit(1)
        )
        async with self.database.reading() as connection:
            document_id = await connection.scalar(query)
            if document_id is None:
                raise ClearanceNotEntered("no answer of that day waits for this person")
            known = await documents.open(connection, document_id)
            return EvidenceFile(known.name, await documents.read(connection, document_id))

    async def notices(self, recipient_id: UUID, *, after: UUID | None, limit: int) -> Sequence[NoticeListed]:
        """What this person was told, latest first."""
        query = select(notice).where(notice.c.recipient_id == recipient_id).order_by(notice.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(notice.c.id < after)
        return [
            NoticeListed(row.id, row.person_id, row.kind, f"{row.role}@{row.path}", row.told_at)
            for row in await self._rows(query)
        ]

    def _standing(self, within: OrganisationPath) -> Select[Any]:
        still = or_(assignment.c.ends_on.is_(None), assignment.c.ends_on > self.clock.today())
        return select(assignment).where(below(within), still)

    async def _rows(self, query: Select[Any]) -> list[Any]:
        async with self.database.reading() as connection:
            return list(await connection.execute(query))


def _listed(row: Any) -> AssignmentListed:
    return AssignmentListed(
        row.id,
        row.person_id,
        f"{row.role}@{row.path}",
        row.starts_on,
        row.ends_on,
        row.suspended_at is not None,
    )


def _changes_below(path: OrganisationPath) -> Any:
    return or_(role_change.c.path == path.text, role_change.c.path.like(f"{path.text}/%"))
