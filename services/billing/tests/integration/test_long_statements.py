"""A file too long for one step is read whole, then taken in step by step, and never left half-way."""

import hashlib
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from billing.adapters.work import WorkHandlers
from chassis.work import Worker
from sample_city.channel_files import Trade, trade_bill

UNIT, MERCHANT = "HS0001", "1600000001"
UNKNOWN = 11


def trade(number: int, order: str, fen: int) -> Trade:
    return Trade(
        at=datetime(2026, 3, 10, 10, number),  # noqa: DTZ001 the channel writes local time
        transaction_id=f"420010{number:010d}",
        order_number=order,
        payer="oABC",
        amount_fen=fen,
        title="课后服务",
    )


@pytest.fixture
def worker(city: Any) -> Worker:
    """Takes in three lines at once."""
    handlers = WorkHandlers(city.database, city.service.app.state.sealer, city.clock, lines_at_once=3)
    return Worker(city.database, city.clock, handlers=handlers.handlers(), on_end=handlers.on_end())


@pytest.fixture
async def long_file(city: Any) -> bytes:
    """Two payments of one bill, far apart, among payments nobody knows."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    order = await city.order("小安")
    number, fen = order["merchant_order_number"], order["amount_fen"]
    strangers = [trade(n, f"WX0000000{n:05d}", 100) for n in range(2, 2 + UNKNOWN)]
    return trade_bill(MERCHANT, [trade(1, number, fen), *strangers, trade(30, number, fen)])


def announced(content: bytes) -> dict[str, Any]:
    return {
        "kind": "wechat_trade",
        "unit_code": UNIT,
        "file_name": "a.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "parts": 1,
    }


async def send(city: Any, content: bytes) -> tuple[str, str]:
    sent = await city.post("finance", "/statements", announced(content))
    await city.client.put(f"/v1/statements/{sent['id']}/parts/1", headers=city.headers("finance"), content=content)
    started = await city.post("finance", f"/statements/{sent['id']}/import")
    return sent["id"], started["operation_id"]


async def confirm(city: Any, statement_id: str) -> str:
    operation_id: str = (await city.confirm_statement(statement_id, work=False))["operation_id"]
    return operation_id


async def drain(worker: Worker) -> None:
    while await worker.work_once():
        pass
    await worker.end_operations()


async def test_takes_in_a_long_file_in_steps_as_if_in_one(city: Any, worker: Worker, long_file: bytes) -> None:
    statement_id, _ = await send(city, long_file)
    await drain(worker)
    read = await city.get("finance", f"/statements/{statement_id}")
    assert (read["state"], read["rows_read"], read["lines"]) == ("awaiting_confirmation", 13, None)
    operation_id = await confirm(city, statement_id)
    await drain(worker)
    done = await city.get("finance", f"/statements/{statement_id}")
    assert (done["state"], done["lines"], done["matched"], done["exceptions"]) == ("imported", 13, 1, 12)
    kinds = [one["kind"] for one in await city.items("finance", "/exceptions", unit=UNIT)]
    assert sorted(set(kinds)) == ["double_payment", "unknown_payer"]
    assert await city.published("BillsPaid") == 1
    operation = await city.get("finance", f"/operations/{operation_id}")
    assert (operation["state"], operation["result"]["lines"]) == ("done", 13)
    async with city.database.reading() as connection:
        assert not await connection.scalar(text("SELECT count(*) FROM statement_staged"))


async def test_tells_how_far_a_long_file_is(city: Any, worker: Worker, long_file: bytes) -> None:
    statement_id, operation_id = await send(city, long_file)
    assert await worker.work_once()
    read = await city.get("finance", f"/operations/{operation_id}")
    assert (read["phase"], read["done"], read["total"]) == ("checking", 13, 13)
    operation_id = await confirm(city, statement_id)
    told = []
    while await worker.work_once():
        now = await city.get("finance", f"/operations/{operation_id}")
        told.append((now["phase"], now["done"], now["total"]))
    assert told[:2] == [("matching", 0, 13), ("matching", 3, 13)]
    assert told[-1] == ("matching", 13, 13)


async def test_carries_a_half_taken_file_to_its_end_though_it_was_cancelled(
    city: Any, worker: Worker, long_file: bytes
) -> None:
    statement_id, _ = await send(city, long_file)
    await drain(worker)
    operation_id = await confirm(city, statement_id)
    assert await worker.work_once()
    half = await city.get("finance", f"/statements/{statement_id}")
    assert (half["state"], half["lines"]) == ("importing", 3)
    await city.post("finance", "/statements", announced(long_file), status=409)
    await city.post("finance", f"/operations/{operation_id}/cancel")
    for _ in range(2):
        await drain(worker)
    done = await city.get("finance", f"/statements/{statement_id}")
    assert (done["state"], done["lines"], done["matched"]) == ("imported", 13, 1)


async def test_refuses_a_long_file_with_a_fault_whole(city: Any, worker: Worker, long_file: bytes) -> None:
    content = long_file.replace(b"`4200100000000007", b"`4200100000000005", 1)
    assert content != long_file
    statement_id, _ = await send(city, content)
    await drain(worker)
    done = await city.get("finance", f"/statements/{statement_id}")
    assert (done["state"], done["faults"][0]["code"]) == ("refused", "billing.row_twice")
    assert "channel:WECHAT" not in await city.balances()
