"""What the budget owes: its share per actual participant (R14), waivers it finances, fees the channel kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork, Work
from billing.application.store_records import BudgetClaim
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.event import SubsidyCalculated
from kernel.actor import Actor
from kernel.errors import Conflict
from kernel.money import Money
from kernel.organisation import OrganisationPath
from rulebook.words import SubsidyPer


class NoSubsidy(Conflict):
    code = "billing.no_subsidy"


class CountingNotOver(Conflict):
    code = "billing.counting_not_over"


class SubsidyCalculatedBefore(Conflict):
    code = "billing.subsidy_calculated_before"


class NothingToClaim(Conflict):
    code = "billing.nothing_to_claim"


@dataclass(frozen=True, slots=True)
class CalculateSubsidy:
    unit_of_work: UnitOfWork

    async def __call__(self, *, school_path: str, term: str, by: Actor, now: datetime, on: date) -> UUID:
        """Return the subsidy of a school: actual participants by the cut-off day times the amount, with its roll."""
        by.must_cover(OrganisationPath(school_path))
        async with self.unit_of_work() as work:
            rules = await work.copies.rules(school_path, term)
            product = next(
                (one.code for one in rules.products if one.after_school and rules.subsidy(one.code).value.amount), None
            )
            if product is None:
                raise NoSubsidy("the pack pays no subsidy for any service of this term")
            answer, who = rules.subsidy(product), rules.participation(product)
            counted_by = who.value.counted_by or on
            if who.value.counted_by is not None and on <= counted_by:
                detail = f"participants are counted up to {counted_by}; calculate after that day"
                raise CountingNotOver(detail, params={"counted_by": str(counted_by)})
            per_head = answer.value.amount or Money.ZERO
            subsidy_id = await work.subsidies.calculate(
                school_path=school_path,
                term=term,
                product=product,
                attendances_min=who.value.attendances_min,
                counted_by=counted_by,
                amount=per_head,
                flat=answer.value.per is SubsidyPer.SCHOOL,
                explanation=answer.explanation,
                by=by.id,
                now=now,
            )
            if subsidy_id is None:
                raise SubsidyCalculatedBefore("this school's subsidy of this term was calculated already")
            subsidy = await work.subsidies.due(subsidy_id)
            if subsidy.amount:
                await _ask_for(work, subsidy, on=on)
            event = SubsidyCalculated(subsidy_id, school_path, term, subsidy.participants, subsidy.amount.fen)
            work.publish(event, now=now)
            work.record(
                "billing.subsidy_calculated",
                f"subsidy/{subsidy_id}",
                actor=by,
                now=now,
                before={},
                after={"participants": subsidy.participants, "amount_fen": subsidy.amount.fen},
                rule=f"{rules.id}@{rules.version}#{answer.explanation.rule_id}",
            )
        return subsidy_id


async def _ask_for(work: Work, subsidy: BudgetClaim, *, on: date) -> None:
    await work.ledger.post(
        [
            Posting(
                unit_code=subsidy.unit_code,
                debit=account.RECEIVABLE_BUDGET,
                credit=account.INCOME_SUBSIDY,
                amount=subsidy.amount,
                fact=Fact.SUBSIDY_DUE,
                source_id=subsidy.id,
                posted_on=on,
            )
        ]
    )
    await work.payments_due.add(
        number=subsidy.number,
        unit_code=subsidy.unit_code,
        kind="subsidy",
        direction="in",
        route="bank",
        source_id=subsidy.id,
        amount=subsidy.amount,
        due_on=on,
        original_order=None,
    )


_CLAIMED_FROM = {"waivers": account.RECEIVABLE_BUDGET, "channel_fees": account.RECEIVABLE_OPERATING}


@dataclass(frozen=True, slots=True)
class ClaimBudgetMoney:
    """Asks the budget for what the books show it owes and no paper asks for yet; nothing is posted before it comes."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, unit_code: str, kind: str, term: str, by: Actor, now: datetime, on: date) -> UUID:
        async with self.unit_of_work() as work:
            await work.units.get(unit_code, scope=by.path.text)
            claim = await work.subsidies.claim(
                unit_code=unit_code, kind=kind, account=_CLAIMED_FROM[kind], term=term, by=by.id, now=now
            )
            if claim is None:
                raise NothingToClaim("the budget owes nothing that is not claimed already")
            await work.payments_due.add(
                number=claim.number,
                unit_code=unit_code,
                kind=kind,
                direction="in",
                route="bank",
                source_id=claim.id,
                amount=claim.amount,
                due_on=on,
                original_order=None,
            )
            after = {"kind": kind, "amount_fen": claim.amount.fen}
            work.record("billing.budget_claimed", f"budget-claim/{claim.id}", actor=by, now=now, before={}, after=after)
        return claim.id
