"""The district approves or returns a school's filing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.event import PlanDecided
from enrolment.domain.filing import FilingState, FilingUnknown, decide
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class DecideFiling:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, filing_id: UUID, approved: bool, reason: str, version: int, by: Actor, now: datetime
    ) -> FilingState:
        """Return the new state; raise where it is decided, of another district, or by who filed it."""
        async with self.unit_of_work() as work:
            filing = await work.terms.lock_filing(filing_id)
            if filing is None or not by.path.covers(filing.school_path):
                raise FilingUnknown("no filing by that id in your district")
            must_be_present(version, present=filing.version)
            state = decide(filing, approved=approved, reason=reason, by=by)
            adoption = await adoption_for(work, filing.school_path, filing.term)
            await work.terms.decide_filing(filing_id, state=state, by=by.id, reason=reason, rule=adoption.rule, now=now)
            work.publish(
                PlanDecided(school_path=filing.school_path, term=filing.term, filing_id=filing_id, approved=approved),
                at=now,
            )
            work.record(
                "enrolment.filing_decided",
                f"filing/{filing_id}",
                actor=by,
                at=now,
                before={"state": filing.state.value},
                after={"state": state.value},
                rule=f"{adoption.rule}#R03-approval",
            )
        return state
