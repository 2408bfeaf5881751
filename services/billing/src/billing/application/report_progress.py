"""Telling how far a month's reconciliation is."""

from datetime import datetime

from billing.application.ports import Work
from billing.domain.event import ReconciliationProgressed


async def report_progress(work: Work, *, unit_code: str, month: str, now: datetime) -> None:
    """Publish the month's counts as they stand in this transaction."""
    counts = await work.months.progress(unit_code, month)
    work.publish(
        ReconciliationProgressed(
            unit_code, month, counts.lines, counts.matched, counts.exceptions_open, counts.exceptions_found
        ),
        now=now,
    )
