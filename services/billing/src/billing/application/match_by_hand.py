"""What an officer matches or takes apart; every act has a reason and leaves a trace (C3.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.application.report_progress import month_of, report_progress
from billing.domain import account
from billing.domain.account import Fact, Posting
from billing.domain.event import BillsPaid
from kernel.actor import Actor
from kernel.errors import Conflict
from kernel.money import Money


class LineNotOpen(Conflict):
    code = "billing.line_not_open"


class LineNotMatched(Conflict):
    code = "billing.line_not_matched"


class AmountsDiffer(Conflict):
    code = "billing.amounts_differ"


class MatchNotUndoable(Conflict):
    code = "billing.match_not_undoable"


class BillRefundedAlready(Conflict):
    code = "billing.bill_refunded_already"


@dataclass(frozen=True, slots=True)
class MatchByHand:
    """Fund level: payouts of the channel against one credit of the bank, n to 1, the remainder zero."""

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, bank_line_id: UUID, fund_line_ids: tuple[UUID, ...], reason: str, by: Actor, now: datetime, on: date
    ) -> None:
        async with self.unit_of_work() as work:
            bank = await work.lines.locked(bank_line_id, scope=by.path.text)
            funds = [await work.lines.locked(line_id, scope=by.path.text) for line_id in sorted(fund_line_ids)]
            for line, source in ((bank, "bank"), *((fund, "fund") for fund in funds)):
                if line.state != "open" or line.source != source or line.unit_code != bank.unit_code:
                    raise LineNotOpen("choose open lines: one of the bank, the rest withdrawals of the channel")
            remainder = bank.amount + Money.total(fund.amount for fund in funds)
            if remainder:
                detail = f"the lines chosen leave {remainder}; choose lines that make the bank's amount"
                raise AmountsDiffer(detail, params={"remainder_fen": remainder.fen})
            unit = await work.units.get(bank.unit_code, scope=None)
            posting = Posting(
                unit_code=bank.unit_code,
                debit=account.bank(unit.account_suffix),
                credit=account.CHANNEL_WECHAT,
                amount=bank.amount,
                fact=Fact.SETTLED_TO_BANK,
                source_id=bank.id,
                source_no=bank.generation,
                posted_on=bank.booked_on,
            )
            await work.ledger.post([posting])
            await work.lines.match(bank.id, rule="by_hand", target_id=funds[0].id)
            for fund in funds:
                await work.lines.match(fund.id, rule="by_hand", target_id=bank.id)
            for proven in await work.lines.prove(bank.unit_code):
                work.publish(proven, now=now)
            for line in (bank, *funds):
                await work.lines.trace(line.id, act="matched", reason=reason, target_id=bank.id, by=by.id, now=now)
                await work.differences.resolve_late(line.id, by=by.id, now=now)
            before, after = {"state": bank.state}, {"state": "matched", "with": len(funds)}
            work.record("billing.matched_by_hand", f"line/{bank.id}", actor=by, now=now, before=before, after=after)
            await report_progress(work, months=[month_of(bank)], now=now)


@dataclass(frozen=True, slots=True)
class UndoMatch:
    """Takes a match apart by reversing its postings; the line becomes an exception for a person to name again."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, line_id: UUID, reason: str, by: Actor, now: datetime, on: date) -> None:
        async with self.unit_of_work() as work:
            line = await work.lines.locked(line_id, scope=by.path.text)
            if line.state != "matched" or line.rule is None:
                raise LineNotMatched("this line is not matched")
            if line.rule not in ("order_number", "bill_number", "withdrawal", "by_hand"):
                raise MatchNotUndoable(
                    "only payments and channel settlements are taken apart; reverse the rest at its source"
                )
            if line.bill_id is not None:
                bill = await work.bills.must_be_locked(line.bill_id)
                if bill.paid - bill.refunded < line.amount:
                    raise BillRefundedAlready("what this line paid has gone back to the family already")
                paid = await work.bills.pay(bill.id, -line.amount)
                work.publish(BillsPaid(line.id, (paid,), line.proof), now=now)
            together = await work.lines.take_apart(line)
            for unproven in await work.lines.unprove(together):
                work.publish(unproven, now=now)
            for each in together:
                # A settlement is posted under its bank line, whichever of its lines is taken apart.
                apart = await work.lines.locked(each, scope=by.path.text)
                await work.ledger.reverse(each, generation=apart.generation - 1, posted_on=on)
                await work.lines.trace(
                    each, act="unmatched", reason=reason, target_id=line.target_id, by=by.id, now=now
                )
            if line.bill_id is not None:
                await work.differences.raise_unknown(line, on=on)
            before = {"state": line.state, "rule": line.rule, "lines": len(together)}
            after = {"state": "open" if line.bill_id is None else "exception"}
            work.record("billing.match_undone", f"line/{line_id}", actor=by, now=now, before=before, after=after)
            await report_progress(work, months=[month_of(line)], now=now)
