"""How far a school's term is, from the survey to lessons that were held."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, text, update

from chassis.clock import business_date
from chassis.events.handling import EventInfo
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from inspection.adapters.kafka.applying import mark, mark_each, mark_group, put
from inspection.adapters.postgres.read_rows import (
    closing,
    lesson,
    offering,
    placement,
    progress,
    roll,
    session,
    shift,
    study_group,
)

THERE = frozenset({"present", "late", "left_early"})

# Counted anew from the group's rolls for the pupils on this one, so that no roll is ever counted twice.
_COUNT_ATTENDANCE = text("""
INSERT INTO read_model.attendance (group_id, pupil_id, offering_id, school_path, term, attended, first_on)
SELECT :group_id, there.pupil_id, CAST(:offering_id AS uuid), :school_path, :term, count(*), min(r.held_on)
FROM read_model.roll r CROSS JOIN LATERAL unnest(r.present) AS there (pupil_id)
WHERE r.group_id = :group_id AND there.pupil_id = ANY(CAST(:pupil_ids AS uuid[]))
GROUP BY there.pupil_id
ON CONFLICT (group_id, pupil_id) DO UPDATE SET attended = excluded.attended, first_on = excluded.first_on
""")
_FORGET_ATTENDANCE = text("""
DELETE FROM read_model.attendance WHERE group_id = :group_id AND pupil_id = ANY(CAST(:pupil_ids AS uuid[]))
""")

# A pupil who moved is a participant of one school only, so what one school tells changes the figures of the other.
_SCHOOLS_BESIDE = text("""
SELECT DISTINCT x.school_path, x.term
FROM unnest(CAST(:pupil_ids AS uuid[]), CAST(:schools AS text[]), CAST(:terms AS text[])) AS here (pupil, school, term)
JOIN read_model.attendance x ON x.pupil_id = here.pupil AND x.term = here.term AND x.school_path <> here.school
""")
_PUPILS_THERE = text("""
SELECT DISTINCT pupil_id FROM read_model.attendance
WHERE school_path = :school_path AND term = :term AND offering_id = :id
""")


async def survey_counted(message: enrolment.SurveyCounted, event: EventInfo, transaction: Transaction) -> None:
    await _step(transaction, message.school_path, message.term, survey_answers=message.answers)


async def plan_filed(message: enrolment.PlanFiled, event: EventInfo, transaction: Transaction) -> None:
    await _step(transaction, message.school_path, message.term, plan="filed")


async def plan_decided(message: enrolment.PlanDecided, event: EventInfo, transaction: Transaction) -> None:
    approved_on = business_date(event.occurred_at) if message.approved else None
    plan = "approved" if message.approved else "returned"
    await _step(transaction, message.school_path, message.term, plan=plan, plan_approved_on=approved_on)


async def applications_opened(
    message: enrolment.ApplicationsOpened, event: EventInfo, transaction: Transaction
) -> None:
    await _step(transaction, message.school_path, message.term, opened=True)


async def applications_counted(
    message: enrolment.ApplicationsCounted, event: EventInfo, transaction: Transaction
) -> None:
    await _step(
        transaction,
        message.school_path,
        message.term,
        submitted=message.submitted,
        reviewed=message.reviewed,
        placed=message.placed,
        alternatives=message.alternatives,
    )


async def _step(transaction: Transaction, school_path: str, term: str, **known: object) -> None:
    await put(transaction, progress, {"school_path": school_path, "term": term, **known})
    await mark(transaction, school_path, term)


async def offering_published(message: enrolment.OfferingPublished, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "id": UUID(message.offering_id),
        "school_path": message.school_path,
        "term": message.term,
        "product": message.product,
        "title": message.title,
        "vendor_id": message.vendor_id,
        "price_fen": message.price_fen,
    }
    await put(transaction, offering, row)
    there = {one.pupil_id for one in await transaction.connection.execute(_PUPILS_THERE, row)}
    await _mark_with_schools_beside(transaction, {(message.school_path, message.term): there})


Placement = enrolment.PlacementAgreed | enrolment.PlacementEnded


async def placements_agreed(
    run: Sequence[tuple[enrolment.PlacementAgreed, EventInfo]], transaction: Transaction
) -> None:
    rows = [{**_placement(message), "agreed_on": date.fromisoformat(message.agreed_on)} for message, _ in run]
    await put(transaction, placement, rows)
    await mark_each(transaction, [(message.school_path, message.term) for message, _ in run])


async def placements_ended(run: Sequence[tuple[enrolment.PlacementEnded, EventInfo]], transaction: Transaction) -> None:
    rows = [{**_placement(message), "ended_on": date.fromisoformat(message.ended_on)} for message, _ in run]
    await put(transaction, placement, rows)
    await mark_each(transaction, [(message.school_path, message.term) for message, _ in run])


def _placement(message: Placement) -> dict[str, object]:
    return {
        "id": UUID(message.placement_id),
        "offering_id": UUID(message.offering_id),
        "pupil_id": UUID(message.pupil_id),
        "school_path": message.school_path,
        "term": message.term,
    }


async def group_formed(message: enrolment.GroupFormed, event: EventInfo, transaction: Transaction) -> None:
    row = {
        "id": UUID(message.group_id),
        "offering_id": UUID(message.offering_id),
        "school_path": message.school_path,
        "term": message.term,
    }
    await put(transaction, study_group, row)
    await mark(transaction, message.school_path, message.term)


async def sessions_scheduled(message: enrolment.SessionsScheduled, event: EventInfo, transaction: Transaction) -> None:
    rows = [
        {
            "id": UUID(one.session_id),
            "group_id": UUID(message.group_id),
            "school_path": message.school_path,
            "held_on": date.fromisoformat(one.held_on),
        }
        for one in message.sessions
    ]
    await put(transaction, session, rows)
    await mark_group(transaction, UUID(message.group_id))


async def sessions_suspended(message: enrolment.SessionsSuspended, event: EventInfo, transaction: Transaction) -> None:
    ids = [UUID(one) for one in message.session_ids]
    await transaction.connection.execute(update(session).where(session.c.id.in_(ids)).values(suspended=True))
    await mark_group(transaction, UUID(message.group_id))


async def rolls_called(run: Sequence[tuple[enrolment.RollCalled, EventInfo]], transaction: Transaction) -> None:
    """Keep who was there; a correction replaces the roll before it."""
    await put(transaction, roll, [_roll(message) for message, _ in run])
    by_group: dict[str, list[enrolment.RollCalled]] = {}
    for message, _ in run:
        by_group.setdefault(message.group_id, []).append(message)
    for messages in by_group.values():
        await _count_attendance(transaction, messages)
    marked: dict[tuple[str, str], set[UUID]] = {}
    for message, _ in run:
        pupils = marked.setdefault((message.school_path, message.term), set())
        pupils.update(UUID(one.pupil_id) for one in message.marks)
    await _mark_with_schools_beside(transaction, marked)


async def _mark_with_schools_beside(
    transaction: Transaction, pupils: Mapping[tuple[str, str], Collection[UUID]]
) -> None:
    """The figures of these schools and terms, and of other schools that their pupils went to in the term."""
    here = [(pupil, *pair) for pair, found in pupils.items() for pupil in found]
    beside: list[tuple[str, str]] = []
    if here:
        given = {name: [one[at] for one in here] for at, name in enumerate(("pupil_ids", "schools", "terms"))}
        rows = await transaction.connection.execute(_SCHOOLS_BESIDE, given)
        beside = [(row.school_path, row.term) for row in rows]
    await mark_each(transaction, [*pupils, *beside])


def _roll(message: enrolment.RollCalled) -> dict[str, object]:
    return {
        "session_id": UUID(message.session_id),
        "group_id": UUID(message.group_id),
        "offering_id": UUID(message.offering_id),
        "school_path": message.school_path,
        "term": message.term,
        "held_on": date.fromisoformat(message.held_on),
        "correction": message.correction,
        "present": sorted(UUID(one.pupil_id) for one in message.marks if one.mark in THERE),
    }


async def _count_attendance(transaction: Transaction, of_group: Sequence[enrolment.RollCalled]) -> None:
    marked = {UUID(one.pupil_id) for message in of_group for one in message.marks}
    given = {**_roll(of_group[0]), "pupil_ids": sorted(marked)}
    if any(message.correction for message in of_group):
        # A correction can take a presence away.
        await transaction.connection.execute(_FORGET_ATTENDANCE, given)
    await transaction.connection.execute(_COUNT_ATTENDANCE, given)


async def sessions_closed(run: Sequence[tuple[enrolment.SessionClosed, EventInfo]], transaction: Transaction) -> None:
    rows = [{"session_id": UUID(message.session_id), "group_id": UUID(message.group_id)} for message, _ in run]
    await put(transaction, closing, rows)
    await mark_group(transaction, *{UUID(message.group_id) for message, _ in run})


async def shifts_assigned(message: staffing.ShiftsAssigned, event: EventInfo, transaction: Transaction) -> None:
    """The event carries all shifts of the group: those it no longer has are gone."""
    group_id = UUID(message.group_id)
    await transaction.connection.execute(delete(shift).where(shift.c.group_id == group_id))
    rows = {
        (one.session_id, one.duty): {"session_id": UUID(one.session_id), "duty": one.duty, "group_id": group_id}
        for one in message.shifts
    }
    await put(transaction, shift, list(rows.values()))
    await mark_group(transaction, group_id)


async def lessons_confirmed(
    run: Sequence[tuple[staffing.LessonConfirmed, EventInfo]], transaction: Transaction
) -> None:
    rows = [
        {
            "session_id": UUID(message.session_id),
            "group_id": UUID(message.group_id),
            "by_vendor": bool(message.vendor_id),
        }
        for message, _ in run
    ]
    await put(transaction, lesson, rows)
    await mark_group(transaction, *{UUID(message.group_id) for message, _ in run})
