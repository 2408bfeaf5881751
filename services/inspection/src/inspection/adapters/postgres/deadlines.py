"""Deadlines counted again when a notice of holidays changes the days they were counted by."""

from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.holidays import official_calendar
from inspection.adapters.postgres.cases import complaint_of
from inspection.adapters.postgres.rows import complaint
from inspection.adapters.postgres.scope import below
from inspection.domain.complaint import ComplaintState, count_again
from kernel.organisation import OrganisationPath


async def count_complaints_again(connection: AsyncConnection, *, within: str) -> None:
    """Count what is unanswered at or below an organisation anew."""
    waiting = select(complaint).where(
        below(complaint.c.district_path, OrganisationPath(within)),
        complaint.c.state != ComplaintState.ANSWERED.value,
    )
    rows = (await connection.execute(waiting.order_by(complaint.c.id).with_for_update())).all()
    districts = {row.district_path for row in rows}
    calendars = {path: await official_calendar(connection, path) for path in sorted(districts)}
    changed = []
    for row in rows:
        before = complaint_of(row)
        after = count_again(before, calendars[before.district_path])
        if after != before:
            moved = {"due_on": after.due_on, "due_provisional": after.due_provisional, "overdue": after.overdue}
            changed.append({"key": after.id, "version": after.version, **moved})
    if changed:
        new: dict[str, Any] = {name: bindparam(name) for name in ("due_on", "due_provisional", "overdue", "version")}
        await connection.execute(update(complaint).where(complaint.c.id == bindparam("key")).values(new), changed)
