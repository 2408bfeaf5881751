"""What is charged: the published price, waivers, bills, and families who pay."""

import hashlib
from datetime import date
from typing import Any

from kernel.money import Money
from sample_city import workbooks
from sample_city.city import Pupil
from sample_city.journey.preparation import BILLING, XLSX
from sample_city.journey.stage import Stage
from sample_city.journey.vendors import good_vendors
from sample_city.money_world import Transfer
from sample_city.people import StepFailed, each, seen

# Of a hundred families that owe something: by transfer, and never.
TRANSFER_BELOW, NEVER_FROM = 0.04, 0.985


async def draft_notices(stage: Stage) -> None:
    """Care at zero, each contracted course at its contract's price, consumables apart; drafted by the accountant."""
    for school in stage.city.schools:
        items: list[dict[str, Any]] = [{"product": "care", "price_fen": 0, "consumables_fen": 0}]
        for vendor in good_vendors(stage.city):
            items += [
                {
                    "product": "course",
                    "course_id": stage.known[f"course:{vendor.uscc}:{course.title}"],
                    "price_fen": course.price_fen,
                    "consumables_fen": course.consumables_fen,
                }
                for course in vendor.courses
            ]
        body = {"school_path": school.path, "term": stage.term, "basis": "合教〔2020〕示例号", "items": items}
        notice = await stage.people.ask(stage.at(school, "会计"), "POST", f"{BILLING}/price-notices", json=body)
        stage.known[f"notice:{school.code}"] = notice["id"]


async def publish_notices(stage: Stage) -> None:
    for school in stage.city.schools:
        principal = stage.at(school, "校长")
        for notice in await stage.people.pages(principal, f"{BILLING}/price-notices", school=school.path):
            if notice["id"] == stage.known[f"notice:{school.code}"]:
                address = f"{BILLING}/price-notices/{notice['id']}/publication"
                shown = {"digest": notice["digest"]}
                await stage.people.ask(principal, "POST", address, json=shown, headers=seen(notice))


async def import_waivers(stage: Stage) -> None:
    """The list of the civil-affairs office, then the principal's decision on each; who is poor is seen by few.

    Of the list those are shown who take part, which billing is told by the agreements.
    """
    await stage.clock.settle()
    for school in stage.city.schools:
        content = workbooks.waivers(school)
        file = {"file": ("waivers.xlsx", content, XLSX)}
        address = f"{BILLING}/imports/waivers"
        accountant = stage.at(school, "会计")
        proposed = await stage.people.ask(accountant, "POST", address, files=file, params={"term": stage.term})
        if not proposed["proposed"]:
            continue
        principal = stage.at(school, "校长")
        waiting = await stage.people.pages(principal, f"{BILLING}/waivers", term=stage.term)
        for waiver in waiting:
            address = f"{BILLING}/waivers/{waiver['id']}/decision"
            await stage.people.ask(principal, "POST", address, json={"granted": True}, headers=seen(waiver))


async def run_bills(stage: Stage) -> None:
    """The run, and the same run again: nobody is charged twice."""
    for again in (False, True):
        for school in stage.city.schools:
            accountant = stage.at(school, "会计")
            body = {"term": stage.term, "scope_path": school.path}
            started = await stage.people.ask(
                accountant, "POST", f"{BILLING}/bill-runs", json=body, key=f"again {again}"
            )
            operation = await stage.people.finished(accountant, "billing", started["operation_id"])
            if again and (operation.get("result") or {}).get("bills", 0):
                raise StepFailed(f"a second run charged again: {operation['result']}")
    await stage.clock.settle()
    bills: list[dict[str, Any]] = []
    for school in stage.city.schools:
        accountant = stage.at(school, "会计")
        bills += await stage.people.pages(accountant, f"{BILLING}/bills", school=school.path, term=stage.term)
    stage.known["bills"] = {one["pupil_id"]: one for one in bills}


async def order_payments(stage: Stage, on: date) -> None:
    """The families whose day it is open their bill and pay by phone; some transfer, a few never do."""
    owing = [pupil for pupil in stage.city.pupils if (bill := _bill(stage, pupil)) and bill["still_due_fen"] > 0]
    days = stage.known["payment days"]
    today = [pupil for pupil in owing if days[_draw(pupil, "day") % len(days)] == on]
    transferring = [pupil for pupil in today if _share(pupil) < TRANSFER_BELOW]
    if not transferring and on == days[0]:
        # However small the city, one family transfers.
        transferring = sorted(today, key=_share)[:1]
    phone = [pupil for pupil in today if pupil not in transferring and _share(pupil) < NEVER_FROM]

    async def order(pupil: Pupil) -> None:
        guardian, address = stage.guardian(pupil.guardian_login), f"{BILLING}/bills/{_bill(stage, pupil)['id']}"
        bill = await stage.people.ask(guardian, "GET", address)
        shown = {"amount_fen": bill["still_due_fen"]}
        await stage.people.ask(guardian, "POST", f"{address}/payment-orders", json=shown)

    await each(phone, order, done=stage.counting(f"families pay on {on}", len(phone)))
    stage.known["transfers"] = [*_transfers(stage, transferring), *_odd_transfers(stage, on, phone)]


def _transfers(stage: Stage, families: list[Pupil]) -> list[tuple[str, Transfer]]:
    """By unit: what these families transfer, the first of the term one fen short."""
    found: list[tuple[str, Transfer]] = []
    for pupil in families:
        bill = _bill(stage, pupil)
        short = 0 if stage.known.get("a fen short") else 1
        stage.known["a fen short"] = True
        amount = Money(bill["still_due_fen"] - short)
        found.append((bill["unit_code"], Transfer("家长", f"课后服务费 {bill['number']}", amount)))
    return found


def _odd_transfers(stage: Stage, on: date, phone: list[Pupil]) -> list[tuple[str, Transfer]]:
    """On the first day somebody pays by phone and by transfer, and money comes that nobody can name."""
    if on != stage.known["payment days"][0]:
        return []
    odd = [(unit.code, Transfer("不详", "学费", Money(88_00))) for unit in stage.city.units[:1]]
    if phone:
        bill = _bill(stage, phone[0])
        stage.known["paid twice"] = bill["number"]
        odd.append((bill["unit_code"], Transfer("家长", f"重复缴费 {bill['number']}", Money(bill["still_due_fen"]))))
    return odd


def _bill(stage: Stage, pupil: Pupil) -> dict[str, Any]:
    bills: dict[str, dict[str, Any]] = stage.known["bills"]
    return bills.get(stage.known["pupil ids"][pupil.number], {})


def _draw(pupil: Pupil, about: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{about}{pupil.number}".encode()).digest()[:4], "big")


def _share(pupil: Pupil) -> float:
    return _draw(pupil, "way to pay") / 2**32
