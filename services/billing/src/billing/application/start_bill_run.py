"""Beginning to bill: gates checked, the work cut into chunks of schools."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.domain.price_notice import PriceNoticeMissing
from kernel.actor import Actor
from kernel.errors import Conflict, Fault
from kernel.ids import new_id
from kernel.organisation import OrganisationPath

# Some 25,000 pupils are priced and written in a few seconds: often enough to show progress, seldom enough to be bulk.
PUPILS_PER_CHUNK = 25_000
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

    async def __call__(self, *, scope_path: str, term: str, by: Actor, now: datetime, on: date) -> StartedRun:
        """Return run and operation; refused where a school with agreements lacks filing or notice (R03, R24)."""
        by.must_cover(OrganisationPath(scope_path))
        async with self.unit_of_work() as work:
            pupils = await work.copies.placed_pupils(scope_path, term)
            if not pupils:
                raise NothingToBill("no agreement of this term is known here yet", params={"term": term})
            schools = sorted(pupils)
            without_plan = sorted(set(schools) - await work.copies.schools_with_plan(schools, term))
            if without_plan:
                faults = tuple(Fault(path, PlanNotApproved.code, "no approved plan") for path in without_plan[:100])
                raise PlanNotApproved("the district has not approved every plan", faults=faults)
            without = sorted(set(schools) - set(await work.notices.in_force(schools, term, on)))
            if without:
                faults = tuple(Fault(path, PriceNoticeMissing.code, "no notice in force") for path in without[:100])
                raise PriceNoticeMissing("nothing is charged without a price notice in force (R24)", faults=faults)
            run_id = new_id()
            chunks = _chunks(pupils)
            operation_id = await work.start_operation(
                kind="billing.bill_run",
                items=[(PRICE_QUEUE, {"run_id": str(run_id), "schools": chunk}) for chunk in chunks],
                by=by,
                scope=scope_path,
                now=now,
            )
            await work.bills.add_run(
                run_id,
                operation_id=operation_id,
                scope_path=scope_path,
                term=term,
                billed_on=on,
                by=by.id,
                now=now,
                chunks=len(chunks),
            )
            work.record("billing.bill_run_started", f"bill-run/{run_id}", actor=by, now=now, after={"term": term})
        return StartedRun(run_id=run_id, operation_id=operation_id)


def _chunks(pupils: dict[str, int]) -> list[list[str]]:
    chunks: list[list[str]] = []
    room = 0
    for school_path in sorted(pupils):
        # A chunk stays within one district: one pack, one set of parameters.
        same_district = bool(chunks) and chunks[-1][-1].rsplit("/", 1)[0] == school_path.rsplit("/", 1)[0]
        if not same_district or room < pupils[school_path]:
            chunks.append([])
            room = PUPILS_PER_CHUNK
        chunks[-1].append(school_path)
        room -= pupils[school_path]
    return chunks
