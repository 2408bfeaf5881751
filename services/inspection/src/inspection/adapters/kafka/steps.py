"""How far a school's term is, from the survey to lessons that were held."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, text, update

from chassis.clock import business_date
from chassis.events.handling import EventInfo
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from inspection.adapters.kafka.applying import mark, mark_group, put
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
    await mark(transaction, message.school_path, message.term)


async def placement_agreed(message: enrolment.PlacementAgreed, event: EventInfo, transaction: Transaction) -> None:
    await _placement(message, transaction, agreed_on=date.fromisoformat(message.agreed_on))


async def placement_ended(message: enrolment.PlacementEnded, event: EventInfo, transaction: Transaction) -> None:
    await _placement(message, transaction, ended_on=date.fromisoformat(message.ended_on))


async def _placement(
    message: enrolment.PlacementAgreed | enrolment.PlacementEnded, transaction: Transaction, **on: date
) -> None:
    row = {
        "id": UUID(message.placement_id),
        "offering_id": UUID(message.offering_id),
        "pupil_id": UUID(message.pupil_id),
        "school_path": message.school_path,
        "term": message.term,
        **on,
    }
    await put(transaction, placement, row)
    await mark(transaction, message.school_path, message.term)


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


async def roll_called(message: enrolment.RollCalled, event: EventInfo, transaction: Transaction) -> None:
    """Keep who was there; a correction replaces the roll before it."""
    group_id = UUID(message.group_id)
    row = {
        "session_id": UUID(message.session_id),
        "group_id": group_id,
        "offering_id": UUID(message.offering_id),
        "school_path": message.school_path,
        "term": message.term,
        "held_on": date.fromisoformat(message.held_on),
        "correction": message.correction,
        "present": sorted(UUID(one.pupil_id) for one in message.marks if one.mark in THERE),
    }
    await put(transaction, roll, row)
    await _count_attendance(transaction, row, [UUID(one.pupil_id) for one in message.marks])
    await mark(transaction, message.school_path, message.term)


async def _count_attendance(transaction: Transaction, row: dict[str, object], pupil_ids: list[UUID]) -> None:
    given = {**row, "pupil_ids": pupil_ids}
    if row["correction"]:
        # A correction can take a presence away.
        await transaction.connection.execute(_FORGET_ATTENDANCE, given)
    await transaction.connection.execute(_COUNT_ATTENDANCE, given)


async def session_closed(message: enrolment.SessionClosed, event: EventInfo, transaction: Transaction) -> None:
    group_id = UUID(message.group_id)
    await put(transaction, closing, {"session_id": UUID(message.session_id), "group_id": group_id})
    await mark_group(transaction, group_id)


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


async def lesson_confirmed(message: staffing.LessonConfirmed, event: EventInfo, transaction: Transaction) -> None:
    group_id = UUID(message.group_id)
    row = {"session_id": UUID(message.session_id), "group_id": group_id, "by_vendor": bool(message.vendor_id)}
    await put(transaction, lesson, row)
    await mark_group(transaction, group_id)
