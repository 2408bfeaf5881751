"""A statement is read and checked whole, waits for a second person, and is then taken in: insert, match, post."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.money_ports import Intake
from billing.application.ports import Work
from billing.application.records import StatementRecord, UnitRecord
from billing.application.report_progress import report_progress
from billing.domain.bank_icbc import BankIcbc
from billing.domain.event import BillsPaid, PaymentsProven, RefundPaid, VendorPaid
from billing.domain.proof import of_payment
from billing.domain.statement import Faults, StatementAlreadyImported, StatementFaulty, StatementKind, check_claims
from billing.domain.statement_reader import Layout, StatementReader
from billing.domain.wechat_fund_flow import WechatFundFlow
from billing.domain.wechat_trade import WechatTrade
from kernel.actor import system_actor
from kernel.errors import Fault
from kernel.term import Month

BILLS_PER_EVENT = 1_000
TAKE_QUEUE = "billing.take_in_statement"
# Some ten seconds of work, and as many paid bills as one transaction may hold in memory.
LINES_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class ImportStatement:
    """Runs inside the work item's transaction; a faulty file leaves its faults on the statement and nothing else.

    What was read stands beside the books until somebody other than the sender confirms it.
    """

    async def __call__(self, work: Work, *, statement_id: UUID, now: datetime) -> int:
        """Return the number of lines read."""
        statement = await work.statements.importable(statement_id)
        if statement is None:
            return 0
        unit = await work.units.get(statement.unit_code, scope=None)
        try:
            async with work.savepoint():
                intake = await _read(work, statement, unit)
                work.record(
                    "billing.statement_read",
                    f"statement/{statement_id}",
                    actor=system_actor("billing"),
                    now=now,
                    before={"state": statement.state},
                    after={"lines": intake.staged},
                    digest=statement.sha256,
                )
                return intake.staged
        except StatementFaulty as faulty:
            await work.statements.refuse(statement_id, faulty.faults)
        except StatementAlreadyImported as twice:
            await work.statements.refuse(statement_id, (Fault(statement.file_name, twice.code, twice.detail),))
        work.record(
            "billing.statement_refused",
            f"statement/{statement_id}",
            actor=system_actor("billing"),
            now=now,
            before={"state": statement.state},
            after={"state": "refused"},
        )
        return 0


@dataclass(frozen=True, slots=True)
class TakeInStatement:
    """One step of a confirmed file; from the first of them on it is carried to its end."""

    lines_at_once: int = LINES_AT_ONCE

    async def __call__(
        self, work: Work, *, statement_id: UUID, step: tuple[int, int] = (0, 0), now: datetime
    ) -> int | None:
        """Return the number of new lines of the file, None where steps are still to come.

        `step` is how many lines were taken in before, of how many.
        """
        statement = await work.statements.half_taken(statement_id)
        if statement is None:
            return 0
        intake = await work.statements.go_on(statement)
        more = await intake.take_up(most=self.lines_at_once)
        taken, lines = step
        if not taken:
            await intake.open_account()
        await work.tell("matching", done=taken, total=lines)
        await _take_in(work, statement, intake, now=now)
        if more:
            await _enqueue_step(work, statement_id, taken=taken + intake.staged, lines=lines)
            return None
        return await _finish(work, statement, intake, now=now)


@dataclass(frozen=True, slots=True)
class EndImport:
    """A file whose first lines are in the books is taken in to its end though its operation was cancelled or failed."""

    async def __call__(self, work: Work, *, operation_id: UUID) -> None:
        statement_id = await work.statements.half_taken_by(operation_id)
        if statement_id is not None:
            await work.enqueue(TAKE_QUEUE, {"statement_id": str(statement_id)})


async def _enqueue_step(work: Work, statement_id: UUID, *, taken: int, lines: int) -> None:
    await work.enqueue(TAKE_QUEUE, {"statement_id": str(statement_id), "taken": taken, "lines": lines})


async def _read(work: Work, statement: StatementRecord, unit: UnitRecord) -> Intake:
    intake = await work.statements.begin_intake(statement)
    layout = await _layout(work, StatementKind(statement.kind), unit)
    reader = StatementReader(layout, statement.file_name)
    read = 0
    async for chunk in work.statements.content(statement):
        await intake.stage(reader.feed(chunk))
        read += len(chunk)
        await work.tell("reading", done=read, total=statement.size_bytes)
    last, totals, faults = reader.finish()
    await intake.stage(last)
    await work.tell("checking", total=intake.staged)
    check_claims(faults, totals, claimed_lines=statement.claimed_lines, claimed_sum=statement.claimed_sum)
    await _check_duplicates(await intake.duplicates(), faults)
    if isinstance(layout, WechatFundFlow) and not layout.is_of_merchant and not await intake.is_of_unit():
        detail = "no row names a payment of this unit; choose the right unit, or send the trade bill of its days first"
        faults.add(None, "微信支付业务单号", "billing.statement_of_another_unit", detail)
    if faults.found:
        faults.stop()
    await intake.set_aside(totals, masked=isinstance(layout, BankIcbc) and layout.is_masked)
    return intake


async def _take_in(work: Work, statement: StatementRecord, intake: Intake, *, now: datetime) -> None:
    months = await intake.take_in()
    paid = await intake.paid_bills()
    proof = of_payment(StatementKind(statement.kind).source, is_settled=False)
    for start in range(0, len(paid), BILLS_PER_EVENT):
        work.publish(BillsPaid(statement.id, tuple(paid[start : start + BILLS_PER_EVENT]), proof), now=now)
    for proven in await intake.proven():
        for start in range(0, len(proven.payments), BILLS_PER_EVENT):
            part = proven.payments[start : start + BILLS_PER_EVENT]
            work.publish(PaymentsProven(proven.line_id, part), now=now)
    await finish_payouts(work, statement.unit_code, now=now)
    await report_progress(work, months=[(statement.unit_code, month) for month in months], now=now)


async def _finish(work: Work, statement: StatementRecord, intake: Intake, *, now: datetime) -> int:
    taken = await intake.finish()
    if taken.first_on is not None and not intake.staged:
        # A file without a line still says that nothing moved in its days.
        await report_progress(work, months=[(statement.unit_code, str(Month.of(taken.first_on)))], now=now)
    work.record(
        "billing.statement_imported",
        f"statement/{statement.id}",
        actor=system_actor("billing"),
        now=now,
        before={"state": statement.state},
        after={"lines": taken.lines, "known": taken.known, "matched": taken.matched, "exceptions": taken.exceptions},
        digest=statement.sha256,
    )
    return taken.lines


async def _check_duplicates(duplicates: list[tuple[int, int]], faults: Faults) -> None:
    for first, second in duplicates:
        detail = f"this row has the number of row {first}; export the file again"
        faults.add(second, None, "billing.row_twice", detail)


async def finish_payouts(work: Work, unit_code: str, *, now: datetime) -> None:
    """Tell the others about refunds and vendor payments that a file has just proved."""
    for refund in await work.refunds.newly_paid(unit_code):
        event = RefundPaid(refund.id, refund.bill_id, refund.school_path, refund.term, refund.amount.fen)
        work.publish(event, now=now)
    for paid in await work.units.allowances_newly_paid(unit_code):
        work.publish(paid, now=now)
    for settled in await work.settlements.newly_paid(unit_code):
        work.publish(
            VendorPaid(settled.id, settled.vendor_id, settled.school_path, settled.month, settled.amount.fen), now=now
        )


async def _layout(work: Work, kind: StatementKind, unit: UnitRecord) -> Layout:
    if kind is StatementKind.WECHAT_TRADE:
        return WechatTrade(await work.units.merchants_of(unit.code))
    if kind is StatementKind.WECHAT_FUND_FLOW:
        return WechatFundFlow(await work.units.merchants_of(unit.code))
    return BankIcbc(await work.units.account_of(unit.code))
