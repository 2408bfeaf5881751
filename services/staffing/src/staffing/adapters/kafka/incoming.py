"""Copies of what other services announced, and what follows from it here."""

import json
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import Clock
from chassis.events.handling import EventInfo, Handler, NotYetKnown, handles
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.vendor_registry.v1 import events_pb2 as vendors
from kernel.actor import Assignment
from kernel.duties import NOBODY
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.rows import adoption, clearance, offering, organisation, session, term, vendor
from staffing.adapters.postgres.unit_of_work import PostgresUnitOfWork
from staffing.application.changed_assignments import changed
from staffing.application.clear_rota import clear_rota
from staffing.domain.clearance import Clearance
from staffing.domain.person import ClassTeacherAssigned, DatedAssignment, check_from
from staffing.domain.staff_import import ClassKey

TOPICS = [
    "enrolment.organisation",
    "enrolment.term",
    "enrolment.class",
    "enrolment.offering",
    "enrolment.group",
    "vendor-registry.vendor",
    "vendor-registry.instructor",
]

# Where a clearance of a vendor's person comes from.
REGISTRY = "vendor registry"


async def organisation_registered(
    message: enrolment.OrganisationRegistered, event: EventInfo, transaction: Transaction
) -> None:
    row = {"code": message.code, "path": message.path, "kind": message.kind}
    statement = insert(organisation).values(row).on_conflict_do_update(index_elements=["code"], set_=row)
    await transaction.connection.execute(statement)


async def term_opened(message: enrolment.TermOpened, event: EventInfo, transaction: Transaction) -> None:
    dates = {"first_on": date.fromisoformat(message.first_on), "last_on": date.fromisoformat(message.last_on)}
    statement = insert(term).values(district_path=message.district_path, term=message.term, **dates)
    statement = statement.on_conflict_do_update(index_elements=["district_path", "term"], set_=dates)
    await transaction.connection.execute(statement)


async def pack_adopted(message: enrolment.PackAdopted, event: EventInfo, transaction: Transaction) -> None:
    pack = {"pack_text": message.pack_text, "parameters": json.loads(message.parameters_json)}
    statement = insert(adoption).values(district_path=message.district_path, term=message.term, **pack)
    statement = statement.on_conflict_do_update(index_elements=["district_path", "term"], set_=pack)
    await transaction.connection.execute(statement)


async def offering_published(message: enrolment.OfferingPublished, event: EventInfo, transaction: Transaction) -> None:
    vendor_id = UUID(message.vendor_id) if message.vendor_id else None
    statement = insert(offering).values(id=UUID(message.offering_id), vendor_id=vendor_id)
    await transaction.connection.execute(statement.on_conflict_do_nothing())


async def sessions_scheduled(message: enrolment.SessionsScheduled, event: EventInfo, transaction: Transaction) -> None:
    offering_id = UUID(message.offering_id)
    known = await transaction.connection.execute(select(offering.c.id).where(offering.c.id == offering_id))
    if known.first() is None:
        raise NotYetKnown(f"offering {offering_id}")
    rows = [
        {
            "id": UUID(one.session_id),
            "group_id": UUID(message.group_id),
            "offering_id": offering_id,
            "school_path": message.school_path,
            "held_on": date.fromisoformat(one.held_on),
            "starts_at": time.fromisoformat(one.starts_at),
            "ends_at": time.fromisoformat(one.ends_at),
        }
        for one in message.sessions
    ]
    if rows:
        await transaction.connection.execute(insert(session).on_conflict_do_nothing(), rows)


async def sessions_suspended(message: enrolment.SessionsSuspended, event: EventInfo, transaction: Transaction) -> None:
    ids = [UUID(one) for one in message.session_ids]
    await transaction.connection.execute(update(session).where(session.c.id.in_(ids)).values(suspended=True))


@dataclass(frozen=True, slots=True)
class Consequences:
    """Handlers that give assignments or name class teachers."""

    sealer: Sealer
    clock: Clock

    async def class_registered(
        self, message: enrolment.ClassRegistered, event: EventInfo, transaction: Transaction
    ) -> None:
        work = PostgresUnitOfWork(transaction, self.sealer)
        key = ClassKey(message.school_path, message.grade, message.number)
        class_id = UUID(message.class_id)
        await work.classes.register(key, class_id)
        await work.hold(ClassTeacherAssigned, {class_id})
        work.publish(*await work.classes.taught({class_id}), now=event.occurred_at)

    async def vendor_registered(
        self, message: vendors.VendorRegistered, event: EventInfo, transaction: Transaction
    ) -> None:
        statement = insert(vendor).values(id=UUID(message.vendor_id), uscc=message.uscc).on_conflict_do_nothing()
        await transaction.connection.execute(statement)
        await self._grant(UUID(message.clerk_person_id), "vendor-clerk", message.uscc, event, transaction)

    async def instructor_filed(
        self, message: vendors.InstructorFiled, event: EventInfo, transaction: Transaction
    ) -> None:
        person_id, work = UUID(message.person_id), PostgresUnitOfWork(transaction, self.sealer)
        await work.people.add_external(person_id)
        await work.people.lock({person_id})
        on, cleared = self.clock.today(), message.cleared_from <= message.cleared_until
        cleared_from = date.fromisoformat(message.cleared_from)
        await _cut_short(transaction, person_id, cleared_from)
        if cleared:
            valid_until = date.fromisoformat(message.cleared_until)
            filed = Clearance(person_id, cleared_from, valid_until, reference=REGISTRY, confirmed_by=NOBODY)
            await work.clearances.add([filed], now=event.occurred_at)
        if cleared and message.cleared_until >= on.isoformat():
            await self._grant(person_id, "instructor", message.uscc, event, transaction)
        elif await work.assignments.end_all(person_id, _assignment("instructor", message.uscc), on=on):
            work.publish(*await changed(work, {person_id}, on=on), now=event.occurred_at)
        await clear_rota(work, {person_id}, on=on, now=event.occurred_at)

    async def _grant(self, person_id: UUID, role: str, uscc: str, event: EventInfo, transaction: Transaction) -> None:
        work = PostgresUnitOfWork(transaction, self.sealer)
        on = self.clock.today()
        assignment = _assignment(role, uscc)
        await work.people.add_external(person_id)
        await work.people.lock({person_id})
        standing = (await work.assignments.of({person_id})).get(person_id, ())
        if any(held.assignment == assignment and held.in_force(on) for held in standing):
            return
        wanted = DatedAssignment(person_id, assignment, on)
        check_from((*standing, wanted), on=on)
        await work.assignments.add([wanted])
        work.publish(*await changed(work, {person_id}, on=on), now=event.occurred_at)


async def _cut_short(transaction: Transaction, person_id: UUID, on: date) -> None:
    """Each filing replaces what was filed for its first day and later; what was taught before it stays cleared."""
    filed = (clearance.c.person_id == person_id, clearance.c.reference == REGISTRY)
    await transaction.connection.execute(delete(clearance).where(*filed, clearance.c.checked_on >= on))
    day_before = on - timedelta(days=1)
    earlier = update(clearance).where(*filed, clearance.c.valid_until > day_before)
    await transaction.connection.execute(earlier.values(valid_until=day_before))


def _assignment(role: str, uscc: str) -> Assignment:
    return Assignment(role, OrganisationPath(f"/vendor/{uscc}"))


def handlers(sealer: Sealer, clock: Clock) -> list[Handler]:
    consequences = Consequences(sealer, clock)
    return [
        handles(enrolment.OrganisationRegistered, organisation_registered),
        handles(enrolment.TermOpened, term_opened),
        handles(enrolment.PackAdopted, pack_adopted),
        handles(enrolment.ClassRegistered, consequences.class_registered),
        handles(enrolment.OfferingPublished, offering_published),
        handles(enrolment.SessionsScheduled, sessions_scheduled),
        handles(enrolment.SessionsSuspended, sessions_suspended),
        handles(vendors.VendorRegistered, consequences.vendor_registered),
        handles(vendors.InstructorFiled, consequences.instructor_filed),
    ]
