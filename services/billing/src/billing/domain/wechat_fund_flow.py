"""The channel's fund-flow bill: ties trades, refunds and fees to what reaches the bank (DOMAIN C2)."""

import re
from collections.abc import Collection, Sequence

from billing.domain.statement import CellFault, Faults, StatementLine, Totals, fen, instant, unticked, unticked_again
from kernel.money import Money

_SUMMARY = "资金流水总笔数"
# How the channel numbers its merchants; our own numbers begin with letters, its vouchers are longer.
_MERCHANT = re.compile(r"1[0-9]{7,9}")
_KINDS = {"交易": "payment", "退款": "refund", "扣除交易手续费": "fee", "提现": "withdrawal"}


class WechatFundFlow:
    """11 columns, cells led by a back-tick, the balance runs on from row to row, a summary at the end."""

    needed = (
        "记账时间",
        "微信支付业务单号",
        "资金流水单号",
        "业务类型",
        "收支类型",
        "收支金额(元)",
        "账户结余(元)",
        "业务凭证号",
    )

    def __init__(self, merchant_numbers: Collection[str]) -> None:
        self._merchants = merchant_numbers
        # Whether a row names the unit's own merchant number, which the channel writes beside some of them.
        self.is_of_merchant = False
        self._balance_fen: int | None = None
        self._opening_fen: int | None = None
        self._in_fen = 0
        self._out_fen = 0
        self._ending: list[list[str]] = []

    def clean(self, cell: str) -> str:
        return unticked(cell)

    def read_preamble(self, cells: Sequence[str]) -> None:
        """Nothing stands before the headings that we need."""

    def use_headings(self, places: dict[str, int]) -> None:
        """Cells come in the order of `needed`."""

    def ends_rows(self, first_cell: str) -> bool:
        return unticked_again(first_cell) == _SUMMARY

    def read_row(self, cells: Sequence[str], number: int) -> StatementLine:
        at, business_number, identity, type_, direction, amount_yuan, balance_yuan, voucher = map(unticked, cells)
        occurred_at, booked_on = instant(at, "记账时间")
        amount = fen(amount_yuan, "收支金额(元)")
        if amount <= 0 or direction not in ("收入", "支出"):
            raise CellFault("收支类型", "billing.direction_unknown", "say 收入 or 支出 with an amount above zero")
        kind = _KINDS.get(type_, "other")
        if direction == "支出":
            self._out_fen += amount
            amount = -amount
        else:
            self._in_fen += amount
        balance = fen(balance_yuan, "账户结余(元)")
        if self._balance_fen is None:
            self._opening_fen = balance - amount
        elif self._balance_fen + amount != balance:
            detail = f"the balance before was {Money(self._balance_fen)}; with this row it is not what is written here"
            self._balance_fen = balance
            raise CellFault("账户结余(元)", "billing.balance_does_not_run_on", detail)
        self._balance_fen = balance
        if not identity:
            raise CellFault("资金流水单号", "billing.identity_missing", "every row carries the channel's own number")
        self._check_merchant(voucher)
        return StatementLine(
            kind=kind,
            identity=identity,
            reference=(voucher if kind == "withdrawal" else business_number) or None,
            amount_fen=amount,
            fee_e5=None,
            balance_fen=balance,
            occurred_at=occurred_at,
            booked_on=booked_on,
            row_number=number,
            party=None,
            note=None,
        )

    def _check_merchant(self, voucher: str) -> None:
        if voucher in self._merchants:
            self.is_of_merchant = True
        elif _MERCHANT.fullmatch(voucher):
            detail = "this row belongs to another merchant number than the unit's; choose the right unit"
            raise CellFault("业务凭证号", "billing.statement_of_another_unit", detail)

    def read_ending(self, cells: Sequence[str], number: int) -> None:
        self._ending.append(list(cells))

    def check(self, totals: Totals, faults: Faults) -> None:
        totals.opening_fen, totals.closing_fen = self._opening_fen, self._balance_fen
        if len(self._ending) < 2:
            detail = "the summary at the end is missing; the file was cut off, download it again"
            faults.add(None, None, "billing.summary_missing", detail)
            return
        summary = dict(zip(self._ending[0], self._ending[1], strict=False))
        held = {_SUMMARY: totals.lines, "收入金额": self._in_fen, "支出金额": self._out_fen}
        for column, found in held.items():
            text = summary.get(column, "")
            try:
                stated = int(text) if column == _SUMMARY else fen(text, column)
            except (ValueError, CellFault):
                stated = -1
            if stated != found:
                shown = found if column == _SUMMARY else Money(found)
                detail = f"the summary differs from the rows, which make {shown}; download the file again"
                faults.add(None, column, "billing.summary_differs", detail)
