"""The gates of a term: what must be done and provable before families may apply (R03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernel.errors import Conflict, Fault
from rulebook.adoption import AdoptedPack
from rulebook.answer import Answer
from rulebook.rules import Gate
from rulebook.words import Moment, Step


class GatesMissing(Conflict):
    """One fault per gate that is not passed yet, in the pack's order, each with its clause."""

    code = "enrolment.gates_missing"


class ApplicationsNotOpen(Conflict):
    code = "enrolment.applications_not_open"


class OfferingOutsideNotice(Conflict):
    """What costs something is neither published nor applied for at a price that no notice in force names (R03)."""

    code = "enrolment.offering_outside_notice"


@dataclass(frozen=True, slots=True)
class GateStanding:
    """One gate of a product and whether it is passed."""

    step: Step
    product: str
    passed: bool
    rule_id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What a school has done so far in a term, as the gates ask for it."""

    survey_answers: int
    plan_filed: bool
    emergency_plan_filed: bool
    plan_approved: bool
    offerings_published: int
    notice_in_force: bool
    offerings_outside_notice: tuple[str, ...] = ()

    def passed(self, step: Step) -> bool:
        """Whether a step before applying is done; steps that come later never hold families back here."""
        done: Mapping[Step, bool] = {
            Step.SURVEY: self.survey_answers > 0,
            Step.PLAN_FILED: self.plan_filed,
            Step.EMERGENCY_PLAN_FILED: self.emergency_plan_filed,
            Step.PLAN_APPROVED: self.plan_approved,
            Step.CATALOGUE_PUBLISHED: self.offerings_published > 0,
            Step.PRICE_NOTICE_PUBLISHED: self.notice_in_force and not self.offerings_outside_notice,
        }
        return done.get(step, True)


def needs_notice(product: str, rules: AdoptedPack) -> bool:
    """Whether the rules want the price published before families apply for this product."""
    gates = rules.gates(product, Moment.APPLYING)
    return any(one.value.step is Step.PRICE_NOTICE_PUBLISHED for one in gates)


def gate_standings(gates: Mapping[str, Iterable[Answer[Gate]]], facts: TermFacts) -> tuple[GateStanding, ...]:
    """Return each step once, in the order of the pack, for the first product that asks for it."""
    seen: dict[Step, GateStanding] = {}
    for product, answers in gates.items():
        for answer in answers:
            why = answer.explanation
            step = answer.value.step
            seen.setdefault(step, GateStanding(step, product, facts.passed(step), why.rule_id, why.zh, why.en))
    return tuple(seen.values())


def must_pass(standings: Iterable[GateStanding]) -> None:
    """Raise GatesMissing naming every gate that is not passed."""
    missing = [standing for standing in standings if not standing.passed]
    if missing:
        raise GatesMissing(
            "applications cannot be opened before these steps are done: " + ", ".join(one.step for one in missing),
            params={"missing": ",".join(one.step for one in missing)},
            faults=tuple(
                Fault(
                    pointer=f"/gates/{one.step}",
                    code=f"enrolment.gate_{one.step}",
                    detail=one.en,
                    params={"step": one.step.value, "clause": one.rule_id, "zh": one.zh},
                )
                for one in missing
            ),
        )
