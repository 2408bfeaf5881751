"""Telling how far a month's reconciliation is."""

from collections.abc import Iterable
from datetime import datetime

from billing.application.ports import Work
from billing.application.records import LineRecord
from billing.domain.event import ReconciliationProgressed
from kernel.term import Month

UnitMonth = tuple[str, str]


def month_of(line: LineRecord) -> UnitMonth:
    """The unit and month whose reconciliation the line belongs to."""
    return line.unit_code, str(Month.of(line.booked_on))


async def hold_progress(work: Work, months: Iterable[UnitMonth]) -> None:
    """Let nobody else tell of these months until the commit; who tells of them one by one holds them all first."""
    await work.hold(ReconciliationProgressed, [ReconciliationProgressed.key_of(*one) for one in months])


async def report_progress(work: Work, *, months: Iterable[UnitMonth], now: datetime) -> None:
    """Publish the counts of these units' months as they stand; called when all rows of the act are written."""
    wanted = sorted(set(months))
    await hold_progress(work, wanted)
    for unit_code, month in wanted:
        counts = await work.months.progress(unit_code, month)
        work.publish(
            ReconciliationProgressed(
                unit_code, month, counts.lines, counts.matched, counts.exceptions_open, counts.exceptions_found
            ),
            now=now,
        )
