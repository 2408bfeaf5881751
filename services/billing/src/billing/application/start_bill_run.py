"""Beginning to bill: gates checked, the work cut into chunks of schools."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.application.records import RunChunk
from billing.domain.price_notice import PriceNoticeMissing
from kernel.actor import Actor
from kernel.errors import Conflict, Fault
from kernel.ids import new_id
from kernel.organisation import OrganisationPath

# Some 10,000 pupils are priced and written in a second or two: often enough to show progress, seldom enough to be bulk.
AGREEMENTS_PER_CHUNK = 25_000
# Drafting, posting and announcing a chunk are one step each.
STEPS_PER_CHUNK = 3
PRICE_QUEUE = "billing.price_bills"


class NothingToBill(Conflict):
    code = "billing.nothing_to_bill"


class PlanNotApproved(Conflict):
    code = "billing.plan_not_approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedRun:
    run_id: UUID
    operation_id: UUID


@dataclass(frozen=True, slots=True)
class StartBillRun:
    unit_of_work: UnitOfWork
    agreements_per_chunk: int = AGREEMENTS_PER_CHUNK

    async def __call__(self, *, scope_path: str, term: str, by: Actor, now: datetime, on: date) -> StartedRun:
        """Return run and operation; refused where a school with agreements lacks filing or notice (R03, R24)."""
        by.must_cover(OrganisationPath(scope_path))
        async with self.unit_of_work() as work:
            agreements = await work.copies.running_agreements(scope_path, term)
            if not agreements:
                raise NothingToBill("no agreement of this term is known here yet", params={"term": term})
            schools = sorted(agreements)
            without_plan = sorted(set(schools) - await work.copies.schools_with_plan(schools, term))
            if without_plan:
                faults = tuple(Fault(path, PlanNotApproved.code, "no approved plan") for path in without_plan[:100])
                raise PlanNotApproved("the district has not approved every plan", faults=faults)
            without = sorted(set(schools) - set(await work.notices.in_force(schools, term, on)))
            if without:
                faults = tuple(Fault(path, PriceNoticeMissing.code, "no notice in force") for path in without[:100])
                raise PriceNoticeMissing("nothing is charged without a price notice in force (R24)", faults=faults)
            run_id = new_id()
            chunks = cut_into_chunks(run_id, agreements, most=self.agreements_per_chunk)
            operation_id = await work.start_operation(
                kind="billing.bill_run",
                items=[(PRICE_QUEUE, {"run_id": str(run_id), "chunk": chunk.number}) for chunk in chunks],
                total=STEPS_PER_CHUNK * len(chunks),
                by=by,
                scope=scope_path,
                now=now,
            )
            await work.bill_runs.add(
                run_id,
                operation_id=operation_id,
                scope_path=scope_path,
                term=term,
                billed_on=on,
                by=by.id,
                now=now,
                chunks=chunks,
            )
            work.record(
                "billing.bill_run_started", f"bill-run/{run_id}", actor=by, now=now, before={}, after={"term": term}
            )
        return StartedRun(run_id=run_id, operation_id=operation_id)


def cut_into_chunks(run_id: UUID, agreements: dict[str, int], *, most: int) -> list[RunChunk]:
    """Schools of one district together up to `most` agreements; a school with more is cut into slices."""
    chunks: list[RunChunk] = []
    together: list[str] = []
    room = 0

    def close() -> None:
        if together:
            chunks.append(RunChunk(run_id=run_id, number=len(chunks), schools=tuple(together)))
            together.clear()

    for school_path in sorted(agreements):
        held = agreements[school_path]
        # A chunk stays within one district: one pack, one set of parameters.
        if together and (together[-1].rsplit("/", 1)[0] != school_path.rsplit("/", 1)[0] or room < held):
            close()
        if held > most:
            slices = -(-held // most)
            for part in range(slices):
                chunks.append(
                    RunChunk(run_id=run_id, number=len(chunks), schools=(school_path,), slice=part, slices=slices)
                )
            continue
        if not together:
            room = most
        together.append(school_path)
        room -= held
    close()
    return chunks
