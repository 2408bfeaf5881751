"""The finance bureau's days: files of channel and bank, exceptions, refunds, settlements, subsidy, month close."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from kernel.term import Month
from sample_city.city import Unit
from sample_city.journey.preparation import BILLING, STAFFING
from sample_city.journey.stage import Stage
from sample_city.journey.vendors import clerk, good_vendors
from sample_city.money_world import Day, MoneyWorld, Transfer
from sample_city.people import Person, StepFailed, seen

PART_BYTES = 16 * 2**20
RESOLUTIONS = {"wrong_amount": "apply", "double_payment": "refund", "unknown_payer": "refund"}


async def live_through(stage: Stage, on: date) -> None:
    """One day of money: what people ordered and what fell due becomes files, and the files are imported."""
    transfers: list[tuple[str, Transfer]] = stage.known.pop("transfers", [])
    officer = stage.officer("财政经办")
    orders = await stage.people.pages(officer, f"{BILLING}/payment-orders", on=on.isoformat())
    days: list[tuple[Unit, Day]] = []
    for unit in stage.city.units:
        world = stage.money.setdefault(unit.code, MoneyWorld(unit))
        due = await stage.people.pages(officer, f"{BILLING}/payments-due", on=on.isoformat(), unit=unit.code)
        await _name_payees(stage, due)
        own = [order for order in orders if order["unit_code"] == unit.code]
        day = world.day(
            on,
            orders=own,
            due=due,
            transfers=[transfer for code, transfer in transfers if code == unit.code],
            late=_one_late(stage, own),
        )
        days.append((unit, day))
    await asyncio.gather(*(_import_day(stage, unit, day, on) for unit, day in days))


async def _name_payees(stage: Stage, due: list[dict[str, Any]]) -> None:
    """Who pays by transfer asks whom: the payee in full, which goes on record."""
    for paper in due:
        if paper["route"] == "bank" and paper["payee"] is not None:
            address = f"{BILLING}/payments-due/{paper['number']}/payee"
            body = {"reason": "办理付款"}
            paper["paid_to"] = await stage.people.ask(stage.officer("财政经办"), "POST", address, json=body)


async def _import_day(stage: Stage, unit: Unit, day: Day, on: date) -> None:
    kinds = ("wechat_trade", day.trade_bill), ("wechat_fund_flow", day.fund_flow), ("bank_icbc", day.bank)
    for kind, content in kinds:
        if content is not None:
            await _import(stage, unit, kind, content, on)


async def resolve_exceptions(stage: Stage) -> None:
    """What did not agree is named by one officer and agreed by another; what cannot be named stays in suspense."""
    preparer, approver = stage.officer("财政经办"), stage.officer("财政经办", 1)
    for exception in await stage.people.pages(preparer, f"{BILLING}/exceptions", state="open"):
        stage.count("exceptions met", 1)
        address = f"{BILLING}/exceptions/{exception['id']}/resolution"
        body = {"resolution": RESOLUTIONS.get(exception["kind"], "carry"), "reason": "核对原始凭证后处理"}
        proposed = await stage.people.ask(preparer, "POST", address, json=body, headers=seen(exception))
        agreed = {"approved": True, "amount_fen": proposed["amount_fen"]}
        await stage.people.ask(approver, "POST", f"{address}/approval", json=agreed, headers=seen(proposed))


async def approve_refunds(stage: Stage) -> None:
    """What follows from an ended service is prepared by the accountant and approved by the principal of its school."""
    for school in stage.city.schools:
        accountant, principal = stage.at(school, "会计"), stage.at(school, "校长")
        for refund in await stage.people.pages(accountant, f"{BILLING}/refunds", term=stage.term, state="proposed"):
            address = f"{BILLING}/refunds/{refund['id']}"
            prepared = await _agree(stage, accountant, f"{address}/preparation", refund)
            await _agree(stage, principal, f"{address}/approval", prepared, approved=True)


async def _agree(stage: Stage, person: Person, address: str, shown: dict[str, Any], **word: bool) -> dict[str, Any]:
    """Lessons confirmed since the proposal lower it: the person is told what it is now, and agrees to that."""
    body = {**word, "amount_fen": shown["amount_fen"]}
    answer = await stage.people.send(person, "POST", address, json=body, headers=seen(shown), key="as proposed")
    if not answer.is_success and answer.json()["code"] == "kernel.amount_changed":
        body |= answer.json()["params"]
        answer = await stage.people.send(person, "POST", address, json=body, headers=seen(shown), key="as it is")
    if not answer.is_success:
        raise StepFailed(f"{address}: {answer.status_code} {answer.text[:500]}")
    agreed: dict[str, Any] = answer.json()
    return agreed


async def settle_vendors(stage: Stage, month: Month) -> None:
    """Confirmed lessons of the month: prepared by the accountant, confirmed by the vendor, approved by the principal.

    The cashier fetches the file to pay by.
    """
    for school in stage.city.schools:
        for vendor in good_vendors(stage.city):
            body = {"contract_id": stage.known[f"contract:{school.code}:{vendor.uscc}"], "month": str(month)}
            answer = await stage.people.send(
                stage.at(school, "会计"), "POST", f"{BILLING}/settlements", json=body, key=f"{vendor.uscc} {month}"
            )
            if answer.status_code == 409:
                continue
            if not answer.is_success:
                raise StepFailed(f"a settlement was refused: {answer.status_code} {answer.text[:500]}")
            shown = answer.json()
            address = f"{BILLING}/settlements/{shown['id']}"
            agreed = {"amount_fen": shown["amount_fen"]}
            confirmation = {"json": agreed, "headers": seen(shown)}
            shown = await stage.people.ask(clerk(vendor), "POST", f"{address}/confirmation", **confirmation)
            payment = {"json": agreed, "headers": seen(shown)}
            await stage.people.ask(stage.at(school, "校长"), "POST", f"{address}/payment", **payment)
            file = await stage.people.ask(stage.at(school, "出纳"), "POST", f"{address}/pay-file")
            if not file.startswith(b"PK"):
                raise StepFailed("the pay file of a settlement is no workbook")


async def pay_allowances(stage: Stage, month: Month) -> None:
    """The month's sheet: prepared, signed by the principal, approved by the district, exported as a pay file."""
    officer = stage.officer("教育局经办")
    for school in stage.city.schools:
        accountant = stage.at(school, "会计")
        sheet = await stage.people.ask(
            accountant, "POST", f"{STAFFING}/allowance-sheets", json={"month": str(month)}, key=str(month)
        )
        address = f"{STAFFING}/allowance-sheets/{sheet['id']}"
        principal = stage.at(school, "校长")
        agreed = {"amount_fen": sheet["amount_fen"]}
        signed = await stage.people.ask(principal, "POST", f"{address}/signature", json=agreed, headers=seen(sheet))
        await stage.people.ask(officer, "POST", f"{address}/approval", json=agreed, headers=seen(signed))
        file = await stage.people.ask(accountant, "POST", f"{address}/pay-file")
        if not file.startswith(b"PK"):
            raise StepFailed("the pay file is no workbook")
        stage.count("allowance_lines", len(sheet["lines"]))
        stage.count("allowance_fen", sheet["amount_fen"])


async def claim_subsidies(stage: Stage) -> None:
    """The government's share per actual participant, with its roll, and the waivers and channel fees it bears."""
    officer = stage.officer("财政经办")
    for school in stage.city.schools:
        body = {"school_path": school.path, "term": stage.term}
        found = await stage.people.ask(officer, "POST", f"{BILLING}/subsidies", json=body, key=school.code)
        roll = await stage.people.pages(officer, f"{BILLING}/subsidies/{found['id']}/roll")
        if len(roll) != found["participants"]:
            raise StepFailed(f"the roll of {school.code} holds {len(roll)}, not {found['participants']}")
        stage.count("subsidy_fen", found["amount_fen"])
    for unit in stage.city.units:
        for kind in ("waivers", "channel_fees"):
            body = {"unit_code": unit.code, "kind": kind, "term": stage.term}
            answer = await stage.people.send(
                officer, "POST", f"{BILLING}/budget-claims", json=body, key=f"{unit.code} {kind}"
            )
            if not answer.is_success and answer.status_code != 409:
                raise StepFailed(f"a budget claim was refused: {answer.status_code} {answer.text[:500]}")


async def close_month(stage: Stage, month: Month) -> None:
    """Reconciled, signed by two, locked; the statement foots and every refund is decided, or the month stays open."""
    preparer, reviewer = stage.officer("财政经办"), stage.officer("财政经办", 1)
    for unit in stage.city.units:
        address = f"{BILLING}/reconciliations/{unit.code}/{month}"
        for officer, signs_as in ((preparer, "preparer"), (reviewer, "reviewer")):
            shown = await stage.people.ask(officer, "GET", address)
            body = {"signs_as": signs_as, "digest": shown["digest"]}
            await stage.people.ask(officer, "POST", f"{address}/signatures", json=body, key=signs_as)
        statement = await stage.people.ask(preparer, "GET", f"{address}/statement.xlsx")
        if not statement.startswith(b"PK"):
            raise StepFailed("the balance statement is no workbook")
        body = {"digest": shown["digest"]}
        await stage.people.ask(reviewer, "POST", f"{BILLING}/months/{unit.code}/{month}/close", json=body)
        stage.count("months closed", 1)


def _one_late(stage: Stage, orders: Sequence[dict[str, Any]]) -> frozenset[str]:
    """The trade bill lacks the row of one order of the term until the next comes: not of one that is paid twice."""
    once = [order for order in orders if order["bill_number"] != stage.known.get("paid twice")]
    if not once or stage.known.get("one late"):
        return frozenset()
    stage.known["one late"] = True
    first = min(once, key=lambda order: str(order["bill_number"]))
    return frozenset({str(first["merchant_order_number"])})


async def _import(stage: Stage, unit: Unit, kind: str, content: bytes, on: date) -> None:
    """Hash first, then the parts, then reading, then a second person; the file is kept with those of its day."""
    stage.keep(f"{on}/{unit.code}-{kind}.csv", content)
    sender = _sender(stage, unit)
    parts = -(-len(content) // PART_BYTES)
    body = {
        "kind": kind,
        "unit_code": unit.code,
        "file_name": f"{unit.code}-{kind}-{on}.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "parts": parts,
    }
    key = f"{kind} {unit.code} {on}"
    statement = await stage.people.ask(sender, "POST", f"{BILLING}/statements", json=body, key=key)
    address = f"{BILLING}/statements/{statement['id']}"
    for number in range(parts):
        part = content[number * PART_BYTES : (number + 1) * PART_BYTES]
        await stage.people.ask(
            sender,
            "PUT",
            f"{address}/parts/{number + 1}",
            content=part,
            headers={"Content-Type": "application/octet-stream"},
        )
    started = await stage.people.ask(sender, "POST", f"{address}/import", key=key)
    await stage.people.finished(sender, "billing", started["operation_id"])
    await _confirm(stage, address, sha256=body["sha256"], key=key)


def _sender(stage: Stage, unit: Unit) -> Person:
    """The cashier where a unit keeps one school's books, else an officer of the finance bureau."""
    own = [school for school in stage.city.schools if school.code in unit.school_codes]
    if len(own) == 1:
        return stage.at(own[0], "出纳")
    return stage.officer("财政经办")


async def _confirm(stage: Stage, address: str, *, sha256: object, key: str) -> None:
    """A second person compares what was read with the original: its digest, its totals, and what is odd about it."""
    officer = stage.officer("财政经办", 1)
    read = await stage.people.ask(officer, "GET", address)
    if (read["state"], read["sha256"]) != ("awaiting_confirmation", sha256):
        raise StepFailed(f"{read['file_name']} was refused: {read}")
    confirmed = await stage.people.ask(
        officer,
        "POST",
        f"{address}/confirmation",
        json={"sha256": read["sha256"], "concerns": read["concerns"]},
        key=key,
        headers={"If-Match": f'"{read["version"]}"'},
    )
    await stage.people.finished(officer, "billing", confirmed["operation_id"])
    imported = await stage.people.ask(officer, "GET", address)
    if imported["state"] != "imported":
        raise StepFailed(f"{read['file_name']} was not taken in: {imported}")
