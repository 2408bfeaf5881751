"""The chart of accounts (DOMAIN C3a) and postings between two of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid
from kernel.money import Money
from kernel.term import Month

RECEIVABLE_FAMILY = "receivable:family"
RECEIVABLE_BUDGET = "receivable:budget"
RECEIVABLE_OPERATING = "receivable:operating-budget"
HELD_SERVICE = "held:service"
HELD_CONSUMABLES = "held:consumables"
CHANNEL_WECHAT = "channel:WECHAT"
PAYABLE_REFUND = "payable:refund"
PAYABLE_VENDOR = "payable:vendor"
PAYABLE_STAFF = "payable:staff"
SUSPENSE = "suspense"
INCOME_SUBSIDY = "income:subsidy"
EXPENSE_ALLOWANCE = "expense:allowance"
OPENING = "opening"
# Every unit has these from its registration; accounts of contracts and purposes come when first used.
STANDING = (
    RECEIVABLE_FAMILY,
    RECEIVABLE_BUDGET,
    RECEIVABLE_OPERATING,
    HELD_SERVICE,
    HELD_CONSUMABLES,
    CHANNEL_WECHAT,
    PAYABLE_REFUND,
    PAYABLE_VENDOR,
    PAYABLE_STAFF,
    SUSPENSE,
    INCOME_SUBSIDY,
    EXPENSE_ALLOWANCE,
    OPENING,
)


def held_agency(contract_id: UUID) -> str:
    return f"held:agency:{contract_id}"


def bank(suffix: str) -> str:
    return f"bank:{suffix}"


class Fact(StrEnum):
    """What a posting says happened; with its source it names the posting, so a replay posts nothing."""

    OPENING = "opening"
    BILLED = "billed"
    WAIVED = "waived"
    WAIVER_FINANCED = "waiver_financed"
    CHANNEL_PAID = "channel_paid"
    BANK_PAID = "bank_paid"
    UNIDENTIFIED = "unidentified"
    OVERPAID = "overpaid"
    SETTLED_TO_BANK = "settled_to_bank"
    FEE_KEPT = "fee_kept"
    LESSON_CONFIRMED = "lesson_confirmed"
    CONSUMABLES_ISSUED = "consumables_issued"
    CHARGE_CANCELLED = "charge_cancelled"
    WAIVER_RETURNED = "waiver_returned"
    REFUND_APPROVED = "refund_approved"
    REFUND_PAID = "refund_paid"
    VENDOR_PAID = "vendor_paid"
    SUBSIDY_DUE = "subsidy_due"
    BUDGET_RECEIVED = "budget_received"
    ALLOWANCE_APPROVED = "allowance_approved"
    ALLOWANCE_PAID = "allowance_paid"
    PAYOUT_RETURNED = "payout_returned"
    SPENT = "spent"
    NAMED = "named"
    REVERSED = "reversed"


class PostingNotPositive(Invalid):
    code = "billing.posting_not_positive"


class PostingToItself(Invalid):
    code = "billing.posting_to_itself"


class MonthIsClosed(Conflict):
    code = "billing.month_is_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One row of the ledger: a debit account, a credit account, a positive amount; balanced by construction."""

    unit_code: str
    debit: str
    credit: str
    amount: Money
    fact: Fact
    source_id: UUID
    source_no: int = 0
    posted_on: date

    def __post_init__(self) -> None:
        if self.amount <= Money.ZERO:
            raise PostingNotPositive(f"{self.fact} would post {self.amount}; post a positive amount or nothing")
        if self.debit == self.credit:
            raise PostingToItself(f"{self.fact} would post from {self.debit} to itself")

    def reversed(self, *, source_no: int, posted_on: date) -> "Posting":
        """The posting that undoes this one; nothing is ever edited."""
        return Posting(
            unit_code=self.unit_code,
            debit=self.credit,
            credit=self.debit,
            amount=self.amount,
            fact=Fact.REVERSED,
            source_id=self.source_id,
            source_no=source_no,
            posted_on=posted_on,
        )


# A term's postings lie in one partition; spring books run from February to July.
_SPRING = range(2, 8)


def ledger_term(month: Month) -> str:
    """The partition of a month: `2026-spring` holds February to July, `2026-autumn` August to January."""
    if month.number in _SPRING:
        return f"{month.year}-spring"
    return f"{month.year if month.number >= 8 else month.year - 1}-autumn"


def balances(postings: list[Posting]) -> dict[str, Money]:
    """Debits minus credits by account; they always add up to zero."""
    totals: dict[str, Money] = {}
    for posting in postings:
        totals[posting.debit] = totals.get(posting.debit, Money.ZERO) + posting.amount
        totals[posting.credit] = totals.get(posting.credit, Money.ZERO) - posting.amount
    return totals
