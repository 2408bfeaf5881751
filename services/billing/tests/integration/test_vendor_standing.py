"""Nobody off the list is paid for what came after, and nobody at all before two persons and the vendor agreed."""

import asyncio
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from testkit.names import named

SCHOOL = "/3401/340104/2134010001"


@pytest.mark.parametrize(
    ("reason", "since", "status"),
    [
        ("licence_expired", date(2026, 3, 19), 200),
        ("listing_expired", date(2026, 3, 18), 409),
        ("removed", date(2026, 3, 19), 409),
        ("never_listed", date(2026, 1, 1), 409),
    ],
)
async def test_pays_a_vendor_for_what_it_taught_while_it_was_listed(
    city: Any, reason: str, since: date, status: int
) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.deliver("书法", "2026-03-16", "2026-03-18")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    settlement = await city.post("accountant", "/settlements", contract)
    await city.post("vendor", f"/settlements/{settlement['id']}/confirmation")
    city.registry.off_list_since, city.registry.reason_code = since, reason
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    answer = await city.post("principal", f"/settlements/{settlement['id']}/payment", status=status)
    assert status == 200 or answer["code"] == "billing.vendor_not_in_standing"


@pytest.fixture
async def prepared(city: Any) -> Any:
    """Two lessons of a course, prepared to be settled; the path of the settlement."""
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.deliver("书法", "2026-03-16", "2026-03-18")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    return f"/settlements/{(await city.post('accountant', '/settlements', contract))['id']}"


async def test_asks_for_the_standing_before_any_transaction_begins(city: Any, prepared: str) -> None:
    await city.post("vendor", f"{prepared}/confirmation")
    open_meanwhile = []

    async def count() -> None:
        async with city.database.reading() as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = :state"
            open_meanwhile.append(await connection.scalar(text(query), {"state": "idle in transaction"}))

    # A task of its own: what the request has begun is not its own to read on.
    city.registry.meanwhile = lambda: asyncio.create_task(count())
    await city.post("principal", f"{prepared}/payment")
    await city.post("cashier", f"{prepared}/pay-file")
    assert open_meanwhile == [0, 0]


async def pay_file(city: Any, path: str) -> list[Any]:
    content = await city.post("cashier", f"{path}/pay-file")
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1]


async def test_gives_a_pay_file_only_of_what_was_confirmed_and_approved(city: Any, prepared: str) -> None:
    early = await city.post("cashier", f"{prepared}/pay-file", status=409)
    assert (early["code"], early["params"]) == ("billing.settlement_not_approved", {"state": "prepared"})
    await city.post("vendor", f"{prepared}/confirmation")
    early = await city.post("cashier", f"{prepared}/pay-file", status=409)
    assert (early["code"], early["params"]) == ("billing.settlement_not_approved", {"state": "confirmed"})
    settlement = await city.post("principal", f"{prepared}/payment")
    assert await pay_file(city, prepared) == [
        settlement["number"], "乐艺文化", "1303010109000188888", "徽商银行海棠支行", "2026-03", 2, 40,
        settlement["number"], "",
    ]  # fmt: skip
    await city.post("foreign finance", f"{prepared}/pay-file", status=404)
    await city.post("accountant", f"{prepared}/pay-file", status=403)


@pytest.mark.parametrize("reason", ["licence_expired", "listing_expired"])
async def test_says_in_the_pay_file_why_a_vendor_off_the_list_is_paid(city: Any, prepared: str, reason: str) -> None:
    await city.post("vendor", f"{prepared}/confirmation")
    await city.post("principal", f"{prepared}/payment")
    city.registry.off_list_since, city.registry.reason_code = date(2026, 3, 19), reason
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    assert "所付课时均为在名录期间所授" in (await pay_file(city, prepared))[-1]


async def test_gives_no_pay_file_for_a_vendor_that_was_removed_after_the_approval(city: Any, prepared: str) -> None:
    await city.post("vendor", f"{prepared}/confirmation")
    await city.post("principal", f"{prepared}/payment")
    city.registry.off_list_since, city.registry.reason_code = date(2026, 3, 19), "removed"
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    refused = await city.post("cashier", f"{prepared}/pay-file", status=409)
    assert refused["code"] == "billing.vendor_not_in_standing"
