"""What WeChat Pay and the bank would have done: day by day, from the orders people made and the papers that fell due.

Seeded faults are among it, as in life: a family that pays by phone and by transfer, a transfer with a wrong amount,
a transfer nobody can name, a payment whose row is missing from the trade bill of its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill
from sample_city.city import Unit


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer by a person straight to the dedicated account."""

    payer: str
    remark: str
    amount: Money


@dataclass(slots=True)
class Day:
    """The files of one unit for one day; a file is None where the channel would answer that there is no bill."""

    on: date
    trade_bill: bytes | None = None
    fund_flow: bytes | None = None
    bank: bytes | None = None


@dataclass(slots=True)
class MoneyWorld:
    """One unit's merchant balance and bank account."""

    unit: Unit
    merchant_balance: Money = Money.ZERO
    bank_balance: Money = Money.ZERO
    # The bank's statements follow each other without a gap, from here on.
    covered_until: date = date(2026, 2, 28)
    _unsettled: Money = Money.ZERO
    _late: list[Trade] = field(default_factory=list)
    _paid: dict[str, Trade] = field(default_factory=dict)
    _serial: int = 0

    def day(
        self,
        on: date,
        *,
        orders: Sequence[dict[str, Any]],
        due: Sequence[dict[str, Any]],
        transfers: Sequence[Transfer],
        late: frozenset[str] = frozenset(),
    ) -> Day:
        """Let a day pass: orders are paid, due papers are paid out or in, yesterday's takings reach the bank.

        The channel forgets the rows of the merchant order numbers in `late` and brings them with its next trade bill;
        their money is there in time.
        """
        paid = self._payments(on, orders)
        trades = [*self._late, *(trade for trade in paid if trade.order_number not in late)]
        self._late = [trade for trade in paid if trade.order_number in late]
        refunds = [self._refund(on, one) for one in due if one["kind"] == "refund" and one["route"] == "wechat"]
        files = Day(on)
        withdrawn, voucher = self._unsettled, self._number("TX")
        flows = self._flows(on, [*paid, *refunds], withdrawn, voucher)
        if trades or refunds:
            files.trade_bill = trade_bill(self.unit.merchant, [*trades, *refunds])
        if flows:
            files.fund_flow = fund_flow_bill(flows, opening=self.merchant_balance)
            self.merchant_balance += Money.total(flow.amount for flow in flows)
            self._unsettled = self.merchant_balance
        entries = self._entries(on, due, transfers, withdrawn, voucher)
        if on > self.covered_until:
            period = Period(self.covered_until + timedelta(days=1), on + timedelta(days=1))
            files.bank = statement(self.unit.account, self.unit.holder, period, entries, opening=self.bank_balance)
            self.bank_balance += Money.total(entry.amount for entry in entries)
            self.covered_until = on
        return files

    def _number(self, prefix: str) -> str:
        self._serial += 1
        return f"{prefix}{self.unit.merchant}{self._serial:08d}"

    def _payments(self, on: date, orders: Sequence[dict[str, Any]]) -> list[Trade]:
        trades: list[Trade] = []
        for order in sorted(orders, key=lambda one: str(one["merchant_order_number"])):
            number = order["merchant_order_number"]
            trade = Trade(
                at=_at(on, 60 + len(trades)),
                transaction_id=self._number("42"),
                order_number=number,
                payer="oSAMPLE" + number[-8:],
                amount_fen=order["amount_fen"],
                title="课后服务",
            )
            trades.append(trade)
            self._paid[number] = trade
        return trades

    def _refund(self, on: date, due: dict[str, Any]) -> Trade:
        paid = self._paid[due["original_order_number"]]
        return Trade(
            at=_at(on, 40_000),
            transaction_id=paid.transaction_id,
            order_number=paid.order_number,
            payer=paid.payer,
            amount_fen=paid.amount_fen,
            title=paid.title,
            refund_number=due["number"],
            refund_id=self._number("50"),
            refund_fen=due["amount_fen"],
        )

    def _flows(self, on: date, trades: Sequence[Trade], withdrawn: Money, voucher: str) -> list[Flow]:
        flows: list[Flow] = []
        if withdrawn > Money.ZERO:
            flows.append(Flow(_at(on, 0), voucher, self._number("FL"), "提现", "提现", -withdrawn, voucher))
        for trade in trades:
            if trade.is_refund:
                amount = -Money(trade.refund_fen)
                flows.append(
                    Flow(trade.at, trade.refund_id, self._number("FL"), "退款", "退款", amount, trade.refund_number)
                )
                continue
            amount = Money(trade.amount_fen)
            flows.append(
                Flow(trade.at, trade.transaction_id, self._number("FL"), "交易", "交易", amount, trade.order_number)
            )
            if trade.fee:
                kind = "扣除交易手续费"
                flows.append(
                    Flow(trade.at, trade.transaction_id, self._number("FL"), kind, kind, -trade.fee, trade.order_number)
                )
        return flows

    def _entries(
        self,
        on: date,
        due: Sequence[dict[str, Any]],
        transfers: Sequence[Transfer],
        withdrawn: Money,
        voucher: str,
    ) -> list[Entry]:
        entries: list[Entry] = []
        if withdrawn > Money.ZERO:
            payer = "财付通支付科技有限公司"
            entries.append(Entry(on, self._number("BK"), "结算", voucher, withdrawn, payer))
        entries.extend(
            Entry(on, self._number("BK"), "转账", transfer.remark, transfer.amount, transfer.payer)
            for transfer in transfers
        )
        # Money comes in before it goes out: an account is never overdrawn.
        papers = [one for one in due if one["route"] == "bank"]
        for paper in sorted(papers, key=lambda one: (one["direction"] != "in", str(one["number"]))):
            moves_in = paper["direction"] == "in"
            amount = Money(paper["amount_fen"]) if moves_in else -Money(paper["amount_fen"])
            name, account = _counterparty(paper)
            entries.append(Entry(on, self._number("BK"), "转账", paper["number"], amount, name, account))
        return entries


def _counterparty(paper: dict[str, Any]) -> tuple[str, str]:
    """Name and account on the other side: the payee's where one is registered."""
    if paper["kind"] in ("subsidy", "waivers", "channel_fees"):
        return "示例区财政局国库支付中心", ""
    known = paper.get("paid_to")
    if known is not None:
        return known["name"], known["account"]
    return {"allowance": "代发工资", "refund": "家长"}.get(paper["kind"], "其他"), ""


def _at(on: date, seconds: int) -> datetime:
    """A moment of that day in Beijing, on the wall clock there, which is what the files show."""
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return midnight + timedelta(hours=8, seconds=seconds)
