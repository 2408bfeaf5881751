"""What staff are paid for a month of the rota: prepared, signed by the principal, approved by the district (A9).

Until it is approved a sheet can be sent back with a reason, by the principal to its preparer and by the district to the
school; it is then prepared and signed anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Invalid
from kernel.money import Money
from kernel.term import Month
from kernel.text import line


class SheetState(Enum):
    PREPARED = "prepared"
    SIGNED = "signed"
    APPROVED = "approved"
    EXPORTED = "exported"
    RETURNED = "returned"


class NoAllowanceHere(Conflict):
    code = "staffing.no_allowance_here"


class AllowanceRateNotSet(Conflict):
    code = "staffing.allowance_rate_not_set"


class NothingToPay(Conflict):
    code = "staffing.nothing_to_pay"


class MonthNotOver(Conflict):
    code = "staffing.month_not_over"


class SheetNotAtThisStep(Conflict):
    code = "staffing.sheet_not_at_this_step"


class ReturnNeedsReason(Invalid):
    code = "staffing.return_needs_reason"


@dataclass(frozen=True, slots=True)
class Terms:
    """The pack's answer: the rate per confirmed lesson, where the money sits, and the rule it came from."""

    rate: Money
    outside_total: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    person_id: UUID
    lessons: int
    amount: Money


@dataclass(frozen=True, slots=True)
class AllowanceSheet:
    """One school's month; each further step is done by another person."""

    id: UUID
    school_path: str
    month: Month
    terms: Terms
    lines: tuple[Line, ...]
    state: SheetState
    version: int
    prepared_by: UUID
    prepared_at: datetime
    signed_by: UUID | None = None
    approved_by: UUID | None = None

    @property
    def amount(self) -> Money:
        return Money.total(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Returned:
    """What was sent back, as it was, and why."""

    sheet: AllowanceSheet
    reason: str
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AllowanceSheetPrepared:
    sheet: AllowanceSheet


@dataclass(frozen=True, slots=True)
class AllowanceSheetApproved:
    sheet: AllowanceSheet


@dataclass(frozen=True, slots=True)
class AllowanceSheetReturned:
    sheet: AllowanceSheet


def prepare(
    sheet_id: UUID,
    *,
    school_path: str,
    month: Month,
    lessons: Mapping[UUID, int],
    terms: Terms,
    by: UUID,
    now: datetime,
) -> AllowanceSheet:
    """Return the sheet: confirmed lessons times the rate, people in the order of their ids."""
    lines = _lines(month, lessons, terms)
    return AllowanceSheet(sheet_id, school_path, month, terms, lines, SheetState.PREPARED, 1, by, now)


def prepare_again(
    sheet: AllowanceSheet, *, lessons: Mapping[UUID, int], terms: Terms, by: UUID, now: datetime
) -> AllowanceSheet:
    """What was sent back, counted anew; nobody has signed it yet."""
    _must_be(sheet, SheetState.RETURNED)
    return replace(
        sheet,
        terms=terms,
        lines=_lines(sheet.month, lessons, terms),
        state=SheetState.PREPARED,
        version=sheet.version + 1,
        prepared_by=by,
        prepared_at=now,
        signed_by=None,
    )


def sign(sheet: AllowanceSheet, *, by: Actor) -> AllowanceSheet:
    """The principal's signature."""
    _must_be(sheet, SheetState.PREPARED)
    check(Case.ALLOWANCE_SHEET, acts(Function.PREPARE, sheet.prepared_by), actor=by, function=Function.REVIEW)
    return replace(sheet, state=SheetState.SIGNED, signed_by=by.id, version=sheet.version + 1)


def approve(sheet: AllowanceSheet, *, by: Actor) -> AllowanceSheet:
    """The district's approval, after which it may be paid."""
    _must_be(sheet, SheetState.SIGNED)
    earlier = (*acts(Function.PREPARE, sheet.prepared_by), *acts(Function.REVIEW, sheet.signed_by))
    check(Case.ALLOWANCE_SHEET, earlier, actor=by, function=Function.APPROVE)
    return replace(sheet, state=SheetState.APPROVED, approved_by=by.id, version=sheet.version + 1)


def send_back(sheet: AllowanceSheet, *, at_step: SheetState, reason: str) -> AllowanceSheet:
    """Return the sheet as its school has to prepare it again.

    The principal sends back what is prepared, the district what is signed; nobody what is approved.
    """
    _must_be(sheet, at_step)
    if not line(reason):
        raise ReturnNeedsReason("say what the school must change")
    return replace(sheet, state=SheetState.RETURNED, version=sheet.version + 1)


def export(sheet: AllowanceSheet) -> AllowanceSheet:
    """The pay file may be had again and again, but never before the approval."""
    if sheet.state is SheetState.EXPORTED:
        return sheet
    _must_be(sheet, SheetState.APPROVED)
    return replace(sheet, state=SheetState.EXPORTED, version=sheet.version + 1)


def _lines(month: Month, lessons: Mapping[UUID, int], terms: Terms) -> tuple[Line, ...]:
    if not lessons:
        raise NothingToPay(f"no lesson of {month} is confirmed yet", params={"month": str(month)})
    return tuple(Line(person, count, terms.rate * count) for person, count in sorted(lessons.items()))


def _must_be(sheet: AllowanceSheet, state: SheetState) -> None:
    if sheet.state is not state:
        raise SheetNotAtThisStep(
            f"the sheet is {sheet.state.value}, this step needs it {state.value}",
            params={"state": sheet.state.value, "needs": state.value},
        )
