"""WeChat Pay's own files (DOMAIN C2): the trade bill and the fund-flow bill of a merchant's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kernel.money import Money

TRADE_HEADINGS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
TRADE_SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
FLOW_HEADINGS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
    "资金变更提交申请人,备注,业务凭证号"
)
FLOW_SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
# 0.6 % of each trade, borne by the operating budget (C5.1).
FEE_PART, FEE_WHOLE = 6, 1000


@dataclass(frozen=True, slots=True)
class Trade:
    """A payment, or the refund of one where `refund_number` is given; amounts in fen, both positive."""

    at: datetime
    transaction_id: str
    order_number: str
    payer: str
    amount_fen: int
    title: str
    refund_number: str = ""
    refund_id: str = ""
    refund_fen: int = 0

    @property
    def is_refund(self) -> bool:
        return bool(self.refund_number)

    @property
    def fee(self) -> Money:
        """Kept by the channel of each payment, and not given back with a refund."""
        return Money.ZERO if self.is_refund else Money(self.amount_fen).share(FEE_PART, FEE_WHOLE)


@dataclass(frozen=True, slots=True)
class Flow:
    """One movement of the merchant's balance."""

    at: datetime
    business_id: str
    flow_id: str
    name: str
    kind: str
    amount: Money
    voucher: str


def _yuan(amount: Money) -> str:
    return str(amount).replace(",", "")


def _ticked(cells: Sequence[str]) -> str:
    return ",".join("`" + cell for cell in cells)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def trade_bill(merchant: str, trades: Sequence[Trade]) -> bytes:
    """The trade bill (ALL) of one day, as downloaded: UTF-8 with byte-order mark, back-ticks, summary at the end."""
    lines = [TRADE_HEADINGS, *(_ticked(_trade_cells(merchant, trade)) for trade in trades)]
    paid = Money.total(Money(trade.amount_fen) for trade in trades if not trade.is_refund)
    refunded = Money.total(Money(trade.refund_fen) for trade in trades)
    fees = Money.total(trade.fee for trade in trades)
    totals = (str(len(trades)), _yuan(paid), _yuan(refunded), "0.00", _fee(fees), _yuan(paid), _yuan(refunded))
    return ("\ufeff" + "\r\n".join([*lines, TRADE_SUMMARY, _ticked(totals)]) + "\r\n").encode()


def _fee(fee: Money) -> str:
    return _yuan(fee) + "000"


def _trade_cells(merchant: str, trade: Trade) -> tuple[str, ...]:
    amount = _yuan(Money(0 if trade.is_refund else trade.amount_fen))
    refund = _yuan(Money(trade.refund_fen))
    return (
        _stamp(trade.at),
        "wx0000000000000001",
        merchant,
        "0",
        "",
        trade.transaction_id,
        trade.order_number,
        trade.payer,
        "JSAPI",
        "REFUND" if trade.is_refund else "SUCCESS",
        "OTHERS",
        "CNY",
        amount,
        "0.00",
        trade.refund_id or "0",
        trade.refund_number or "0",
        refund,
        "0.00",
        "ORIGINAL" if trade.is_refund else "",
        "SUCCESS" if trade.is_refund else "",
        trade.title,
        "",
        _fee(trade.fee),
        "0.60%",
        amount,
        refund,
        "",
    )


def fund_flow_bill(flows: Sequence[Flow], *, opening: Money) -> bytes:
    """The fund-flow bill (BASIC account) of one day; the balance runs on from `opening`."""
    lines = [FLOW_HEADINGS]
    balance = opening
    for flow in flows:
        balance += flow.amount
        lines.append(_ticked(_flow_cells(flow, balance)))
    income = [flow.amount for flow in flows if flow.amount > Money.ZERO]
    spent = [-flow.amount for flow in flows if flow.amount < Money.ZERO]
    counted = (
        str(len(flows)),
        str(len(income)),
        _yuan(Money.total(income)),
        str(len(spent)),
        _yuan(Money.total(spent)),
    )
    return ("\ufeff" + "\r\n".join([*lines, FLOW_SUMMARY, _ticked(counted)]) + "\r\n").encode()


def _flow_cells(flow: Flow, balance: Money) -> tuple[str, ...]:
    moves_in = flow.amount > Money.ZERO
    return (
        _stamp(flow.at),
        flow.business_id,
        flow.flow_id,
        flow.name,
        flow.kind,
        "收入" if moves_in else "支出",
        _yuan(flow.amount if moves_in else -flow.amount),
        _yuan(balance),
        "system",
        "",
        flow.voucher,
    )
