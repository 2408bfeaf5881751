"""Telling the others about a run's bills, in bulk, after they are real."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.apply_waivers import apply_waivers_of_run, count_waivers
from billing.application.ports import Work
from billing.application.propose_refund import propose_by_itself
from billing.application.records import RunChunk
from billing.application.release_lessons import release_lessons
from billing.domain.event import BillRunPublished, BillsIssued
from billing.domain.refund import RefundReason

BILLS_PER_EVENT = 1_000


@dataclass(frozen=True, slots=True)
class AnnounceBills:
    async def __call__(self, work: Work, *, run_id: UUID, number: int, now: datetime, on: date) -> int:
        """Announce one chunk of a published run; returns the number of its bills."""
        run = await work.bill_runs.running(run_id, state="published")
        if run is None:
            return 0
        chunk = await work.bill_runs.chunk(run_id, number)
        if chunk.slice == 0:
            await apply_waivers_of_run(work, run_id=run_id, schools=chunk.schools, now=now, on=on)
        issued = await work.bill_runs.issued(chunk)
        for school_path, bills in issued.items():
            for start in range(0, len(bills), BILLS_PER_EVENT):
                part = tuple(bills[start : start + BILLS_PER_EVENT])
                work.publish(BillsIssued(run_id, school_path, run.term, part), now=now)
        if chunk.slice == 0:
            await _finish_schools(work, chunk, run.term, now=now, on=on)
        await work.bill_runs.announced(chunk)
        return sum(map(len, issued.values()))


async def _finish_schools(work: Work, chunk: RunChunk, term: str, *, now: datetime, on: date) -> None:
    """What is told and done once per school, however many slices its bills were cut into."""
    # Lessons released before these pupils were billed earn from them too, the vendor taught them all the same.
    await work.lessons.catch_up(chunk.run_id, schools=chunk.schools, on=on)
    totals = await work.bill_runs.totals(chunk.run_id, chunk.schools)
    for school in totals:
        work.publish(BillRunPublished(chunk.run_id, school.school_path, term, school.bills, school.amount_fen), now=now)
        # Lessons that were confirmed before their fee was billed are earned now.
        await release_lessons(work, school_path=school.school_path, on=on)
    # Who left between the draft and now was billed in full: what is not served goes back.
    for placement_id, reason, ended_on in await work.bill_runs.ended_while_drafted(
        chunk.run_id, schools=chunk.schools, term=term
    ):
        await propose_by_itself(
            work, placement_id=placement_id, reason=RefundReason(reason), ended_on=ended_on, now=now
        )
    await count_waivers(work, [(one.school_path, term) for one in totals if one.waived_fen], now=now)
