"""The second person of a unit's account, merchant number and schools: only a confirmed change is in force."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import UnitOfWork, Versioned, Work
from billing.application.propose_unit_changes import AccountingUnitsFaulty, told
from billing.application.unit_records import ProposedUnit
from billing.domain.account import CHANNEL_WECHAT, STANDING, bank
from billing.domain.event import AccountingUnitChanged, AccountingUnitRegistered
from billing.domain.unit import AccountStillHoldsMoney, UnitChangedMeanwhile, changed_fields, digest_of
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Fault


class UnitChangeNotWaiting(Conflict):
    code = "billing.unit_change_not_waiting"


class UnitChangeNotAsShown(Conflict):
    code = "billing.unit_change_not_as_shown"


@dataclass(frozen=True, slots=True)
class ConfirmUnitChange:
    unit_of_work: UnitOfWork

    async def __call__(self, *, change_id: UUID, digest: bytes, version: int, by: Actor, now: datetime) -> None:
        """From now on new payment orders and statements are held against the new account and merchant number."""
        async with self.unit_of_work() as work:
            change = await _waiting(work, change_id, digest, version, by=by)
            earlier = acts(Function.PREPARE, change.proposed_by)
            check(Case.UNIT, earlier, actor=by, function=Function.APPROVE)
            await _must_still_fit(work, change)
            await work.units.register(change)
            touched = {change.code, *await work.units.assign_schools(change.code, change.after.school_paths)}
            await work.ledger.open_accounts(change.code, (*STANDING, bank(change.after.account[-4:])))
            await work.unit_changes.decide(change_id, state="confirmed", by=by, now=now)
            await work.hold(AccountingUnitRegistered, touched)
            for registered in await work.units.registered(touched):
                work.publish(registered, now=now)
            _tell(work, change, by=by, now=now)


@dataclass(frozen=True, slots=True)
class RejectUnitChange:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, change_id: UUID, digest: bytes, version: int, reason: str, by: Actor, now: datetime
    ) -> None:
        """Nothing changes; who proposed it may take it back in this way as well."""
        async with self.unit_of_work() as work:
            change = await _waiting(work, change_id, digest, version, by=by)
            await work.unit_changes.decide(change_id, state="rejected", by=by, now=now, reason=reason)
            before, after = {"state": change.state}, {"state": "rejected", "reason": reason}
            subject = f"unit/{change.code}"
            work.record("billing.unit_change_rejected", subject, actor=by, now=now, before=before, after=after)


async def _waiting(work: Work, change_id: UUID, digest: bytes, version: int, *, by: Actor) -> ProposedUnit:
    change = await work.unit_changes.locked(change_id, scope=by.path.text)
    await work.versions.must_be(Versioned.UNIT_CHANGE, change_id, version)
    if change.state != "proposed":
        raise UnitChangeNotWaiting("this change was decided on already", params={"state": change.state})
    if change.digest != digest:
        raise UnitChangeNotAsShown("the digest is not this change's; look at it again")
    return change


async def _must_still_fit(work: Work, change: ProposedUnit) -> None:
    """The unit stands as it did, its new numbers are free, and no money is left behind in the old ones."""
    present = (await work.unit_changes.particulars([change.code])).get(change.code)
    if digest_of(change.code, present, change.after) != change.digest:
        raise UnitChangedMeanwhile("the unit was changed since this was proposed; reject it and propose again")
    numbers = {"专户账号": change.after.account, "微信商户号": change.after.merchant_number}
    held = await work.units.holding([numbers["专户账号"]], [numbers["微信商户号"]])
    faults = [
        Fault(f"/{column}", "billing.account_of_another_unit", "another accounting unit has this one by now")
        for column, number in numbers.items()
        if held.get(number, change.code) != change.code
    ]
    if faults:
        raise AccountingUnitsFaulty("another unit holds this account or merchant number", faults=tuple(faults))
    if present is None:
        return
    left = {
        bank(present.account[-4:]): present.account != change.after.account,
        CHANNEL_WECHAT: present.merchant_number != change.after.merchant_number,
    }
    for account, is_left in left.items():
        balance = await work.unit_changes.balance(change.code, account) if is_left else None
        if balance:
            detail = f"{account} still holds {balance}; move it and import the statement that shows so first"
            raise AccountStillHoldsMoney(detail, params={"account": account, "balance_fen": balance.fen})


def _tell(work: Work, change: ProposedUnit, *, by: Actor, now: datetime) -> None:
    """The schools concerned, those that leave included, and the finance office hear of it."""
    before, after = change.before, change.after
    shown = told(after, beside=before)
    earlier = {} if before is None else told(before, beside=after)
    work.publish(
        AccountingUnitChanged(
            code=change.code,
            district_path=change.district_path,
            school_paths=tuple(sorted({*after.school_paths, *(before.school_paths if before else ())})),
            changed=changed_fields(before, after),
            account_before=str(earlier["account"]) if earlier else "",
            account_after=str(shown["account"]),
            merchant_before=before.merchant_number if before else "",
            merchant_after=after.merchant_number,
            proposed_by=change.proposed_by,
            confirmed_by=by.id,
        ),
        now=now,
    )
    action = "billing.unit_changed" if before else "billing.unit_registered"
    work.record(action, f"unit/{change.code}", actor=by, now=now, before=earlier, after=shown, digest=change.digest)
