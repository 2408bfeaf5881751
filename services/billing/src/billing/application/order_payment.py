"""A guardian orders a payment; only an imported file proves it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from kernel.actor import Actor
from kernel.errors import Conflict, NotFound
from kernel.money import Money
from kernel.versions import must_come_to


class BillNotFound(NotFound):
    code = "billing.bill_not_found"


class NothingDue(Conflict):
    code = "billing.nothing_due"


@dataclass(frozen=True, slots=True)
class OrderPayment:
    unit_of_work: UnitOfWork

    async def __call__(self, *, bill_id: UUID, seen: Money, by: Actor, now: datetime, on: date) -> UUID:
        """Return the order's id: the open one where the bill has one for this amount, else a new one.

        `seen` is what the bill was shown to ask for still; AmountChanged where it asks for something else by now.
        """
        async with self.unit_of_work() as work:
            bill = await work.bills.locked(bill_id)
            if bill is None or not await work.copies.is_guardian(by.id, bill.pupil_id):
                raise BillNotFound("no bill of yours by that id")
            if bill.still_due.fen <= 0:
                raise NothingDue("this bill asks for nothing more")
            must_come_to(seen, present=bill.still_due)
            order_id = await work.orders.open_order(bill_id, amount=bill.still_due)
            if order_id is None:
                order_id = await work.orders.add(bill, amount=bill.still_due, by=by.id, on=on)
                after = {"order": order_id, "amount_fen": bill.still_due.fen}
                work.record("billing.payment_ordered", f"bill/{bill_id}", actor=by, now=now, before={}, after=after)
        return order_id
