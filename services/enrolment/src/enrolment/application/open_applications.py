"""A school opens applications, once every gate of its pack is passed (R03)."""

from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.event import ApplicationsOpened
from enrolment.domain.gate import GateStanding, gate_standings, must_pass
from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from rulebook.words import Moment


@dataclass(frozen=True, slots=True)
class OpenApplications:
    unit_of_work: UnitOfWork

    async def __call__(self, *, term: str, by: Actor, now: datetime, on: date) -> tuple[GateStanding, ...]:
        """Return the gates, all passed; raise GatesMissing naming each that is not. Opening again changes nothing."""
        async with self.unit_of_work() as work:
            adoption = await adoption_for(work, by.path, term)
            rules = rules_of(adoption)
            school_term = await work.terms.lock_school_term(by.path, term)
            standings = await standings_of(work, by.path, term, on=on)
            must_pass(standings)
            if school_term.opened:
                return standings
            closing = [rules.allocation(one.code).value.closes_on for one in rules.products if one.after_school]
            closes_on = min((day for day in closing if day is not None), default=None)
            await work.terms.open_applications(by.path, term, closes_on=closes_on, by=by.id, now=now)
            work.publish(ApplicationsOpened(school_path=by.path, term=term), at=now)
            work.record(
                "enrolment.applications_opened",
                f"school/{by.path.code}/{term}",
                actor=by,
                at=now,
                before={"opened": False},
                after={"opened": True, "gates": [one.step.value for one in standings]},
                rule=adoption.rule,
            )
        return standings


async def standings_of(work: Work, school_path: OrganisationPath, term: str, *, on: date) -> tuple[GateStanding, ...]:
    """Every gate before applying, in the pack's order, and whether the school passed it."""
    rules = rules_of(await adoption_for(work, school_path, term))
    facts = await work.terms.facts(school_path, term, on=on)
    gates = {one.code: rules.gates(one.code, Moment.APPLYING) for one in rules.products if one.after_school}
    return gate_standings(gates, facts)
