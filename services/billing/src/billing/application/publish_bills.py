"""Making a run's drafts real: one transaction posts every line and sets the one row that all readers join."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import Work
from billing.application.propose_refund import propose_by_itself
from billing.application.release_lessons import release_lessons
from billing.domain.event import BillRunPublished, BillsIssued
from billing.domain.refund import RefundReason
from kernel.actor import system_actor

ANNOUNCE_QUEUE = "billing.announce_bills"
BILLS_PER_EVENT = 1_000


@dataclass(frozen=True, slots=True)
class PublishBills:
    async def __call__(self, work: Work, *, run_id: UUID, now: datetime) -> None:
        """Post and publish; does nothing for a run that was published or cancelled before."""
        run = await work.bills.drafting_run(run_id, exclusive=True)
        if run is None:
            return
        schools = await work.bills.publish_run(run_id, run=run, now=now)
        for school in schools:
            await work.enqueue(ANNOUNCE_QUEUE, {"run_id": str(run_id), "school_path": school.school_path})
        after = {"bills": sum(school.bills for school in schools), "schools": len(schools)}
        work.record(
            "billing.bill_run_published", f"bill-run/{run_id}", actor=system_actor("billing"), now=now, after=after
        )


@dataclass(frozen=True, slots=True)
class AnnounceBills:
    """Tells the others about one school's bills, in bulk, after they are real."""

    async def __call__(self, work: Work, *, run_id: UUID, school_path: str, now: datetime, on: date) -> int:
        bills = await work.bills.issued(run_id, school_path)
        term = await work.bills.term_of_run(run_id)
        for start in range(0, len(bills), BILLS_PER_EVENT):
            part = tuple(bills[start : start + BILLS_PER_EVENT])
            work.publish(BillsIssued(run_id, school_path, term, part), now=now)
        work.publish(
            BillRunPublished(
                run_id,
                school_path,
                term,
                len(bills),
                sum(bill.amount_fen for bill in bills),
                sum(bill.waived_fen for bill in bills),
            ),
            now=now,
        )
        # Lessons that were confirmed before their fee was billed are earned now.
        await release_lessons(work, school_path=school_path, on=on)
        # Who left between the draft and now was billed in full: what is not served goes back.
        for placement_id, reason, ended_on in await work.bills.ended_while_drafted(run_id, school_path):
            await propose_by_itself(
                work, placement_id=placement_id, reason=RefundReason(reason), ended_on=ended_on, now=now
            )
        return len(bills)
