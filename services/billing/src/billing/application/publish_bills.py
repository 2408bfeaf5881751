"""Making a run's drafts real: every chunk is posted, then one row that all readers join is set.

From the first posting on a run goes forward only: what is left of it when its operation was cancelled or failed is
carried to its end without it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import Work
from kernel.actor import system_actor

POST_QUEUE = "billing.post_bills"
ANNOUNCE_QUEUE = "billing.announce_bills"
CLEAR_QUEUE = "billing.clear_bills"
BILLS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class PublishBills:
    async def __call__(self, work: Work, *, run_id: UUID) -> None:
        """Begin to post; does nothing for a run that was published or cancelled before."""
        if await work.bill_runs.running(run_id, state="drafting", exclusive=True) is None:
            return
        await work.bill_runs.begin_posting(run_id)
        for chunk in await work.bill_runs.chunks(run_id, "drafted"):
            await work.enqueue(POST_QUEUE, {"run_id": str(run_id), "chunk": chunk.number})


@dataclass(frozen=True, slots=True)
class PostBills:
    async def __call__(self, work: Work, *, run_id: UUID, number: int, now: datetime) -> None:
        """Post one chunk; the last one publishes the run."""
        run = await work.bill_runs.running(run_id, state="posting")
        if run is None:
            return
        await work.bill_runs.post(await work.bill_runs.chunk(run_id, number), billed_on=run.billed_on)
        if await work.bill_runs.finish_chunk(run_id) > 0:
            return
        bills = await work.bill_runs.publish(run_id, now=now)
        for chunk in await work.bill_runs.chunks(run_id, "posted"):
            await work.enqueue(ANNOUNCE_QUEUE, {"run_id": str(run_id), "chunk": chunk.number})
        work.record(
            "billing.bill_run_published",
            f"bill-run/{run_id}",
            actor=system_actor("billing"),
            now=now,
            before={"state": "posting"},
            after={"state": "published", "bills": bills},
        )


@dataclass(frozen=True, slots=True)
class EndRun:
    """What is left to do for a run whose operation was cancelled or failed."""

    async def __call__(self, work: Work, *, operation_id: UUID) -> None:
        found = await work.bill_runs.of_operation(operation_id)
        if found is None:
            return
        run_id, state = found
        if state == "drafting":
            await work.bill_runs.cancel(run_id)
            await work.enqueue(CLEAR_QUEUE, {"run_id": str(run_id)})
            return
        queue, left = (POST_QUEUE, "drafted") if state == "posting" else (ANNOUNCE_QUEUE, "posted")
        for chunk in await work.bill_runs.chunks(run_id, left):
            await work.enqueue(queue, {"run_id": str(run_id), "chunk": chunk.number})


@dataclass(frozen=True, slots=True)
class ClearBills:
    async def __call__(self, work: Work, *, run_id: UUID) -> None:
        """Delete drafts of a cancelled run, a bounded number at a time."""
        if await work.bill_runs.clear(run_id, most=BILLS_AT_ONCE) == BILLS_AT_ONCE:
            await work.enqueue(CLEAR_QUEUE, {"run_id": str(run_id)})
