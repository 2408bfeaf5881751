"""银行存款余额调节表 and the vendor pay file as workbooks, with totals a reader can check by formula."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from billing.application.money_views import ReconciliationView, UnreachedView
from billing.application.settle_vendor import PayOrder
from chassis.files.handed_out import AS_WRITTEN, YUAN_FORMAT

_PAY_HEADINGS = ("付款编号", "收款单位", "收款账号", "开户银行", "月份", "课时", "金额(元)", "附言", "备注")
_PAID_ALL_THE_SAME = {
    "licence_expired": "机构许可证已到期、现不在名录；所付课时均为在名录期间所授",
    "listing_expired": "机构名录有效期已满；所付课时均为在名录期间所授",
}


def balance_workbook(view: ReconciliationView, *, unit_name: str, account: str, names: dict[str, str]) -> bytes:
    """The statement as the finance bureau signs it; sums are formulas with their values beside them."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, AS_WRITTEN) as book:
        sheet = book.add_worksheet("银行存款余额调节表")
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": YUAN_FORMAT})
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 16)
        sheet.set_column(2, 2, 34)
        sheet.set_column(3, 3, 16)
        sheet.write(0, 0, "银行存款余额调节表", bold)
        sheet.write_row(1, 0, [f"核算单位: {unit_name} ({view.unit_code})", "", f"账号尾号: {account}"])
        sheet.write_row(2, 0, [f"月份: {view.month}", "", "单位: 元"])
        sheet.write_row(4, 0, ["银行对账单", "金额", "单位银行日记账", "金额"], bold)
        row = _side(
            sheet,
            5,
            0,
            "银行对账单余额",
            view.bank_fen,
            (("加: 单位已收银行未收", ()), ("减: 单位已付银行未付", ())),
            money,
        )
        other = _side(
            sheet,
            5,
            2,
            "银行日记账余额",
            view.ledger_fen,
            (("加: 银行已收单位未收", view.bank_received), ("减: 银行已付单位未付", view.bank_paid)),
            money,
        )
        end = max(row, other)
        sheet.write(end, 0, "调节后余额", bold)
        sheet.write(end, 2, "调节后余额", bold)
        _total(sheet, end, 1, 5, row, view.bank_adjusted_fen, money)
        _total(sheet, end, 3, 5, other, view.ledger_adjusted_fen, money)
        sheet.write(end + 1, 2, "差额", bold)
        sheet.write_formula(end + 1, 3, f"=B{end + 1}-D{end + 1}", money, view.difference_fen / 100)
        end = _in_transit(sheet, end + 3, view, money) if _has_channel(view) else end
        end = _carried(sheet, end + 3, view.carried, money) if view.carried else end
        end = _owed(sheet, end + 3, view, money) if view.refunds_owed else end
        sheet.write_row(
            end + 3, 0, [f"编制人: {names.get('preparer', '')}", "", f"复核人: {names.get('reviewer', '')}"]
        )
    return buffer.getvalue()


def pay_workbook(order: PayOrder) -> bytes:
    """One payment for the cashier, with the number the bank statement will carry."""
    settlement, payee = order.settlement, order.payee
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, AS_WRITTEN) as book:
        sheet = book.add_worksheet("付款单")
        money = book.add_format({"num_format": YUAN_FORMAT})
        sheet.write_row(0, 0, _PAY_HEADINGS)
        sheet.write(1, 0, settlement.number)
        # As text: a spreadsheet would round an account number to 15 digits.
        for column, word in enumerate((payee.name, payee.account, payee.bank_name, settlement.month), start=1):
            sheet.write_string(1, column, word)
        sheet.write_number(1, 5, settlement.lessons)
        sheet.write_number(1, 6, order.amount.fen / 100, money)
        sheet.write_row(1, 7, [settlement.number, _PAID_ALL_THE_SAME.get(order.off_list, "")])
        sheet.write(2, 0, "合计")
        sheet.write_formula(2, 6, "=SUM(G2:G2)", money, order.amount.fen / 100)
    return buffer.getvalue()


def _side(
    sheet: Any,
    row: int,
    column: int,
    title: str,
    fen: int,
    groups: Sequence[tuple[str, Sequence[UnreachedView]]],
    money: Any,
) -> int:
    sheet.write(row, column, title)
    # Shown in yuan: a spreadsheet's number is a picture of the amount, the fen stay in the books.
    sheet.write_number(row, column + 1, fen / 100, money)
    row += 1
    for name, items in groups:
        sign = -1 if name.startswith("减") else 1
        sheet.write(row, column, name)
        row += 1
        for item in items:
            sheet.write(row, column, f"  {item.booked_on} {item.identity}")
            sheet.write_number(row, column + 1, sign * item.amount_fen / 100, money)
            row += 1
    return row


_ON_ITS_WAY = {
    "withdrawal": "渠道已结算、银行未收",
    "trade": "交易账单已有、资金账单未有",
    "fund": "资金账单已有、账面未有",
}


def _has_channel(view: ReconciliationView) -> bool:
    return bool(view.channel_closing_fen or view.channel_ledger_fen or view.in_transit)


def _in_transit(sheet: Any, row: int, view: ReconciliationView, money: Any) -> int:
    """The channel's balance with what is on its way, which makes what the books hold there. Returns the row before
    the next."""
    sheet.write(row, 0, "在途资金（微信支付）")
    items = [("渠道资金账单余额", view.channel_closing_fen)]
    items += [(f"{_ON_ITS_WAY[one.what]} {one.booked_on} {one.identity}", one.amount_fen) for one in view.in_transit]
    for place, (name, fen) in enumerate(items, start=row + 1):
        sheet.write(place, 0, f"  {name}")
        sheet.write_number(place, 1, fen / 100, money)
    end = row + 1 + len(items)
    sheet.write(end, 0, "渠道余额与在途合计")
    _total(sheet, end, 1, row + 1, end, sum(fen for _, fen in items), money)
    sheet.write(end, 2, "账面渠道余额")
    sheet.write_number(end, 3, view.channel_ledger_fen / 100, money)
    return end - 1


def _carried(sheet: Any, row: int, items: Sequence[UnreachedView], money: Any) -> int:
    """What both sides hold and nobody has named yet: told every month, in no sum. Returns the row before the next."""
    sheet.write(row, 0, "挂账项目（尚未查明）")
    for place, item in enumerate(items, start=row + 1):
        sheet.write(place, 0, f"  {item.booked_on} {item.identity}")
        sheet.write_number(place, 1, item.amount_fen / 100, money)
    return row + len(items) - 1


def _owed(sheet: Any, row: int, view: ReconciliationView, money: Any) -> int:
    """What the books owe families and the bank has not paid yet, with its sum. Returns the row before the next."""
    sheet.write(row, 0, "应退未付退费（已审批）")
    items = [(f"{one.approved_on} {one.number}", one.amount_fen) for one in view.refunds_owed]
    rest = view.refunds_owed_fen - sum(fen for _, fen in items)
    if rest:
        items.append(("其余未列明", rest))
    for place, (name, fen) in enumerate(items, start=row + 1):
        sheet.write(place, 0, f"  {name}")
        sheet.write_number(place, 1, fen / 100, money)
    end = row + 1 + len(items)
    sheet.write(end, 0, "合计")
    _total(sheet, end, 1, row + 1, end, view.refunds_owed_fen, money)
    return end - 1


def _total(sheet: Any, row: int, column: int, first: int, last: int, fen: int, money: Any) -> None:
    letter = "ABCD"[column]
    sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{last})", money, fen / 100)
