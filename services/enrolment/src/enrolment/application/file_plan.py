"""A school files its plan and its emergency plan with the district (A2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.event import PlanFiled
from enrolment.domain.filing import Filing, FilingState, PlanAlreadyApproved
from kernel.actor import Actor
from kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class UploadedFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FilePlan:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, term: str, plan: UploadedFile, emergency: UploadedFile, by: Actor, now: datetime
    ) -> UUID:
        """Return the filing's id; raise PlanAlreadyApproved while one stands undecided or approved."""
        async with self.unit_of_work() as work:
            adoption = await adoption_for(work, by.path, term)
            documents = [await work.store_document(one.content, name=one.name, at=now) for one in (plan, emergency)]
            filing = Filing(new_id(), by.path, term, FilingState.FILED, by.id, 1)
            if not await work.terms.file_plan(
                filing, plan_document=documents[0], emergency_document=documents[1], now=now
            ):
                raise PlanAlreadyApproved("a filing of this term is undecided or approved already")
            work.publish(PlanFiled(school_path=by.path, term=term, filing_id=filing.id), at=now)
            work.record(
                "enrolment.plan_filed",
                f"filing/{filing.id}",
                actor=by,
                at=now,
                before={},
                after={"state": filing.state.value, "documents": [str(one) for one in documents]},
                rule=adoption.rule,
            )
        return filing.id
