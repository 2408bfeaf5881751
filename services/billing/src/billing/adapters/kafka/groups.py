"""Who is in which group of a course from which day on: a lesson earns from its own group alone."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from billing.adapters.postgres.sql import run, scalar
from billing.adapters.postgres.unit_of_work import PostgresWork
from chassis.clock import business_date
from chassis.events.handling import EventInfo, NotYetKnown
from contracts.enrolment.v1 import events_pb2 as enrolment


async def group_formed(m: enrolment.GroupFormed, info: EventInfo, work: PostgresWork) -> None:
    await _join(m.group_id, m.offering_id, m.pupil_ids, info, work)


async def members_changed(m: enrolment.GroupMembersChanged, info: EventInfo, work: PostgresWork) -> None:
    """Who left was there until the day before the one that is told, who came is there from this day on."""
    connection = work.transaction.connection
    offering = await scalar(
        connection, "SELECT offering_id FROM group_member WHERE group_id = :id LIMIT 1", id=UUID(m.group_id)
    )
    if offering is None:
        raise NotYetKnown("the group")
    await run(
        connection,
        "UPDATE group_member m SET left_on = coalesce((SELECT t.left_on FROM"
        " unnest(CAST(:leavers AS uuid[]), CAST(:days AS date[])) AS t (pupil_id, left_on)"
        " WHERE t.pupil_id = m.pupil_id), :on)"
        " WHERE m.group_id = :id AND m.left_on IS NULL AND m.pupil_id <> ALL(CAST(:pupils AS uuid[]))",
        id=UUID(m.group_id),
        leavers=[UUID(one.pupil_id) for one in m.leavers],
        days=[date.fromisoformat(one.left_on) for one in m.leavers],
        on=business_date(info.occurred_at),
        pupils=[UUID(one) for one in m.pupil_ids],
    )
    await _join(m.group_id, str(offering), m.pupil_ids, info, work)


async def _join(group: str, offering: str, pupils: Sequence[str], info: EventInfo, work: PostgresWork) -> None:
    await run(
        work.transaction.connection,
        """
INSERT INTO group_member (group_id, pupil_id, joined_on, offering_id)
SELECT :id, t.pupil_id, :on, :offering FROM unnest(CAST(:pupils AS uuid[])) AS t (pupil_id)
WHERE NOT EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = :id AND m.pupil_id = t.pupil_id
                  AND m.left_on IS NULL)
ON CONFLICT (group_id, pupil_id, joined_on) DO UPDATE SET left_on = NULL
""",
        id=UUID(group),
        on=business_date(info.occurred_at),
        offering=UUID(offering),
        pupils=[UUID(one) for one in pupils],
    )
