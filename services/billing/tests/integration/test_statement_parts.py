"""A statement longer than one part travels in several, in any order, and all of them count or none."""

import hashlib
from datetime import datetime
from typing import Any

import pytest

from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement

UNIT, ACCOUNT = "HS0001", "1302010109000123456"
PART_BYTES = 16 * 2**20
GIB = 2**30
LINES = 16_000
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only


@pytest.fixture(scope="module")
def long_file() -> bytes:
    """A bank statement of a bit more than one part, as remarks of a thousand characters make it."""
    on = datetime(2026, 3, 11).date()  # noqa: DTZ001 a date only
    remark = "学费" * 300
    entries = [Entry(on, f"BK{number:07d}", "转账", remark, Money(100), "王先生") for number in range(LINES)]
    content = statement(ACCOUNT, "海棠课后服务专户", MARCH, entries, opening=Money.ZERO)
    assert PART_BYTES < len(content) < 2 * PART_BYTES
    return content


def announced(content: bytes, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "bank_icbc",
        "unit_code": UNIT,
        "file_name": "三月.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "parts": -(-len(content) // PART_BYTES),
        **changed,
    }


async def put(city: Any, statement_id: str, number: int, content: bytes) -> Any:
    headers = {**city.headers("finance"), "Content-Type": "application/octet-stream"}
    address = f"/v1/statements/{statement_id}/parts/{number}"
    return await city.client.put(address, headers=headers, content=content)


async def test_imports_a_file_of_two_parts_sent_last_one_first_and_one_of_them_twice(
    city: Any, long_file: bytes
) -> None:
    sent = await city.post("finance", "/statements", announced(long_file))
    head, tail = long_file[:PART_BYTES], long_file[PART_BYTES:]
    assert (await put(city, sent["id"], 2, tail)).status_code == 204
    early = await city.post("finance", f"/statements/{sent['id']}/import", status=409)
    assert (early["code"], early["params"]) == ("billing.statement_incomplete", {"missing": 1})
    # A part that was cut off on its way is sent again.
    assert (await put(city, sent["id"], 1, head)).status_code == 204
    assert (await put(city, sent["id"], 1, head)).status_code == 204
    await city.post("finance", f"/statements/{sent['id']}/import")
    await city.work()
    await city.confirm_statement(sent["id"])
    done = await city.get("finance", f"/statements/{sent['id']}")
    assert (done["state"], done["lines"], done["exceptions"]) == ("imported", LINES, LINES)
    assert (await city.balances())["bank:3456"] == LINES * 100
    late = await put(city, sent["id"], 2, tail)
    assert (late.status_code, late.json()["code"]) == (409, "billing.statement_not_open")


async def test_refuses_a_part_of_another_length_or_number(city: Any, long_file: bytes) -> None:
    sent = await city.post("finance", "/statements", announced(long_file))
    tail = long_file[PART_BYTES:]
    for number, content in ((1, long_file[: PART_BYTES - 1]), (2, tail[:-1]), (2, tail + b"1"), (3, tail)):
        answer = await put(city, sent["id"], number, content)
        assert (answer.status_code, answer.json()["code"]) == (422, "billing.statement_part_wrong"), number
        assert answer.json()["params"]["parts"] == 2
    unsent = await city.post("finance", f"/statements/{sent['id']}/import", status=409)
    assert unsent["params"] == {"missing": 2}


async def test_refuses_parts_that_do_not_make_the_announced_file_and_imports_nothing(
    city: Any, long_file: bytes
) -> None:
    sent = await city.post("finance", "/statements", announced(long_file))
    changed = bytes([long_file[-1] ^ 1])
    await put(city, sent["id"], 1, long_file[:PART_BYTES])
    await put(city, sent["id"], 2, long_file[PART_BYTES:-1] + changed)
    refused = await city.post("finance", f"/statements/{sent['id']}/import", status=422)
    assert refused["code"] == "billing.statement_part_wrong"
    await city.work()
    assert await city.items("finance", "/statement-lines", unit=UNIT) == []
    assert await city.balances() == {}


@pytest.mark.parametrize(
    ("size_bytes", "said"),
    [(PART_BYTES, 2), (PART_BYTES + 1, 1), (GIB, 63), (1, 2)],
    ids=["a part too many", "a part too few", "a GiB in 63", "a byte in two"],
)
async def test_refuses_a_size_that_its_parts_do_not_make(city: Any, size_bytes: int, said: int) -> None:
    body = announced(b"x", size_bytes=size_bytes, parts=said)
    refused = await city.post("finance", "/statements", body, status=422)
    assert (refused["code"], refused["params"]) == (
        "billing.statement_size_wrong",
        {"parts": -(-size_bytes // PART_BYTES)},
    )
    assert await city.items("finance", "/statements") == []


async def test_takes_the_announcement_of_one_gibibyte_and_of_no_byte_more(city: Any) -> None:
    await city.post("finance", "/statements", announced(b"x", size_bytes=GIB, parts=64))
    for size_bytes, parts in ((GIB + 1, 65), (GIB + 1, 64), (0, 0)):
        refused = await city.post(
            "finance", "/statements", announced(b"y", size_bytes=size_bytes, parts=parts), status=422
        )
        assert refused["code"] in ("billing.statement_size_wrong", "chassis.request_invalid")
    assert len(await city.items("finance", "/statements")) == 1
