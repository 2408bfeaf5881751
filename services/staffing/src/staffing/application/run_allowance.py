"""The allowance sheet of a month, step by step, each by another person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.errors import PreconditionFailed
from kernel.ids import new_id
from kernel.money import Money
from kernel.term import Month
from kernel.versions import must_come_to
from staffing.application.ports import Audit, UnitOfWorkFactory
from staffing.domain import allowance_sheet
from staffing.domain.allowance_sheet import (
    AllowanceSheet,
    AllowanceSheetApproved,
    AllowanceSheetPrepared,
    AllowanceSheetReturned,
    MonthNotOver,
    Returned,
    SheetState,
)


class SheetChanged(PreconditionFailed):
    code = "staffing.sheet_changed"


@dataclass(frozen=True, slots=True)
class PrepareAllowanceSheet:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, month: Month, by: Actor, on: date, now: datetime) -> AllowanceSheet:
        """Count the confirmed lessons of own and hired staff through that month at the rate of the pack (S1b, R30).

        Lessons of earlier months that were confirmed after their sheet go on this one, so that each is paid once.
        """
        if on <= month.last_on:
            raise MonthNotOver(f"{month} is not over yet", params={"month": str(month)})
        async with self.unit_of_work() as work:
            terms = await work.rules.allowance_terms(by.path, month)
            sheet_id = new_id()
            sheet = allowance_sheet.prepare(
                sheet_id,
                school_path=by.path.text,
                month=month,
                lessons=await work.lessons.take_unpaid(sheet_id, by.path.text, through=month.last_on),
                terms=terms,
                by=by.id,
                now=now,
            )
            await work.hold(AllowanceSheetPrepared, {sheet_id})
            await work.sheets.add(sheet)
            work.publish(AllowanceSheetPrepared(sheet), now=now)
            _record(work.audit, "prepared", sheet, by, now)
        return sheet


@dataclass(frozen=True, slots=True)
class PrepareAllowanceSheetAgain:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, sheet_id: UUID, version: int, by: Actor, now: datetime) -> AllowanceSheet:
        """Count what was sent back anew: its lessons, those of its time confirmed since, and the rate of the day."""
        async with self.unit_of_work() as work:
            before = await work.sheets.get(sheet_id, within=by.path)
            _must_match(before, version)
            await work.lessons.take_unpaid(sheet_id, before.school_path, through=before.month.last_on)
            sheet = allowance_sheet.prepare_again(
                before,
                lessons=await work.lessons.on_sheet(sheet_id),
                terms=await work.rules.allowance_terms(by.path, before.month),
                by=by.id,
                now=now,
            )
            await work.hold(AllowanceSheetPrepared, {sheet_id})
            await work.sheets.save(sheet)
            await work.sheets.replace_lines(sheet)
            work.publish(AllowanceSheetPrepared(sheet), now=now)
            _record(work.audit, "prepared_again", sheet, by, now, before=before)
        return sheet


# Who sends a sheet back, and the step at which it lies with them.
_LIES_WITH = {"principal": SheetState.PREPARED, "district-officer": SheetState.SIGNED}


@dataclass(frozen=True, slots=True)
class SendBackAllowanceSheet:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, sheet_id: UUID, version: int, reason: str, by: Actor, now: datetime) -> AllowanceSheet:
        """The principal to the preparer, the district to the school; its lessons stay on it, so no other pays them."""
        async with self.unit_of_work() as work:
            before = await work.sheets.get(sheet_id, within=by.path)
            _must_match(before, version)
            sheet = allowance_sheet.send_back(before, at_step=_LIES_WITH[by.role], reason=reason)
            await work.hold(AllowanceSheetReturned, {sheet_id})
            await work.sheets.save(sheet)
            await work.sheets.keep_returned(Returned(before, reason.strip(), by.id, now))
            work.publish(AllowanceSheetReturned(sheet), now=now)
            _record(work.audit, "returned", sheet, by, now, before=before)
        return sheet


@dataclass(frozen=True, slots=True)
class SignAllowanceSheet:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, sheet_id: UUID, version: int, seen: Money, by: Actor, now: datetime) -> AllowanceSheet:
        async with self.unit_of_work() as work:
            before = await work.sheets.get(sheet_id, within=by.path)
            _must_match(before, version)
            must_come_to(seen, present=before.amount)
            sheet = allowance_sheet.sign(before, by=by)
            await work.sheets.save(sheet)
            _record(work.audit, "signed", sheet, by, now, before=before)
        return sheet


@dataclass(frozen=True, slots=True)
class ApproveAllowanceSheet:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, sheet_id: UUID, version: int, seen: Money, by: Actor, now: datetime) -> AllowanceSheet:
        async with self.unit_of_work() as work:
            before = await work.sheets.get(sheet_id, within=by.path)
            _must_match(before, version)
            must_come_to(seen, present=before.amount)
            sheet = allowance_sheet.approve(before, by=by)
            await work.hold(AllowanceSheetApproved, {sheet_id})
            await work.sheets.save(sheet)
            work.publish(AllowanceSheetApproved(sheet), now=now)
            _record(work.audit, "approved", sheet, by, now, before=before)
        return sheet


@dataclass(frozen=True, slots=True)
class ExportAllowanceSheet:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, sheet_id: UUID, by: Actor, now: datetime) -> AllowanceSheet:
        """Release the approved sheet for the pay file."""
        async with self.unit_of_work() as work:
            before = await work.sheets.get(sheet_id, within=by.path)
            sheet = allowance_sheet.export(before)
            if sheet is not before:
                await work.sheets.save(sheet)
            _record(work.audit, "exported", sheet, by, now, before=before)
        return sheet


def _must_match(sheet: AllowanceSheet, version: int) -> None:
    if sheet.version != version:
        raise SheetChanged("the sheet changed meanwhile; look at it again")


def _record(
    audit: Audit, step: str, sheet: AllowanceSheet, by: Actor, now: datetime, *, before: AllowanceSheet | None = None
) -> None:
    audit.record(
        by,
        f"staffing.allowance_sheet_{step}",
        f"sheet/{sheet.id}",
        now=now,
        before={} if before is None else _seen(before),
        after=_seen(sheet),
        rule=sheet.terms.rule,
    )


def _seen(sheet: AllowanceSheet) -> dict[str, object]:
    return {
        "state": sheet.state.value,
        "version": sheet.version,
        "lines": len(sheet.lines),
        "amount_fen": sheet.amount.fen,
    }
