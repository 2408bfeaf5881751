"""Copies of what others keep, for the day billing needs them; no money moves by these events."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson

from billing.adapters.postgres.sql import run
from billing.adapters.postgres.unit_of_work import PostgresWork
from chassis.events.handling import EventInfo, NotYetKnown
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.vendor_registry.v1 import events_pb2 as registry

# Who was there, whatever the hour (R14: an actual participant attended).
_PRESENT = frozenset({"present", "late", "left_early"})


async def organisation_registered(m: enrolment.OrganisationRegistered, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO organisation (code, path, kind, name, stage, district_code)"
        " VALUES (:code, :path, :kind, :name, :stage, :district) ON CONFLICT (code) DO UPDATE SET"
        " path = excluded.path, kind = excluded.kind, name = excluded.name, stage = excluded.stage,"
        " district_code = excluded.district_code",
        code=m.code,
        path=m.path,
        kind=m.kind,
        name=m.name,
        stage=m.stage,
        district=m.district_code,
    )


async def term_opened(m: enrolment.TermOpened, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO term (district_path, term, first_on, last_on) VALUES (:path, :term, :first, :last)"
        " ON CONFLICT (district_path, term) DO UPDATE SET first_on = excluded.first_on, last_on = excluded.last_on",
        path=m.district_path,
        term=m.term,
        first=date.fromisoformat(m.first_on),
        last=date.fromisoformat(m.last_on),
    )


async def pack_adopted(m: enrolment.PackAdopted, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO adoption (district_path, term, pack_id, pack_version, pack_text, pack_hash, engine_version,"
        " parameters) VALUES (:path, :term, :id, :version, :text, :hash, :engine, CAST(:parameters AS jsonb))"
        " ON CONFLICT (district_path, term) DO NOTHING",
        path=m.district_path,
        term=m.term,
        id=m.pack_id,
        version=m.pack_version,
        text=m.pack_text,
        hash=m.pack_hash,
        engine=m.engine_version,
        parameters=orjson.dumps(orjson.loads(m.parameters_json or "{}")).decode(),
    )


async def plan_decided(m: enrolment.PlanDecided, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO plan_decision (school_path, term, approved) VALUES (:path, :term, :approved)"
        " ON CONFLICT (school_path, term) DO UPDATE SET approved = excluded.approved",
        path=m.school_path,
        term=m.term,
        approved=m.approved,
    )


async def pupil_enrolled(m: enrolment.PupilEnrolled, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO pupil (pupil_id, school_path, grade, boards, draw_key) VALUES (:id, :path, :grade, :boards, :key)"
        " ON CONFLICT (pupil_id) DO UPDATE SET school_path = excluded.school_path, grade = excluded.grade,"
        " boards = excluded.boards",
        id=UUID(m.pupil_id),
        path=m.school_path,
        grade=m.grade,
        boards=m.boards,
        key=m.draw_key,
    )


async def pupil_moved(m: enrolment.PupilMoved, info: EventInfo, work: PostgresWork) -> None:
    await change(
        work,
        "UPDATE pupil SET school_path = :path, grade = :grade WHERE pupil_id = :id",
        of="the pupil",
        id=UUID(m.pupil_id),
        path=m.to_school_path,
        grade=m.grade,
    )


async def guardian_bound(m: enrolment.GuardianBound, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "INSERT INTO guardian (guardian_id, pupil_id) VALUES (:guardian, :pupil) ON CONFLICT DO NOTHING",
        guardian=UUID(m.guardian_id),
        pupil=UUID(m.pupil_id),
    )


async def guardian_unbound(m: enrolment.GuardianUnbound, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "DELETE FROM guardian WHERE guardian_id = :guardian AND pupil_id = :pupil",
        guardian=UUID(m.guardian_id),
        pupil=UUID(m.pupil_id),
    )


async def offering_published(m: enrolment.OfferingPublished, info: EventInfo, work: PostgresWork) -> None:
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
        vendor=uuid_or_none(m.vendor_id),
        contract=uuid_or_none(m.contract_id),
        course=uuid_or_none(m.course_id),
        price=m.price_fen,
        consumables=m.consumables_fen,
        lessons=m.lessons,
    )


async def sessions_scheduled(m: enrolment.SessionsScheduled, info: EventInfo, work: PostgresWork) -> None:
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


async def sessions_suspended(m: enrolment.SessionsSuspended, info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        "UPDATE session SET suspended = true WHERE session_id = ANY(CAST(:ids AS uuid[]))",
        ids=[UUID(one) for one in m.session_ids],
    )


async def roll_called(m: enrolment.RollCalled, info: EventInfo, work: PostgresWork) -> None:
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


async def contract_signed(m: registry.ContractSigned, info: EventInfo, work: PostgresWork) -> None:
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


async def contract_ended(m: registry.ContractEnded, info: EventInfo, work: PostgresWork) -> None:
    await change(
        work,
        "UPDATE contract SET ended_on = :on WHERE contract_id = :id",
        of="the contract",
        id=UUID(m.contract_id),
        on=date.fromisoformat(m.ended_on),
    )


async def vendor_delisted(m: registry.VendorDelisted, info: EventInfo, work: PostgresWork) -> None:
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


async def change(work: PostgresWork, sql: str, /, *, of: str, **values: Any) -> None:
    """Write down what happened to something copied before; NotYetKnown, naming it, where its own event has not come."""
    if not await run(work.transaction.connection, sql, **values):
        raise NotYetKnown(of)


def uuid_or_none(text: str) -> UUID | None:
    return UUID(text) if text else None
