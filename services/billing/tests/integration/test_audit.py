"""Every change leaves in the audit trail what was there before."""

from typing import Any

from testkit.audit import audited, audited_as_new, audited_without_outcome

# Nothing stood before these: they make something, or only read.
NEW = {
    "billing.bill_run_started",
    "billing.payment_ordered",
    "billing.price_notice_drafted",
    "billing.refund_proposed",
    "billing.statement_registered",
    "billing.unit_registered",
    "billing.unit_change_proposed",
    "billing.waiver_proposed",
}
CHANGES = {
    "billing.bill_run_published",
    "billing.price_notice_published",
    "billing.refund_approved",
    "billing.refund_prepared",
    "billing.statement_confirmed",
    "billing.statement_imported",
    "billing.statement_read",
    "billing.waiver_decided",
}


async def test_says_of_each_change_what_stood_before(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.waive("小贝", "hardship")
    await city.bill()
    await city.pay_order("小贝")
    await city.end("小贝", "围棋")
    assert await city.agree_to_refunds() == ["withdrawn"]
    assert await audited(city.database) >= CHANGES
    assert await audited_as_new(city.database) <= NEW
    assert await audited_without_outcome(city.database) == set()
    [prepared] = await city.audited("billing.refund_prepared")
    [confirmed] = await city.audited("billing.statement_confirmed")
    assert confirmed["before"] == {"state": "awaiting_confirmation"}
    assert prepared["before"] == {"proposed_by": "00000000-0000-0000-0000-000000000000", "amount_fen": 14000}
