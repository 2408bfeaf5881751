"""Calculating what an ended service gives back; a person takes it over before a second one approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.approve_refund import RefundAlreadyDecided
from billing.application.asked_by_family import asked_by_family
from billing.application.ports import UnitOfWork, Versioned, Work
from billing.application.revise_refund import revise_refund
from billing.application.store_records import EndedPlacement
from billing.domain.refund import NothingToRefund, RefundReason, calculate
from kernel.actor import Actor, system_actor
from kernel.duties import Case, Function, check
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from kernel.organisation import OrganisationPath
from kernel.versions import must_come_to


class PlacementNotFound(NotFound):
    code = "billing.placement_not_found"


class ServiceStillRunning(Conflict):
    code = "billing.service_still_running"


@dataclass(frozen=True, slots=True)
class ProposeRefund:
    """What the accountant asks for: prepares a refund, or takes over the one the system proposed."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, placement_id: UUID, by: Actor, now: datetime, on: date) -> UUID:
        async with self.unit_of_work() as work:
            ended = await work.copies.placement_end(placement_id)
            if ended is None or not by.path.covers(OrganisationPath(ended.school_path)):
                raise PlacementNotFound("no agreed service of yours by that id")
            family = await asked_by_family(work, ended.pupil_id)
            check(Case.REFUND, family, actor=by, function=Function.PREPARE)
            reasons = await _reasons(work, ended, on=on)
            refund_id = await _take_over(work, placement_id, reasons, by=by)
            before = {} if refund_id is None else {"state": "proposed"}
            if refund_id is None:
                refund_id = await propose(
                    work, placement_id=placement_id, reason=reasons[-1], ended_on=ended.ended_on or on, by=by, now=now
                )
            if refund_id is None:
                raise NothingToRefund("nothing is held for this service any more")
            after = {"state": "proposed", "proposed_by": str(by.id)}
            work.record("billing.refund_prepared", f"refund/{refund_id}", actor=by, now=now, before=before, after=after)
        return refund_id


@dataclass(frozen=True, slots=True)
class TakeOverRefund:
    """The accountant puts their name to what the system proposed, such as what a granted waiver overpays."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, refund_id: UUID, seen: Money, by: Actor, now: datetime, version: int) -> None:
        """Calculate it anew and keep who took it over; a refund that somebody prepared keeps that name.

        `seen` is what it was shown to pay out; AmountChanged where it comes to something else by now.
        """
        async with self.unit_of_work() as work:
            refund = await work.refunds.locked(refund_id, scope=by.path.text)
            await work.versions.must_be(Versioned.REFUND, refund_id, version)
            family = await asked_by_family(work, refund.pupil_id)
            check(Case.REFUND, family, actor=by, function=Function.PREPARE)
            if refund.state != "proposed":
                raise RefundAlreadyDecided("this refund was decided already")
            to_pay = refund.amount
            if refund.placement_id is not None:
                bill = await work.bills.must_be_locked(refund.bill_id)
                to_pay = (await revise_refund(work, refund, bill)).to_pay
            must_come_to(seen, present=to_pay)
            await work.refunds.take_over(refund.id, by=by.id)
            before = {"proposed_by": str(refund.proposed_by), "amount_fen": refund.amount.fen}
            after = {"proposed_by": str(by.id), "amount_fen": to_pay.fen}
            work.record("billing.refund_prepared", f"refund/{refund_id}", actor=by, now=now, before=before, after=after)


async def _reasons(work: Work, ended: EndedPlacement, *, on: date) -> list[RefundReason]:
    """Why money of the service may go back on that day: it ended early; and when the term is over, because it is."""
    reasons = [RefundReason(ended.reason)] if ended.reason else []
    last_on = await work.copies.term_ends_on(ended.school_path, ended.term)
    if last_on is not None and on > last_on:
        reasons.append(RefundReason.TERM_END)
    if not reasons:
        raise ServiceStillRunning("this service goes on; it is settled when it ends, or after the term")
    return reasons


async def _take_over(work: Work, placement_id: UUID, reasons: Sequence[RefundReason], *, by: Actor) -> UUID | None:
    """The refund that waits for somebody to prepare it; None where another one may still be calculated."""
    known = None
    for reason in reasons:
        known = await work.refunds.of_placement(placement_id, reason)
        refund = None if known is None else await work.refunds.locked(known, scope=by.path.text)
        if refund is not None and refund.state == "proposed":
            await revise_refund(work, refund, await work.bills.must_be_locked(refund.bill_id))
            await work.refunds.take_over(refund.id, by=by.id)
            return refund.id
    # The last reason's is decided: there is no second one.
    return known


async def propose(
    work: Work, *, placement_id: UUID, reason: RefundReason, ended_on: date, by: Actor, now: datetime
) -> UUID | None:
    """Store the calculation for a placement and return its id; None where nothing is held for it.

    Whoever asks first creates it: there is one refund per placement and reason.
    """
    ended = await work.bills.ended_service(placement_id, reason=reason, ended_on=ended_on)
    if ended is None:
        return None
    rules = await work.copies.rules(ended.bill.school_path, ended.bill.term)
    calculation = calculate(rules, ended.lines, still_due=ended.bill.still_due, reason=reason)
    if not calculation.lines:
        return None
    return await work.refunds.add(ended, calculation, reason=reason, by=by.id, now=now, rules=rules)


async def propose_by_itself(
    work: Work, *, placement_id: UUID, reason: RefundReason, ended_on: date, now: datetime
) -> UUID | None:
    """What an ended placement sets off without anybody asking."""
    actor = system_actor("billing")
    refund_id = await propose(work, placement_id=placement_id, reason=reason, ended_on=ended_on, by=actor, now=now)
    if refund_id is not None:
        after = {"placement": str(placement_id), "reason": reason.value}
        work.record("billing.refund_proposed", f"refund/{refund_id}", actor=actor, now=now, before={}, after=after)
    return refund_id
