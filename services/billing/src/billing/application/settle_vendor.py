"""Paying a vendor for confirmed lessons: the school prepares, the vendor confirms, a second person approves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import SettlementReader, UnitOfWork, VendorRegistry, Versioned, Work
from billing.application.records import Payee, SettlementRecord, SettlementToPay, Standing
from billing.domain.event import VendorSettled
from billing.domain.party import Party
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from kernel.organisation import OrganisationPath
from kernel.term import Month
from kernel.versions import must_come_to


class ContractNotFound(NotFound):
    code = "billing.contract_not_found"


class NothingDelivered(Conflict):
    code = "billing.nothing_delivered"


class SettlementNotAtThisStep(Conflict):
    code = "billing.settlement_not_at_this_step"


class VendorNotInStanding(Conflict):
    code = "billing.vendor_not_in_standing"


class SettlementNotApproved(Conflict):
    code = "billing.settlement_not_approved"


RUN_OUT = ("licence_expired", "listing_expired")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOrder:
    """What is still to be paid of a settlement, and to whom; `off_list` says why the payee is off the list by now."""

    settlement: SettlementRecord
    amount: Money
    payee: Payee
    off_list: str


@dataclass(frozen=True, slots=True)
class PrepareSettlement:
    unit_of_work: UnitOfWork

    async def __call__(self, *, contract_id: UUID, month: Month, by: Actor, now: datetime) -> UUID:
        """Return the settlement of all lessons confirmed up to the month's end that none covers yet (R37)."""
        async with self.unit_of_work() as work:
            contract = await work.copies.contract(contract_id)
            if contract is None or not by.path.covers(OrganisationPath(contract.school_path)):
                raise ContractNotFound("no contract of your school by that id")
            settlement = await work.settlements.prepare(contract, month=month, by=by.id, now=now)
            if settlement is None:
                raise NothingDelivered("no confirmed lesson of this month is waiting to be settled")
            work.record(
                "billing.settlement_prepared",
                f"settlement/{settlement.id}",
                actor=by,
                now=now,
                before={},
                after={"lessons": settlement.lessons, "amount_fen": settlement.amount.fen},
            )
        return settlement.id


@dataclass(frozen=True, slots=True)
class ConfirmSettlement:
    unit_of_work: UnitOfWork

    async def __call__(self, *, settlement_id: UUID, seen: Money, by: Actor, now: datetime, version: int) -> None:
        """The vendor agrees with lessons and amount, by somebody who did not prepare them for the school."""
        async with self.unit_of_work() as work:
            settlement = await work.settlements.locked(settlement_id, scope=by.path.text)
            await work.versions.must_be(Versioned.SETTLEMENT, settlement_id, version)
            must_come_to(seen, present=settlement.amount)
            if settlement.state != "prepared":
                raise SettlementNotAtThisStep("this settlement is confirmed already")
            earlier = acts(Function.PREPARE, settlement.prepared_by)
            check(Case.SETTLEMENT, earlier, actor=by, function=Function.REVIEW)
            await work.settlements.confirm(settlement_id, by=by.id)
            _record(work, "settlement_confirmed", settlement, by=by, now=now, after={"state": "confirmed"})


@dataclass(frozen=True, slots=True)
class PaySettlement:
    """The second person's yes; the vendor's standing is asked afresh."""

    unit_of_work: UnitOfWork
    registry: VendorRegistry
    settlements: SettlementReader

    async def __call__(
        self, *, settlement_id: UUID, seen: Money, by: Actor, now: datetime, on: date, version: int
    ) -> None:
        # Asked before the request's transaction begins: nothing talks to the network inside one, nor holds a lock.
        wanted = await self.settlements.to_pay(settlement_id, by=by)
        standing = await entitled(self.registry, wanted, on=on)
        payee = await self.registry.payee(wanted.settlement.vendor_id)
        async with self.unit_of_work() as work:
            settlement = await work.settlements.locked(settlement_id, scope=by.path.text)
            await work.versions.must_be(Versioned.SETTLEMENT, settlement_id, version)
            must_come_to(seen, present=settlement.amount)
            if settlement.state != "confirmed":
                raise SettlementNotAtThisStep("the vendor confirms a settlement before it is paid, once")
            prepared, confirmed = settlement.prepared_by, settlement.confirmed_by
            earlier = (*acts(Function.PREPARE, prepared), *acts(Function.REVIEW, confirmed))
            check(Case.SETTLEMENT, earlier, actor=by, function=Function.APPROVE)
            await work.settlements.approve(settlement_id, by=by.id)
            await work.payments_due.add(
                number=settlement.number,
                unit_code=settlement.unit_code,
                kind="settlement",
                direction="out",
                route="bank",
                source_id=settlement.id,
                amount=settlement.amount,
                due_on=on,
                original_order=None,
            )
            await work.payments_due.name_payee(settlement.number, payee)
            work.publish(
                VendorSettled(
                    settlement.id,
                    settlement.vendor_id,
                    settlement.contract_id,
                    settlement.school_path,
                    settlement.month,
                    settlement.lessons,
                    settlement.amount.fen,
                ),
                now=now,
            )
            after: dict[str, object] = {"amount_fen": settlement.amount.fen}
            if standing.reason_code:
                after["off_list"] = standing.reason_code
            _record(work, "settlement_approved", settlement, by=by, now=now, after=after)


@dataclass(frozen=True, slots=True)
class GivePayFile:
    """What the cashier pays by: an approved settlement, once more to a vendor that may be paid today."""

    unit_of_work: UnitOfWork
    registry: VendorRegistry
    settlements: SettlementReader

    async def __call__(self, *, settlement_id: UUID, by: Actor, now: datetime, on: date) -> PayOrder:
        seen = await self.settlements.to_pay(settlement_id, by=by)
        _must_be_approved(seen.settlement)
        standing = await entitled(self.registry, seen, on=on)
        payee = await self.registry.payee(seen.settlement.vendor_id)
        async with self.unit_of_work() as work:
            settlement = await work.settlements.locked(settlement_id, scope=by.path.text)
            owed = await work.payments_due.payout(settlement.number, unit_code=settlement.unit_code)
            if owed is None:
                raise _not_to_be_paid(settlement)
            await work.payments_due.name_payee(settlement.number, payee)
            after: dict[str, object] = {"amount_fen": owed.amount.fen, "payee": _party(payee).masked()}
            if standing.reason_code:
                after["off_list"] = standing.reason_code
            _record(work, "pay_file_given", settlement, by=by, now=now, after=after)
        return PayOrder(settlement=settlement, amount=owed.amount, payee=payee, off_list=standing.reason_code)


def _record(
    work: Work, action: str, settlement: SettlementRecord, *, by: Actor, now: datetime, after: Mapping[str, object]
) -> None:
    before = {"state": settlement.state}
    work.record(f"billing.{action}", f"settlement/{settlement.id}", actor=by, now=now, before=before, after=after)


async def entitled(registry: VendorRegistry, to_pay: SettlementToPay, *, on: date) -> Standing:
    """The standing of a vendor that may be paid today, or VendorNotInStanding.

    A vendor whose licence or listing has run out is still paid for what it taught while it was listed: families paid
    for those lessons and got them; `reason_code` then says why it is off the list. One that was removed, suspended or
    never listed gets no money from here.
    """
    vendor_id, district = to_pay.settlement.vendor_id, to_pay.settlement.school_path.rsplit("/", 1)[0]
    today = await registry.standing(vendor_id, district_path=district, on=on)
    if today.listed:
        return today
    if today.reason_code in RUN_OUT and to_pay.last_on is not None:
        taught = await registry.standing(vendor_id, district_path=district, on=to_pay.last_on)
        if taught.listed:
            return replace(taught, reason_code=today.reason_code)
    detail = "the vendor is off the whitelist; settle what it is owed with the district"
    raise VendorNotInStanding(detail, params={"reason": today.reason_code})


def _party(payee: Payee) -> Party:
    return Party(payee.name, payee.account)


def _must_be_approved(settlement: SettlementRecord) -> None:
    if settlement.state != "approved":
        raise _not_to_be_paid(settlement)


def _not_to_be_paid(settlement: SettlementRecord) -> SettlementNotApproved:
    detail = "the vendor confirms and the principal approves a settlement before it is paid, once"
    return SettlementNotApproved(detail, params={"state": settlement.state})
