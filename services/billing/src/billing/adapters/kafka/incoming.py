"""What billing does about the events of others: keep a copy, and where money follows, act."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from billing.adapters.kafka.copied import (
    guardian_bound,
    guardian_unbound,
    organisation_registered,
    pack_adopted,
    plan_decided,
    pupil_enrolled,
    pupil_moved,
    term_opened,
)
from billing.adapters.kafka.groups import group_formed, members_changed
from billing.adapters.postgres.sql import first, run, scalar
from billing.adapters.postgres.unit_of_work import PostgresWork
from billing.application.post_allowance import post_allowance
from billing.application.propose_refund import propose_by_itself
from billing.application.release_lessons import release_lessons
from billing.domain.refund import RefundReason
from chassis.clock import business_date
from chassis.events.handling import EventInfo, Handler, NotYetKnown, handles
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as registry
from kernel.money import Money

TOPICS = (
    "enrolment.organisation",
    "enrolment.term",
    "enrolment.school-term",
    "enrolment.pupil",
    "enrolment.offering",
    "enrolment.placement",
    "enrolment.group",
    "staffing.lesson",
    "staffing.allowance-sheet",
    "vendor-registry.vendor",
    "vendor-registry.contract",
)
# Who was there, whatever the hour (R14: an actual participant attended).
_PRESENT = frozenset({"present", "late", "left_early"})
Join = Callable[[Transaction], PostgresWork]
Apply = Callable[[Any, EventInfo, PostgresWork], Awaitable[None]]


def handlers(join: Join) -> Sequence[Handler]:
    """All handlers; `join` gives them the stores on the transaction that marks the event as applied."""

    def bound(apply: Apply) -> Callable[[Any, EventInfo, Transaction], Awaitable[None]]:
        async def handle(message: Any, info: EventInfo, transaction: Transaction) -> None:
            await apply(message, info, join(transaction))

        return handle

    return [handles(message, bound(apply)) for message, apply in _APPLIED]


async def _offering(m: enrolment.OfferingPublished, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO offering (offering_id, school_path, term, product, title, vendor_id, contract_id, course_id,"
        " price_fen, consumables_fen, lessons) VALUES (:id, :path, :term, :product, :title, :vendor, :contract,"
        " :course, :price, :consumables, :lessons) ON CONFLICT (offering_id) DO NOTHING",
        id=UUID(m.offering_id),
        path=m.school_path,
        term=m.term,
        product=m.product,
        title=m.title,
        vendor=_uuid(m.vendor_id),
        contract=_uuid(m.contract_id),
        course=_uuid(m.course_id),
        price=m.price_fen,
        consumables=m.consumables_fen,
        lessons=m.lessons,
    )


async def _placed(m: enrolment.PlacementAgreed, info: EventInfo, work: PostgresWork) -> None:
    connection = work.transaction.connection
    known = await scalar(
        connection,
        "SELECT 1 FROM offering, pupil WHERE offering_id = :offering AND pupil_id = :pupil",
        offering=UUID(m.offering_id),
        pupil=UUID(m.pupil_id),
    )
    if not known:
        raise NotYetKnown("the offering or the pupil")
    await run(
        connection,
        "INSERT INTO placement (placement_id, offering_id, pupil_id, school_path, term, entrusted, agreed_on)"
        " VALUES (:id, :offering, :pupil, :path, :term, :entrusted, :agreed_on) ON CONFLICT (placement_id) DO NOTHING",
        id=UUID(m.placement_id),
        offering=UUID(m.offering_id),
        pupil=UUID(m.pupil_id),
        path=m.school_path,
        term=m.term,
        entrusted=m.consumables_entrusted,
        agreed_on=date.fromisoformat(m.agreed_on),
    )


async def _ended(m: enrolment.PlacementEnded, info: EventInfo, work: PostgresWork) -> None:
    ended_on = date.fromisoformat(m.ended_on)
    ended = await run(
        work.transaction.connection,
        "UPDATE placement SET ended_on = :on, end_reason = :reason WHERE placement_id = :id",
        id=UUID(m.placement_id),
        on=ended_on,
        reason=m.reason,
    )
    if not ended:
        raise NotYetKnown("the placement")
    await propose_by_itself(
        work,
        placement_id=UUID(m.placement_id),
        reason=RefundReason(m.reason),
        ended_on=ended_on,
        now=info.occurred_at,
    )


async def _sessions(m: enrolment.SessionsScheduled, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        """
INSERT INTO session (session_id, group_id, offering_id, school_path, held_on, number)
SELECT id, :group, :offering, :path, held_on, number
FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[]), CAST(:numbers AS int[])) AS t (id, held_on, number)
ON CONFLICT (session_id) DO UPDATE SET held_on = excluded.held_on, number = excluded.number
""",
        group=UUID(m.group_id),
        offering=UUID(m.offering_id),
        path=m.school_path,
        ids=[UUID(one.session_id) for one in m.sessions],
        days=[date.fromisoformat(one.held_on) for one in m.sessions],
        numbers=[one.number for one in m.sessions],
    )


async def _suspended(m: enrolment.SessionsSuspended, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "UPDATE session SET suspended = true WHERE session_id = ANY(CAST(:ids AS uuid[]))",
        ids=[UUID(one) for one in m.session_ids],
    )


async def _roll(m: enrolment.RollCalled, info: EventInfo, work: PostgresWork) -> None:
    """A later correction replaces the earlier roll as a whole."""
    await run(
        work.transaction.connection,
        """
INSERT INTO roll (session_id, offering_id, school_path, term, held_on, correction, present)
VALUES (:id, :offering, :path, :term, :held_on, :correction, CAST(:present AS text[]))
ON CONFLICT (session_id) DO UPDATE SET correction = excluded.correction, present = excluded.present
WHERE roll.correction < excluded.correction
""",
        id=UUID(m.session_id),
        offering=UUID(m.offering_id),
        path=m.school_path,
        term=m.term,
        held_on=date.fromisoformat(m.held_on),
        correction=m.correction,
        present=sorted(mark.pupil_id for mark in m.marks if mark.mark in _PRESENT),
    )


async def _lesson(m: staffing.LessonConfirmed, info: EventInfo, work: PostgresWork) -> None:
    connection = work.transaction.connection
    offering = await first(
        connection, "SELECT contract_id FROM offering WHERE offering_id = :id", id=UUID(m.offering_id)
    )
    unit = await scalar(connection, "SELECT 1 FROM unit_school WHERE school_path = :path", path=m.school_path)
    group = await scalar(connection, "SELECT 1 FROM group_member WHERE group_id = :id LIMIT 1", id=UUID(m.group_id))
    if offering is None or unit is None or group is None:
        raise NotYetKnown("the offering, its group or the accounting unit")
    await run(
        connection,
        "INSERT INTO lesson (session_id, offering_id, group_id, school_path, held_on, vendor_id, contract_id)"
        " VALUES (:id, :offering, :group, :path, :held_on, :vendor, :contract) ON CONFLICT (session_id) DO NOTHING",
        id=UUID(m.session_id),
        offering=UUID(m.offering_id),
        group=UUID(m.group_id),
        path=m.school_path,
        held_on=date.fromisoformat(m.held_on),
        vendor=_uuid(m.vendor_id),
        contract=offering["contract_id"],
    )
    await release_lessons(work, school_path=m.school_path, on=business_date(info.occurred_at))


async def _allowance(m: staffing.AllowanceSheetApproved, info: EventInfo, work: PostgresWork) -> None:
    if not await scalar(
        work.transaction.connection, "SELECT 1 FROM unit_school WHERE school_path = :path", path=m.school_path
    ):
        raise NotYetKnown("the accounting unit")
    await post_allowance(
        work,
        sheet_id=UUID(m.sheet_id),
        school_path=m.school_path,
        month=m.month,
        lines=m.lines,
        amount=Money(m.amount_fen),
        on=business_date(info.occurred_at),
    )


async def _contract(m: registry.ContractSigned, info: EventInfo, work: PostgresWork) -> None:
    connection = work.transaction.connection
    await run(
        connection,
        "INSERT INTO contract (contract_id, vendor_id, uscc, school_path, term)"
        " VALUES (:id, :vendor, :uscc, :path, :term) ON CONFLICT (contract_id) DO NOTHING",
        id=UUID(m.contract_id),
        vendor=UUID(m.vendor_id),
        uscc=m.uscc,
        path=m.school_path,
        term=m.term,
    )
    await run(
        connection,
        """
INSERT INTO contract_course (contract_id, course_id, price_fen, consumables_fen, lessons)
SELECT :id, course, price, consumables, lessons
FROM unnest(CAST(:courses AS uuid[]), CAST(:prices AS bigint[]), CAST(:consumables AS bigint[]),
            CAST(:lessons AS int[]))
     AS t (course, price, consumables, lessons)
ON CONFLICT DO NOTHING
""",
        id=UUID(m.contract_id),
        courses=[UUID(one.course_id) for one in m.courses],
        prices=[one.price_fen for one in m.courses],
        consumables=[one.consumables_fen for one in m.courses],
        lessons=[one.lessons for one in m.courses],
    )


async def _contract_ended(m: registry.ContractEnded, info: EventInfo, work: PostgresWork) -> None:
    ended = await run(
        work.transaction.connection,
        "UPDATE contract SET ended_on = :on WHERE contract_id = :id",
        id=UUID(m.contract_id),
        on=date.fromisoformat(m.ended_on),
    )
    if not ended:
        raise NotYetKnown("the contract")


async def _delisted(m: registry.VendorDelisted, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO delisting (vendor_id, district_path, delisted_on, reason_code)"
        " VALUES (:vendor, :path, :on, :reason) ON CONFLICT (vendor_id, district_path) DO UPDATE SET"
        " delisted_on = excluded.delisted_on, reason_code = excluded.reason_code",
        vendor=UUID(m.vendor_id),
        path=m.district_path,
        on=date.fromisoformat(m.delisted_on),
        reason=m.reason_code,
    )


def _uuid(text: str) -> UUID | None:
    return UUID(text) if text else None


_APPLIED: tuple[tuple[Any, Apply], ...] = (
    (enrolment.OrganisationRegistered, organisation_registered),
    (enrolment.TermOpened, term_opened),
    (enrolment.PackAdopted, pack_adopted),
    (enrolment.PlanDecided, plan_decided),
    (enrolment.PupilEnrolled, pupil_enrolled),
    (enrolment.PupilMoved, pupil_moved),
    (enrolment.GuardianBound, guardian_bound),
    (enrolment.GuardianUnbound, guardian_unbound),
    (enrolment.OfferingPublished, _offering),
    (enrolment.PlacementAgreed, _placed),
    (enrolment.PlacementEnded, _ended),
    (enrolment.GroupFormed, group_formed),
    (enrolment.GroupMembersChanged, members_changed),
    (enrolment.SessionsScheduled, _sessions),
    (enrolment.SessionsSuspended, _suspended),
    (enrolment.RollCalled, _roll),
    (staffing.LessonConfirmed, _lesson),
    (staffing.AllowanceSheetApproved, _allowance),
    (registry.ContractSigned, _contract),
    (registry.ContractEnded, _contract_ended),
    (registry.VendorDelisted, _delisted),
)
