"""The channel's trade bill (ALL): ties payments and refunds to our orders (DOMAIN C2)."""

from collections.abc import Collection, Sequence

from billing.domain.statement import (
    CellFault,
    Faults,
    StatementLine,
    Totals,
    fee_e5,
    fen,
    instant,
    unticked,
    unticked_again,
)
from kernel.money import Money

_SUMMARY = "总交易单数"
_REFUND_KINDS = {"SUCCESS": "refund", "PROCESSING": "refund_pending"}


class WechatTrade:
    """27 columns, cells led by a back-tick, a summary at the end."""

    needed = (
        "交易时间",
        "商户号",
        "微信订单号",
        "商户订单号",
        "交易状态",
        "应结订单金额",
        "微信退款单号",
        "商户退款单号",
        "退款金额",
        "退款状态",
        "手续费",
        "订单金额",
    )

    def __init__(self, merchant_numbers: Collection[str]) -> None:
        self._merchants = merchant_numbers
        self._ending: list[list[str]] = []
        self._paid_fen = 0
        self._refunded_fen = 0

    def clean(self, cell: str) -> str:
        return unticked(cell)

    def read_preamble(self, cells: Sequence[str]) -> None:
        """Nothing stands before the headings that we need."""

    def use_headings(self, places: dict[str, int]) -> None:
        """Cells come in the order of `needed`."""

    def ends_rows(self, first_cell: str) -> bool:
        return unticked_again(first_cell) == _SUMMARY

    def read_row(self, cells: Sequence[str], number: int) -> StatementLine:
        clean, again = unticked, unticked_again
        at, merchant, trade, order, status, _, refund, refund_order, refund_fen, refund_status, fee, order_fen = cells
        if again(merchant) not in self._merchants:
            detail = "this row belongs to another merchant number than the unit's; choose the right unit"
            raise CellFault("商户号", "billing.statement_of_another_unit", detail)
        occurred_at, booked_on = instant(again(at), "交易时间")
        status = again(status)
        if status == "SUCCESS":
            amount = fen(again(order_fen), "订单金额")
            if amount <= 0:
                raise CellFault("订单金额", "billing.amount_not_positive", "a payment is above zero")
            self._paid_fen += amount
            kind, identity, reference = "payment", clean(trade), clean(order)
        elif status == "REFUND":
            amount = -fen(again(refund_fen), "退款金额")
            if amount >= 0:
                raise CellFault("退款金额", "billing.amount_not_positive", "a refund is above zero")
            self._refunded_fen -= amount
            kind = _REFUND_KINDS.get(again(refund_status), "")
            identity, reference = clean(refund), clean(refund_order)
            if not kind:
                raise CellFault("退款状态", "billing.status_unknown", "a refund is SUCCESS or PROCESSING")
        else:
            raise CellFault("交易状态", "billing.status_unknown", "a trade is SUCCESS or REFUND")
        if not identity:
            column = "微信订单号" if kind == "payment" else "微信退款单号"
            raise CellFault(column, "billing.identity_missing", "every row carries the channel's own number")
        # By place, because this line is reached a million times: the order of StatementLine.
        return StatementLine(
            kind,
            identity,
            reference or None,
            amount,
            fee_e5(again(fee), "手续费"),
            None,
            occurred_at,
            booked_on,
            number,
            None,
            None,
        )

    def read_ending(self, cells: Sequence[str], number: int) -> None:
        self._ending.append(list(cells))

    def check(self, totals: Totals, faults: Faults) -> None:
        if len(self._ending) < 2:
            detail = "the summary at the end is missing; the file was cut off, download it again"
            faults.add(None, None, "billing.summary_missing", detail)
            return
        summary = dict(zip(self._ending[0], self._ending[1], strict=False))
        held = {"总交易单数": totals.lines, "订单总金额": self._paid_fen, "退款总金额": self._refunded_fen}
        for column, found in held.items():
            text = summary.get(column, "")
            try:
                stated = int(text) if column == "总交易单数" else fen(text, column)
            except (ValueError, CellFault):
                stated = -1
            if stated != found:
                shown = found if column == "总交易单数" else Money(found)
                detail = f"the summary differs from the rows, which make {shown}; download the file again"
                faults.add(None, column, "billing.summary_differs", detail)
