"""Organisations, terms, packs, pupils and guardians, as others announced them."""

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, update

from chassis.events.handling import EventInfo
from chassis.holidays import keep_notice, notice_of
from chassis.postgres.transaction import Transaction
from contracts.billing.v1 import events_pb2 as billing
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from inspection.adapters.kafka.applying import mark_district, mark_each, mark_school, put
from inspection.adapters.postgres.deadlines import count_complaints_again
from inspection.adapters.postgres.read_rows import calendar, school_class, staff_place, unit_school
from inspection.adapters.postgres.rows import adoption, district_officer, guardianship, organisation, pupil, term
from rulebook.adoption import AdoptedPack, adopted
from rulebook.words import Nature, Span


async def organisation_registered(
    message: enrolment.OrganisationRegistered, event: EventInfo, transaction: Transaction
) -> None:
    is_school = message.kind == "school"
    row = {
        "path": message.path,
        "code": message.code,
        "kind": message.kind,
        "name": message.name,
        "stage": message.stage or None,
        "district_path": message.path.rsplit("/", 1)[0] if is_school else None,
    }
    await put(transaction, organisation, row)
    if is_school:
        await mark_school(transaction, message.path)


async def term_opened(message: enrolment.TermOpened, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "district_path": message.district_path,
        "term": message.term,
        "first_on": date.fromisoformat(message.first_on),
        "last_on": date.fromisoformat(message.last_on),
    }
    await put(transaction, term, row)
    await mark_district(transaction, message.district_path, message.term)


async def pack_adopted(message: enrolment.PackAdopted, event: EventInfo, transaction: Transaction) -> None:
    parameters = json.loads(message.parameters_json or "{}")
    rules = adopted(message.pack_text, parameters)
    row = {
        "district_path": message.district_path,
        "term": message.term,
        "pack_text": message.pack_text,
        "parameters": parameters,
        "cap_fen": term_cap_fen(rules),
        **_participants(rules),
    }
    await put(transaction, adoption, row)
    await mark_district(transaction, message.district_path, message.term)


def _participants(rules: AdoptedPack) -> dict[str, object]:
    """Who is an actual participant: attended what is subsidised, else care, so often by that day (R14)."""
    services = [one for one in rules.products if one.after_school]
    subsidised = [one.code for one in services if rules.subsidy(one.code).value.amount]
    care = [one.code for one in services if one.nature is Nature.CARE]
    product = next(iter(subsidised + care), None)
    if product is None:
        return {"attendances_min": 1, "counted_by": None, "counted_product": None}
    counted = rules.participation(product).value
    return {
        "attendances_min": counted.attendances_min,
        "counted_by": counted.counted_by,
        "counted_product": product,
    }


def term_cap_fen(rules: AdoptedPack) -> int | None:
    """The lowest cap on what all courses of a pupil cost in a term; None where there is none (R15)."""
    courses = [one.code for one in rules.products if one.after_school and one.nature is Nature.COURSE]
    limits = [limit for code in courses for limit in rules.caps(code).value if limit.per is Span.TERM]
    return min((limit.amount.fen for limit in limits), default=None)


async def holidays_announced(message: enrolment.HolidaysAnnounced, event: EventInfo, transaction: Transaction) -> None:
    await keep_notice(transaction.connection, notice_of(message))
    await count_complaints_again(transaction.connection, within=message.path)


async def calendar_published(message: enrolment.CalendarPublished, event: EventInfo, transaction: Transaction) -> None:
    row = {"district_path": message.district_path, "term": message.term, "school_days": len(message.school_days)}
    await put(transaction, calendar, row)
    await mark_district(transaction, message.district_path, message.term)


async def pupils_enrolled(run: Sequence[tuple[enrolment.PupilEnrolled, EventInfo]], transaction: Transaction) -> None:
    rows = [
        {
            "id": UUID(message.pupil_id),
            "school_path": message.school_path,
            "class_id": UUID(message.class_id),
            "boards": message.boards,
        }
        for message, _ in run
    ]
    await put(transaction, pupil, rows)
    await mark_each(transaction, [(message.school_path, None) for message, _ in run])


async def pupil_moved(message: enrolment.PupilMoved, event: EventInfo, transaction: Transaction) -> None:
    there = {"school_path": message.to_school_path, "class_id": UUID(message.to_class_id)}
    await transaction.connection.execute(update(pupil).where(pupil.c.id == UUID(message.pupil_id)).values(there))
    await mark_school(transaction, message.from_school_path)
    await mark_school(transaction, message.to_school_path)


async def guardians_bound(run: Sequence[tuple[enrolment.GuardianBound, EventInfo]], transaction: Transaction) -> None:
    rows = [{"guardian_id": UUID(message.guardian_id), "pupil_id": UUID(message.pupil_id)} for message, _ in run]
    await put(transaction, guardianship, rows)


async def guardian_unbound(message: enrolment.GuardianUnbound, event: EventInfo, transaction: Transaction) -> None:
    statement = delete(guardianship).where(
        guardianship.c.guardian_id == UUID(message.guardian_id), guardianship.c.pupil_id == UUID(message.pupil_id)
    )
    await transaction.connection.execute(statement)


async def class_registered(message: enrolment.ClassRegistered, event: EventInfo, transaction: Transaction) -> None:
    await put(transaction, school_class, {"class_id": UUID(message.class_id), "school_path": message.school_path})
    await mark_school(transaction, message.school_path)


async def unit_registered(
    message: billing.AccountingUnitRegistered, event: EventInfo, transaction: Transaction
) -> None:
    rows = [{"school_path": path, "unit_code": message.code} for path in message.school_paths]
    await put(transaction, unit_school, rows)
    for path in message.school_paths:
        await mark_school(transaction, path)


async def assignments_changed(message: staffing.AssignmentsChanged, event: EventInfo, transaction: Transaction) -> None:
    person_id = UUID(message.person_id)
    posts = [held.partition("@") for held in message.assignments] if message.active else []
    paths = {path for _, _, path in posts}
    districts = {path for role, _, path in posts if role == "district-officer"}
    await transaction.connection.execute(delete(district_officer).where(district_officer.c.person_id == person_id))
    await put(transaction, district_officer, [{"person_id": person_id, "path": path} for path in sorted(districts)])
    left = delete(staff_place).where(staff_place.c.person_id == person_id).returning(staff_place.c.path)
    before = {row.path for row in await transaction.connection.execute(left)}
    await put(transaction, staff_place, [{"person_id": person_id, "path": path} for path in sorted(paths)])
    for path in sorted(before ^ paths):
        await mark_school(transaction, path)
