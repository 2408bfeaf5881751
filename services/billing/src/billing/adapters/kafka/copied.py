"""Copies of what others keep: organisations, terms, packs, plans, pupils and their guardians."""

from datetime import date
from uuid import UUID

import orjson

from billing.adapters.postgres.sql import run
from billing.adapters.postgres.unit_of_work import PostgresWork
from chassis.events.handling import EventInfo, NotYetKnown
from contracts.enrolment.v1 import events_pb2 as enrolment


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
    moved = await run(
        work.transaction.connection,
        "UPDATE pupil SET school_path = :path, grade = :grade WHERE pupil_id = :id",
        id=UUID(m.pupil_id),
        path=m.to_school_path,
        grade=m.grade,
    )
    if not moved:
        raise NotYetKnown("the pupil")


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
