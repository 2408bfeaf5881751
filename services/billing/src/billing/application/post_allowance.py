"""An approved allowance sheet becomes a debt to staff and a payment the bank will show (C3a, R30)."""

from datetime import date
from uuid import UUID

from billing.application.ports import Work
from billing.domain import account
from billing.domain.account import Fact, Posting
from kernel.money import Money


async def post_allowance(
    work: Work, *, sheet_id: UUID, school_path: str, month: str, lines: int, amount: Money, on: date
) -> None:
    """Post the sheet and expect its payment; the same sheet again changes nothing."""
    unit = await work.units.of_school(school_path)
    number = await work.units.add_allowance_sheet(
        sheet_id, school_path=school_path, unit_code=unit.code, month=month, lines=lines, amount=amount
    )
    if number is None or not amount:
        return
    posting = Posting(
        unit_code=unit.code,
        debit=account.EXPENSE_ALLOWANCE,
        credit=account.PAYABLE_STAFF,
        amount=amount,
        fact=Fact.ALLOWANCE_APPROVED,
        source_id=sheet_id,
        posted_on=on,
    )
    await work.ledger.post([posting])
    await work.payments_due.add(
        number=number,
        unit_code=unit.code,
        kind="allowance",
        direction="out",
        route="bank",
        source_id=sheet_id,
        amount=amount,
        due_on=on,
        original_order=None,
    )
