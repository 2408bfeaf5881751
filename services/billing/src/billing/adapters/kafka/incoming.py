"""What billing does about the events of others: keep a copy, and where money follows, act."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from billing.adapters.kafka.copied import (
    change,
    contract_ended,
    contract_signed,
    guardian_bound,
    guardian_unbound,
    offering_published,
    organisation_registered,
    pack_adopted,
    plan_decided,
    pupil_enrolled,
    pupil_moved,
    roll_called,
    sessions_scheduled,
    sessions_suspended,
    term_opened,
    uuid_or_none,
    vendor_delisted,
)
from billing.adapters.kafka.groups import group_formed, members_changed
from billing.adapters.postgres.sql import first, run, scalar
from billing.adapters.postgres.unit_of_work import PostgresWork
from billing.application.count_publicity_again import count_publicity_again
from billing.application.post_allowance import post_allowance
from billing.application.propose_refund import propose_by_itself
from billing.application.release_lessons import release_lessons
from billing.domain.refund import RefundReason
from chassis.audit.witness import witnesses_heads
from chassis.clock import business_date
from chassis.events.handling import EventInfo, Handler, NotYetKnown, handles
from chassis.holidays import keep_notice, notice_of
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as registry
from kernel.money import Money

TOPICS = (
    "enrolment.organisation",
    "enrolment.term",
    "enrolment.holiday-notice",
    "enrolment.school-term",
    "enrolment.pupil",
    "enrolment.offering",
    "enrolment.placement",
    "enrolment.group",
    "staffing.lesson",
    "staffing.allowance-sheet",
    "vendor-registry.vendor",
    "vendor-registry.contract",
    # Inspection keeps the heads of everybody else's audit chains; somebody else has to keep its own.
    "inspection.audit-head",
)
Join = Callable[[Transaction], PostgresWork]
Apply = Callable[[Any, EventInfo, PostgresWork], Awaitable[None]]


def handlers(join: Join) -> Sequence[Handler]:
    """All handlers; `join` gives them the stores on the transaction that marks the event as applied."""

    def bound(apply: Apply) -> Callable[[Any, EventInfo, Transaction], Awaitable[None]]:
        async def handle(message: Any, info: EventInfo, transaction: Transaction) -> None:
            await apply(message, info, join(transaction))

        return handle

    return [*(handles(message, bound(apply)) for message, apply in _APPLIED), witnesses_heads()]


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
    await change(
        work,
        "UPDATE placement SET ended_on = :on, end_reason = :reason WHERE placement_id = :id",
        of="the placement",
        id=UUID(m.placement_id),
        on=ended_on,
        reason=m.reason,
    )
    await propose_by_itself(
        work,
        placement_id=UUID(m.placement_id),
        reason=RefundReason(m.reason),
        ended_on=ended_on,
        now=info.occurred_at,
    )


async def _holidays(m: enrolment.HolidaysAnnounced, info: EventInfo, work: PostgresWork) -> None:
    await keep_notice(work.transaction.connection, notice_of(m))
    await count_publicity_again(work, within=m.path, on=business_date(info.occurred_at), now=info.occurred_at)


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
        vendor=uuid_or_none(m.vendor_id),
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


_APPLIED: tuple[tuple[Any, Apply], ...] = (
    (enrolment.OrganisationRegistered, organisation_registered),
    (enrolment.TermOpened, term_opened),
    (enrolment.PackAdopted, pack_adopted),
    (enrolment.HolidaysAnnounced, _holidays),
    (enrolment.PlanDecided, plan_decided),
    (enrolment.PupilEnrolled, pupil_enrolled),
    (enrolment.PupilMoved, pupil_moved),
    (enrolment.GuardianBound, guardian_bound),
    (enrolment.GuardianUnbound, guardian_unbound),
    (enrolment.OfferingPublished, offering_published),
    (enrolment.PlacementAgreed, _placed),
    (enrolment.PlacementEnded, _ended),
    (enrolment.GroupFormed, group_formed),
    (enrolment.GroupMembersChanged, members_changed),
    (enrolment.SessionsScheduled, sessions_scheduled),
    (enrolment.SessionsSuspended, sessions_suspended),
    (enrolment.RollCalled, roll_called),
    (staffing.LessonConfirmed, _lesson),
    (staffing.AllowanceSheetApproved, _allowance),
    (registry.ContractSigned, contract_signed),
    (registry.ContractEnded, contract_ended),
    (registry.VendorDelisted, vendor_delisted),
)
