"""Whatever lowers a published bill tells the others what it comes to then, in the transaction that lowers it."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from contracts.billing.v1 import events_pb2 as pb

TERM, SCHOOL, MERCHANT = "2026-spring", "/3401/340104/2134010001", "1600000001"


async def sent(city: Any, kind: str) -> list[Any]:
    """Topic, key and payload of each event of this kind."""
    async with city.database.reading() as connection:
        query = text("SELECT topic, key, payload FROM chassis.outbox WHERE type = :type ORDER BY id")
        return list((await connection.execute(query, {"type": f"contracts.billing.v1.{kind}"})).all())


async def told(city: Any) -> list[tuple[int, int]]:
    """Due and refunded of each change told so far, the last of which must be what the books say."""
    rows = await sent(city, "BillChanged")
    changes = [pb.BillChanged.FromString(row.payload) for row in rows]
    for row, change in zip(rows, changes, strict=True):
        assert (row.topic, row.key) == ("billing.bill", change.bill_id)
        assert (change.school_path, change.term) == (SCHOOL, TERM)
    known = {bill["id"]: bill for bill in await city.items("accountant", "/bills")}
    for bill_id, change in {change.bill_id: change for change in changes}.items():
        bill = known[bill_id]
        assert (change.due_fen, change.refunded_fen) == (bill["due_fen"], bill["refunded_fen"])
    return [(change.due_fen, change.refunded_fen) for change in changes]


async def counted(city: Any) -> list[tuple[int, int]]:
    """Bills lowered by waivers, and by how much, as each count told it."""
    rows = await sent(city, "WaiversCounted")
    counts = [pb.WaiversCounted.FromString(row.payload) for row in rows]
    for row, count in zip(rows, counts, strict=True):
        assert (row.topic, row.key) == ("billing.bill", f"{SCHOOL.rsplit('/', 1)[1]}/{TERM}")
        assert (count.school_path, count.term) == (SCHOOL, TERM)
    return [(count.bills, count.waived_fen) for count in counts]


@pytest.fixture
async def billed(city: Any) -> Any:
    """小贝 is billed for two courses, 280 and 300 yuan."""
    await city.enrol("小贝")
    await city.agree("小贝", "围棋", "足球")
    await city.bill()
    return city


async def test_tells_once_of_a_waiver_granted_later_whatever_the_number_of_fees(billed: Any) -> None:
    assert await told(billed) == []
    await billed.waive("小贝", "hardship")
    assert await told(billed) == [(29000, 0)]
    await billed.waive("小贝", "low_income")
    assert await told(billed) == [(29000, 0), (0, 0)]
    assert await counted(billed) == [(1, 29000), (1, 58000)]


async def test_tells_nothing_of_a_waiver_that_lowers_nothing(billed: Any) -> None:
    await billed.waive("小贝", "low_income")
    await billed.waive("小贝", "hardship")
    assert await told(billed) == [(0, 0)]
    assert await counted(billed) == [(1, 58000)]


async def test_tells_of_what_goes_back_after_a_waiver(billed: Any) -> None:
    await billed.pay_order("小贝")
    await billed.waive("小贝", "hardship")
    await billed.agree_to_refunds()
    assert await told(billed) == [(29000, 0), (29000, 29000)]
    assert await counted(billed) == [(1, 29000)]


@pytest.mark.parametrize("reason", ["vendor_out", "withdrawn", "moved"])
@pytest.mark.parametrize("paid", [True, False])
async def test_tells_of_a_service_that_ended_whether_it_was_paid_or_not(billed: Any, reason: str, paid: bool) -> None:
    if paid:
        await billed.pay_order("小贝")
    await billed.end("小贝", "足球", on="2026-03-20", reason=reason)
    assert await told(billed) == []
    await billed.agree_to_refunds()
    assert await told(billed) == [(28000, 30000 if paid else 0)]
    assert await counted(billed) == []


async def test_tells_nothing_of_a_refund_that_was_refused(billed: Any) -> None:
    await billed.end("小贝", "足球", on="2026-03-20", reason="vendor_out")
    [refund] = await billed.items("accountant", "/refunds", state="proposed")
    await billed.post("accountant", "/refunds", {"placement_id": refund["placement_id"]})
    await billed.post("principal", f"/refunds/{refund['id']}/approval", {"approved": False})
    assert await told(billed) == []


async def test_tells_of_a_waiver_granted_between_draft_and_publication(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋", "足球")
    await city.post("accountant", "/bill-runs", {"term": TERM, "scope_path": SCHOOL})
    await city.service.worker.work_once()
    await city.waive("小贝", "hardship")
    await city.work()
    assert await told(city) == [(29000, 0)]
    assert (await counted(city))[-1] == (1, 29000)


async def test_counts_the_waivers_of_two_families_granted_at_once(city: Any) -> None:
    children = ("小贝", "小丙")
    for child in children:
        await city.enrol(child)
        await city.agree(child, "围棋", "足球")
    await city.bill()
    await asyncio.gather(*(city.waive(child, "hardship") for child in children))
    # Whoever came second saw the first: the last count told is the school's.
    assert await counted(city) == [(1, 29000), (2, 58000)]


def test_no_event_about_a_bill_or_a_pupil_says_what_was_waived() -> None:
    for name, message in pb.DESCRIPTOR.message_types_by_name.items():
        fields = set(message.fields_by_name)
        if fields & {"bill_id", "pupil_id", "bills"} and name != "WaiversCounted":
            assert not [one for one in fields if one.startswith("waive")], name
    assert not {"amount_fen", "price_fen"} & set(pb.IssuedBill.DESCRIPTOR.fields_by_name)
    assert not {"bill_id", "pupil_id"} & set(pb.WaiversCounted.DESCRIPTOR.fields_by_name)
